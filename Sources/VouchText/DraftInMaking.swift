import VouchCore

/// A draft on its way from the bytes of a file to a ``Draft``: its head is read, and every step
/// finds out more of its texts.
///
/// The steps are taken in the order they stand here, each once.
final class DraftInMaking {
  private let source: SourceText
  private let head: DecodedHead
  private let channels: [Channel]
  private var problems: [DraftProblem]
  /// The body for the channels without a text of their own, then the texts of single channels.
  private var sources: [Source]
  /// The texts, rendered; all of them where there are no problems.
  private(set) var texts: [DraftReader.Text] = []

  /// A text as it is written.
  private struct Source {
    let channels: [Channel]
    let markdown: MarkdownSource
    /// What the library makes of it; nil where it shows nothing, and until it was asked.
    var tree: Result<MarkdownTree, DraftError>?
  }

  /// A draft with the `head` that was read of `source`, and `problems` in it.
  init(source: SourceText, head: DecodedHead, body: Range<Int>, problems: [DraftProblem]) {
    channels = head.frontMatter.channels.map(\.value)
    var remaining = channels
    if !head.texts.isEmpty {
      remaining.removeAll { channel in head.texts.contains { $0.channel == channel } }
    }
    sources = [
      Source(
        channels: remaining,
        markdown: MarkdownSource(restOf: source, from: body.lowerBound)
      )
    ]
    for text in head.texts {
      sources.append(Source(channels: [text.channel], markdown: text.text.source))
    }
    self.source = source
    self.head = head
    self.problems = problems
  }

  /// Has the library read the Markdown of every text.
  func readMarkdown(_ limits: InputLimits) {
    for index in sources.indices {
      let markdown = sources[index].markdown
      guard Invisibles.isSeen(markdown.bytes) else { continue }
      sources[index].tree = Result { () throws(DraftError) in
        try MarkdownReader.tree(of: markdown, in: source, limits: limits)
      }
    }
  }

  /// Makes of every text what networks show of it; throws every problem that was found up to here.
  func render(_ limits: InputLimits) throws(DraftError) {
    for (index, text) in sources.enumerated() {
      switch text.tree {
      case .success(let tree)?: render(tree, of: text.markdown, for: text.channels)
      case .failure(let error)?: problems += error.problems
      // A body that every channel replaces may be empty, and so may what replaces it.
      case nil where index > 0 || text.channels.isEmpty && sources.count > 1:
        texts.append(
          DraftReader.Text(channels: text.channels, rendered: MarkdownReader.plain(.empty))
        )
      case nil:
        let end = source.location(at: text.markdown.span(0, 0).start)
        problems.append(
          DraftProblem("the body is empty", at: end, help: "write the post below the head")
        )
      }
    }
    sources = []
    problems += filesTooMany(limits)
    guard problems.isEmpty else { throw DraftError(problems) }
  }

  private func render(_ tree: MarkdownTree, of markdown: MarkdownSource, for channels: [Channel]) {
    let rendered = MarkdownReader.rendered(
      tree,
      of: markdown,
      in: source,
      kind: head.frontMatter.kind
    )
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
  }

  /// Tells of the first image that is one file too many beside those the head lists.
  ///
  /// All files of a draft are read and kept, so all of them count, each once.
  private func filesTooMany(_ limits: InputLimits) -> [DraftProblem] {
    let listed = head.frontMatter.media
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

  /// Finds what networks link in the texts, and what is unexpected about them.
  func findTokens(_ catalog: ChannelCatalog) {
    let reader = DraftReader(source: source, catalog: catalog)
    for text in texts { reader.findTokens(in: text) }
  }

  /// Folds the texts to what a reader's eye takes them for, and puts everything together.
  func finish(_ catalog: ChannelCatalog) -> Draft {
    let reader = DraftReader(source: source, catalog: catalog)
    let readings = texts.map(reader.reading)
    var words: [CanonicalText] = []
    var flags: [Flag] = []
    func read(_ written: HeadScalar?) {
      guard let written else { return }
      let text = MaskedText(written.mapped)
      words.append(Canonicalizer.canonical(text))
      flags.add(TokenReader(source: source).flags(inFrontMatter: text.text, masks: text.masks))
    }
    read(head.title)
    read(head.ask)
    return Draft(
      source: source,
      frontMatter: head.frontMatter,
      channels: channels,
      readings: readings,
      renditions: reader.renditions(for: channels, of: texts, readings: readings),
      frontMatterText: words,
      frontMatterFlags: flags,
      notes: head.notes
    )
  }
}
