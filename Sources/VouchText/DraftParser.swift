public import VouchCore

/// Turns the bytes of a draft into a ``Draft``.
///
/// Everything a rule or a network looks at is found here, once: nothing behind this reads
/// Markdown or YAML again.
public struct DraftParser: Sendable {
  private let zone: BrandZone
  private let catalog: ChannelCatalog
  private let limits: InputLimits

  /// A parser that reads naive times in `zone` and knows `channels`.
  public init(zone: BrandZone, channels: ChannelCatalog, limits: InputLimits = .contract) {
    self.zone = zone
    self.catalog = channels
    self.limits = limits
  }

  /// Reads a draft; throws every problem that was found where it cannot be read.
  public func parse(_ bytes: [UInt8], path: String) throws(DraftError) -> Draft {
    let source = try InputCheck.read(bytes, path: path, limits: limits)
    guard let split = try HeadSplitter.split(source) else {
      throw DraftError([
        DraftProblem(
          "a draft begins with a head between two lines of three dashes",
          at: SourceLocation(line: 1, column: 1),
          help: "'vouch new post' makes one to start from"
        )
      ])
    }
    var (head, problems) = try decode(split, of: source)
    let texts = texts(of: head, body: split.body, in: source, problems: &problems)
    guard problems.isEmpty else { throw DraftError(problems) }
    return draft(source: source, head: head, texts: texts)
  }

  /// Reads what networks would see of a draft or of a body without a head, for `vouch inspect`.
  ///
  /// With `plain` the input is the published text, word for word. With `channel` it is read as
  /// that network reads; without one by the strictest reading, for the channels of the head or,
  /// where there is none, for all.
  public func inspect(
    _ bytes: [UInt8],
    path: String,
    plain: Bool,
    channel: Channel?
  ) throws(DraftError) -> Inspection {
    let source = try InputCheck.read(bytes, path: path, limits: limits)
    if let channel, catalog[channel] == nil {
      throw DraftError([
        DraftProblem(
          "unknown channel '\(channel)'",
          at: SourceLocation(line: 1, column: 1),
          help: Suggestion.help(for: channel.name, among: catalog.profiles.map(\.channel.name))
        )
      ])
    }
    let split = plain ? nil : try HeadSplitter.split(source)
    var channels = channel.map { [$0] } ?? catalog.profiles.map(\.channel)
    var texts: [DraftReader.Text]
    if let split {
      var (head, problems) = try decode(split, of: source)
      texts = self.texts(of: head, body: split.body, in: source, problems: &problems)
      guard problems.isEmpty else { throw DraftError(problems) }
      if channel == nil { channels = head.frontMatter.channels.map(\.value) }
      if let channel, !texts.contains(where: { $0.channels.contains(channel) }) {
        texts[0].channels.append(channel)
      }
    } else {
      let text = MarkdownSource(restOf: source, from: HeadSplitter.textStart(source))
      let rendered =
        plain
        ? MarkdownReader.plain(text)
        : try MarkdownReader.read(text, in: source, kind: .post, limits: limits)
      texts = [DraftReader.Text(channels: channels, rendered: rendered)]
    }
    let dialect = channel.flatMap { catalog[$0]?.dialect } ?? .strict
    return inspection(source: source, texts: texts, channels: channels, dialect: dialect)
  }

  private func inspection(
    source: SourceText,
    texts: [DraftReader.Text],
    channels: [Channel],
    dialect: TokenDialect
  ) -> Inspection {
    let shown = texts.filter { $0.channels.contains(where: channels.contains) }
    let reader = DraftReader(source: source, catalog: catalog)
    let readings = texts.map(reader.reading)
    var found = FoundTokens()
    for text in shown {
      let part = TokenReader(source: source).read(text.rendered.parsed, dialect: dialect)
      found.mentions += part.mentions
      found.hashtags += part.hashtags
      found.cashtags += part.cashtags
      found.links += part.links
      found.flags += part.flags
    }
    return Inspection(
      source: source,
      mentions: found.mentions,
      hashtags: found.hashtags,
      cashtags: found.cashtags,
      links: found.links,
      flags: found.flags,
      renditions: reader.renditions(for: channels, of: texts, readings: readings),
      readings: readings.filter { $0.channels.contains(where: channels.contains) }
    )
  }

  private func decode(
    _ split: SplitDraft,
    of source: SourceText
  ) throws(DraftError) -> (DecodedHead, [DraftProblem]) {
    guard split.head.count <= limits.maxFrontMatterBytes else {
      throw DraftError([
        DraftProblem(
          "a head has at most \(limits.maxFrontMatterBytes) bytes; this one has \(split.head.count)",
          at: source.location(at: split.head.lowerBound)
        )
      ])
    }
    var problems: [DraftProblem] = []
    var leftOut: Set<Int> = []
    let plain = PlainHead.compose(source, split.head, maxDepth: limits.maxDepth)
    let root = plain ?? read(split.head, of: source, problems: &problems, leftOut: &leftOut)
    var decoder = FrontMatterDecoder(
      zone: zone,
      catalog: catalog,
      limits: limits,
      span: split.span,
      fields: HeadFields(file: source, problems: problems)
    )
    let head = decoder.decode(root)
    // What else is said of a line whose value was left out is only the echo.
    let further = decoder.fields.problems.dropFirst(problems.count)
      .filter { !leftOut.contains($0.location.line) }
    return (head, problems + further)
  }

