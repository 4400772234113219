import VouchCore

/// A draft on its way from the bytes of a file to a ``Draft``: its head is read, and every step
/// finds out more of its texts.
///
/// The steps are taken in the order they stand here, each once.
final class DraftInMaking {
  private let source: SourceText
  private let head: DecodedHead
  private var problems: [DraftProblem]
  /// The channels of the head.
  private let channels: [Channel]
  /// The body for the channels without a text of their own, then the texts of single channels.
  private var sources: [Source]
  /// The texts, rendered; all of them where there are no problems.
  private(set) var texts: [DraftReader.Text] = []

  /// A text as it was written.
  private struct Source {
    let channels: [Channel]
    let markdown: MarkdownSource
    /// What the library makes of it; nil for one that shows nothing.
    var tree: Result<(tree: MarkdownTree, text: MarkdownSource), DraftError>?
  }

  /// A draft with the `head` that was read of `source`.
  init(source: SourceText, head: consuming DecodedHead, body: Range<Int>) {
    channels = head.frontMatter.channels.map(\.value)
    var remaining = channels
    if !head.texts.isEmpty {
      remaining.removeAll { channel in head.texts.contains { $0.channel == channel } }
    }
    let body = MarkdownSource(within: source, from: body.lowerBound)
    sources = [Source(channels: remaining, markdown: body)]
    for text in head.texts {
      sources.append(Source(channels: [text.channel], markdown: text.text.source))
    }
    self.source = source
    problems = head.problems
    self.head = head
  }

  /// Has the library read the Markdown of every text.
  func readMarkdown(_ limits: InputLimits) {
    for index in sources.indices {
      let markdown = sources[index].markdown
      guard Invisibles.isSeen(markdown.bytes[markdown.start...]) else { continue }
      sources[index].tree = Result { [source] () throws(DraftError) in
        try MarkdownReader.tree(of: markdown, in: source, limits: limits)
      }
    }
  }

  /// Makes of every text what networks show of it; throws every problem that was found up to here.
  func render(_ limits: InputLimits) throws(DraftError) {
    texts.reserveCapacity(sources.count)
    for index in sources.indices {
      let (channels, markdown) = (sources[index].channels, sources[index].markdown)
      switch sources[index].tree.take() {
      case .success(let (tree, text))?: render(tree, of: text, for: channels)
      case .failure(let error)?: problems += error.problems
      // A body that every channel replaces may be empty, and so may what replaces it.
      case nil where index > 0 || channels.isEmpty && sources.count > 1:
        texts.append(DraftReader.Text(channels: channels, rendered: MarkdownReader.plain(.empty)))
      case nil:
        let end = source.location(at: markdown.span.start)
        problems.append(
          DraftProblem("the body is empty", at: end, help: "write the post below the head")
        )
      }
    }
    problems.add(filesTooMany(limits))
    guard problems.isEmpty else { throw DraftError(problems) }
  }

  private func render(_ tree: MarkdownTree, of markdown: MarkdownSource, for channels: [Channel]) {
    let rendered = MarkdownReader.rendered(
      tree,
      of: markdown,
      in: source,
      kind: head.frontMatter.kind
    )
    problems.add(rendered.problems)
    if !isSeen(rendered), rendered.parsed.images.isEmpty, head.frontMatter.media.isEmpty,
      rendered.problems.isEmpty
    {
      let place = markdown.span
      problems.append(
        DraftProblem(
          "nothing of this text would be seen",
          at: source.location(at: place.start),
          end: source.location(at: place.end)
        )
      )
    }
    texts.append(DraftReader.Text(channels: channels, rendered: rendered))
  }

  /// Tells of the first image that is one file too many beside those the head lists.
  ///
  /// All files of a draft are read and kept, so all of them count, each once.
  private func filesTooMany(_ limits: InputLimits) -> [DraftProblem] {
    if texts.allSatisfy({ $0.rendered.parsed.images.isEmpty }) { return [] }
    let listed = head.frontMatter.media
    let images = texts.flatMap(\.rendered.parsed.images)
    // A list that is too long was told of where it stands.
    guard listed.count <= limits.maxMedia else { return [] }
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

  /// Finds what networks link in the texts, and what is unexpected about them.
  func findTokens(_ catalog: ChannelCatalog) {
    let reader = DraftReader(source: source, catalog: catalog)
    for index in texts.indices { texts[index].tokens = reader.tokens(in: texts[index].rendered) }
  }

  /// Folds the texts to what a reader's eye takes them for, and puts everything together.
  func finish(_ catalog: ChannelCatalog) -> Draft {
    let reader = DraftReader(source: source, catalog: catalog)
    var readings: [Reading] = []
    readings.reserveCapacity(texts.count)
    for index in texts.indices {
      let tokens = texts[index].tokens.take() ?? reader.tokens(in: texts[index].rendered)
      readings.append(reader.reading(of: texts[index], with: tokens))
    }
    var words = HeadWords()
    if let title = head.title { words.add(title, of: source) }
    if let ask = head.ask { words.add(ask, of: source) }
    return Draft(
      source: source,
      frontMatter: head.frontMatter,
      channels: channels,
      readings: readings,
      renditions: reader.renditions(for: channels, of: texts, readings: readings),
      frontMatterText: words.canonical,
      frontMatterFlags: words.flags,
      notes: head.notes
    )
  }
}

/// Words of a head that rules look at as they look at texts.
private struct HeadWords {
  private(set) var canonical: [CanonicalText] = []
  private(set) var flags: [Flag] = []

  mutating func add(_ words: HeadScalar, of source: SourceText) {
    let text = MaskedText(words.mapped(in: source))
    flags.add(TokenReader(source: source).flags(inFrontMatter: text.text, masks: text.masks))
    canonical.append(Canonicalizer.canonical(consume text))
  }
}
