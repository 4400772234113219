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
    let draft = try begin(bytes, path: path)
    draft.readMarkdown(limits)
    try draft.render(limits)
    draft.findTokens(catalog)
    return draft.finish(catalog)
  }

  /// Reads several drafts as each would be read by itself.
  ///
  /// They take each step one after the other: the code of one step fits into the nearest memory of
  /// a processor, the code of all does not, and fetching it anew for each draft takes longer than
  /// many a step itself.
  public func parse(_ files: [(path: String, bytes: [UInt8])]) -> [Result<Draft, DraftError>] {
    var drafts = files.map { file in
      Result { () throws(DraftError) in try begin(file.bytes, path: file.path) }
    }
    for case .success(let draft) in drafts { draft.readMarkdown(limits) }
    drafts = drafts.map { draft in
      draft.flatMap { draft in
        Result { () throws(DraftError) in
          try draft.render(limits)
          return draft
        }
      }
    }
    for case .success(let draft) in drafts { draft.findTokens(catalog) }
    return drafts.map { $0.map { $0.finish(catalog) } }
  }

  /// Reads the head of a draft and finds its texts.
  private func begin(_ bytes: [UInt8], path: String) throws(DraftError) -> DraftInMaking {
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
    return DraftInMaking(source: source, head: try decode(split, of: source), body: split.body)
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
    if let channel, !catalog.knows(channel) {
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
      let head = try decode(split, of: source)
      if channel == nil { channels = head.frontMatter.channels.map(\.value) }
      let draft = DraftInMaking(source: source, head: head, body: split.body)
      draft.readMarkdown(limits)
      try draft.render(limits)
      texts = draft.texts
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
    let readings = texts.map { reader.reading(of: $0, with: reader.tokens(in: $0.rendered)) }
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
  ) throws(DraftError) -> DecodedHead {
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
    let tree = plain ?? read(split.head, of: source, problems: &problems, leftOut: &leftOut)
    var head = FrontMatterDecoder(
      zone: zone,
      catalog: catalog,
      limits: limits,
      span: split.span,
      fields: HeadFields(tree: tree, problems: problems)
    )
    .decode()
    if !leftOut.isEmpty {
      // What else is said of a line whose value was left out is only the echo.
      let further = head.problems.dropFirst(problems.count)
        .filter { !leftOut.contains($0.location.line) }
      head.problems = problems + further
    }
    return head
  }

  private func read(
    _ range: Range<Int>,
    of source: SourceText,
    problems: inout [DraftProblem],
    leftOut: inout Set<Int>
  ) -> HeadTree {
    let text = HeadText(source, range)
    let reader = HeadReader(head: text, limits: limits)
    let tree = reader.read(problems: &problems, leftOut: &leftOut)
    // What is no YAML still shows its keys: an author should not hear of one mistake at a time.
    if tree == nil, !problems.isEmpty { problems += text.unknownKeys(besides: problems) }
    return tree ?? HeadTree(of: source)
  }
}