  private func read(
    _ range: Range<Int>,
    of source: SourceText,
    problems: inout [DraftProblem],
    leftOut: inout Set<Int>
  ) -> HeadNode? {
    let text = HeadText(source, range)
    let reader = HeadReader(head: text, limits: limits)
    let root = reader.read(problems: &problems, leftOut: &leftOut)
    // What is no YAML still shows its keys: an author should not hear of one mistake at a time.
    if root == nil, !problems.isEmpty { problems += text.unknownKeys(besides: problems) }
    return root
  }

  /// The body and the texts of single channels, rendered.
  private func texts(
    of head: DecodedHead,
    body: Range<Int>,
    in source: SourceText,
    problems: inout [DraftProblem]
  ) -> [DraftReader.Text] {
    let kind = head.frontMatter.kind
    let replaced = head.texts.map(\.channel)
    var remaining = head.frontMatter.channels.map(\.value)
    remaining.removeAll { replaced.contains($0) }
    var texts: [DraftReader.Text] = []
    var sources = [(remaining, MarkdownSource(restOf: source, from: body.lowerBound))]
    sources += head.texts.map { ([$0.channel], $0.text.source) }
    for (index, (channels, markdown)) in sources.enumerated() {
      let isBlank = !Invisibles.isSeen(markdown.bytes)
      if isBlank, index > 0 || remaining.isEmpty && !replaced.isEmpty {
        texts.append(DraftReader.Text(channels: channels, rendered: MarkdownReader.plain(.empty)))
        continue
      }
      guard !isBlank else {
        let end = source.location(at: body.lowerBound)
        problems.append(
          DraftProblem("the body is empty", at: end, help: "write the post below the head")
        )
        continue
      }
      do {
        let rendered = try MarkdownReader.read(markdown, in: source, kind: kind, limits: limits)
        problems += rendered.problems
        if !isSeen(rendered), rendered.parsed.images.isEmpty, head.frontMatter.media.isEmpty,
          rendered.problems.isEmpty
        {
          let place = markdown.span(0, markdown.bytes.count)
          problems.append(
            DraftProblem(
              "nothing of this text would be seen",
              at: source.location(at: place.start),
              end: source.location(at: place.end)
            )
          )
        }
        texts.append(DraftReader.Text(channels: channels, rendered: rendered))
      } catch {
        problems += error.problems
      }
    }
    problems += filesTooMany(texts, besides: head.frontMatter.media, in: source)
    return texts
  }

  /// Tells of the first image that is one file too many beside the `listed` ones of the head.
  ///
  /// All files of a draft are read and kept, so all of them count, each once.
  private func filesTooMany(
    _ texts: [DraftReader.Text],
    besides listed: [MediaItem],
    in source: SourceText
  ) -> [DraftProblem] {
    let images = texts.flatMap(\.rendered.parsed.images)
    // A list that is too long was told of where it stands.
    guard !images.isEmpty, listed.count <= limits.maxMedia else { return [] }
    var files = Set(listed.map(\.file.value))
    var surplus: SourceSpan?
    for image in images where !Image.isElsewhere(image.url) {
      guard files.insert(image.url).inserted else { continue }
      if files.count == limits.maxMedia + 1 { surplus = image.span }
    }
    guard let surplus else { return [] }
    return [
      DraftProblem(
        "a draft takes at most \(limits.maxMedia) files; these are \(files.count)",
        at: source.location(at: surplus.start),
        end: source.location(at: surplus.end),
        help: "leave out the images that say least"
      )
    ]
  }

  /// True where every post of `rendered` has something to see.
  private func isSeen(_ rendered: RenderedMarkdown) -> Bool {
    !rendered.parsed.segments.isEmpty
      && rendered.parsed.segments.allSatisfy {
        rendered.parsed.published.scalars[$0.range].contains(where: Invisibles.isSeen)
      }
  }

  private func draft(source: SourceText, head: DecodedHead, texts: [DraftReader.Text]) -> Draft {
    let reader = DraftReader(source: source, catalog: catalog)
    let words = [head.title, head.ask].compactMap { $0?.mapped }
    let wordMasks = words.map { ScalarMasks($0.scalars) }
    let tokens = TokenReader(source: source)
    let readings = texts.map(reader.reading)
    let channels = head.frontMatter.channels.map(\.value)
    return Draft(
      source: source,
      frontMatter: head.frontMatter,
      readings: readings,
      renditions: reader.renditions(for: channels, of: texts, readings: readings),
      frontMatterText: zip(words, wordMasks).map {
        Canonicalizer.canonical(MaskedText($0, masks: $1))
      },
      frontMatterFlags: zip(words, wordMasks).flatMap {
        tokens.flags(inFrontMatter: $0, masks: $1)
      },
      notes: head.notes
    )
  }
}
