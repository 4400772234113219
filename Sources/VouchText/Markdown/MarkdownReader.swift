import VouchCore

/// A Markdown text as networks show it.
///
/// A class, as it is handed around and has a dozen parts, each of which a copy would have to count.
final class RenderedMarkdown: Sendable {
  /// What it shows and hides.
  let parsed: ParsedText
  /// What is wrong with it, for its kind of post.
  let problems: [DraftProblem]
  /// The text it was made of.
  private let source: MarkdownSource
  /// The 1-based lines on which segments begin, other than the first.
  private let breaks: [Int]
  private let kind: DraftKind
  /// True where the text is no Markdown and stays as it stands.
  private let isPlain: Bool

  fileprivate init(
    parsed: ParsedText,
    problems: [DraftProblem],
    source: MarkdownSource,
    breaks: [Int],
    kind: DraftKind,
    isPlain: Bool = false
  ) {
    self.parsed = parsed
    self.problems = problems
    self.source = source
    self.breaks = breaks
    self.kind = kind
    self.isPlain = isPlain
  }

  /// The Markdown of each segment, for channels that show Markdown; line ends are LF.
  ///
  /// Made when asked for: few channels want it.
  var markdown: [String] {
    isPlain
      ? [parsed.published.string]
      : MarkdownReader.markdown(of: source, breaks: breaks, kind: kind)
  }
}

/// Reads Markdown for a kind of post.
enum MarkdownReader {
  /// Reads `text`, which was written in `file`.
  static func read(
    _ text: MarkdownSource,
    in file: SourceText,
    kind: DraftKind,
    limits: InputLimits
  ) throws(DraftError) -> RenderedMarkdown {
    let (tree, text) = try tree(of: text, in: file, limits: limits)
    return rendered(tree, of: text, in: file, kind: kind)
  }

  /// The tree of `text`, which was written in `file`, and the text as its lines are counted there.
  static func tree(
    of text: MarkdownSource,
    in file: SourceText,
    limits: InputLimits
  ) throws(DraftError) -> (tree: MarkdownTree, text: MarkdownSource) {
    // Each line of what is read without the library has one mark at most, but for code.
    let plain = PlainMarkdown.tree(of: text, maxDepth: limits.maxDepth)
    if let plain, !plain.hasCode, MarkdownGuard.isSmall(text) { return (plain, text) }
    let whole = text
    // What looks closer takes all bytes for the text, and so does the library.
    let text = whole.start > 0 ? MarkdownSource(restOf: file, from: whole.start) : whole
    if let refusal = MarkdownGuard.refusal(of: text, maxDepth: limits.maxDepth) {
      let place = text.span(ofLines: refusal.line, refusal.line)
      throw DraftError([
        DraftProblem(
          refusal.message,
          at: file.location(at: place.start),
          end: file.location(at: place.end)
        )
      ])
    }
    if let plain { return (plain, whole) }
    do {
      return (try GFMParser.parse(text.bytes, maxDepth: limits.maxDepth), text)
    } catch {
      throw DraftError([problem(error, text: text, file: file, limits: limits)])
    }
  }

  /// What networks show of `text`, which was written in `file` and of which `tree` was made.
  static func rendered(
    _ tree: MarkdownTree,
    of text: MarkdownSource,
    in file: SourceText,
    kind: DraftKind
  ) -> RenderedMarkdown {
    var renderer = PlainTextRenderer(tree: tree, source: text, file: file, kind: kind)
    let parsed = renderer.render()
    return RenderedMarkdown(
      parsed: parsed,
      problems: renderer.problems,
      source: text,
      breaks: renderer.segmentLines,
      kind: kind
    )
  }

  /// Reads `text` as it stands.
  static func plain(_ text: MarkdownSource) -> RenderedMarkdown {
    var map = LeafMap(content: 0, start: 0, fallback: text.span(0, 0), source: text)
    return RenderedMarkdown(
      parsed: ParsedText(verbatimText(text.bytes, 0..<text.bytes.count, map: &map)),
      problems: [],
      source: text,
      breaks: [],
      kind: .post,
      isPlain: true
    )
  }

  private static func problem(
    _ error: GFMError,
    text: MarkdownSource,
    file: SourceText,
    limits: InputLimits
  ) -> DraftProblem {
    switch error {
    case .tooDeep(let line):
      let place = text.span(ofLines: max(1, line), max(1, line))
      return DraftProblem(
        "nested too deeply: quotes, lists and emphasis go at most \(limits.maxDepth) deep",
        at: file.location(at: place.start),
        end: file.location(at: place.end)
      )
    case .missingExtension(let name):
      return DraftProblem(
        "the installed Markdown library lacks its extension '\(name)'",
        at: SourceLocation(line: 1, column: 1),
        help: "install libcmark-gfm-extensions"
      )
    case .outOfMemory:
      return DraftProblem(
        "there is not enough memory to read this",
        at: SourceLocation(line: 1, column: 1)
      )
    }
  }

  /// The Markdown between the lines on which segments begin; the break of a thread belongs to
  /// neither side, the heading of a question to what follows.
  fileprivate static func markdown(of text: MarkdownSource, breaks: [Int], kind: DraftKind)
    -> [String]
  {
    var starts = [text.start]
    var ends: [Int] = []
    for line in breaks {
      let range = text.line(line)
      ends.append(range.lowerBound)
      starts.append(kind == .thread ? range.upperBound : range.lowerBound)
    }
    ends.append(text.bytes.count)
    let parts = zip(starts, ends).map { trimmed(text.bytes[$0..<max($0, $1)]) }
    return parts.count > 1 ? parts.filter { !$0.isEmpty } : parts
  }

  /// The text without blank lines round it and blanks behind it.
  private static func trimmed(_ written: ArraySlice<UInt8>) -> String {
    let bytes = written.contains(0x0D) ? withLineFeeds(written)[...] : written
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    guard let first = bytes.firstIndex(where: { !isBlank($0) && $0 != 0x0A }),
      let last = bytes.lastIndex(where: { !isBlank($0) && $0 != 0x0A })
    else { return "" }
    var start = first
    while start > bytes.startIndex, isBlank(bytes[start - 1]) { start -= 1 }
    var end = last + 1
    while end < bytes.endIndex, isBlank(bytes[end]) { end += 1 }
    while bytes[end - 1] == 0x20 { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func withLineFeeds(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for index in bytes.indices {
      let isSecond = bytes[index] == 0x0A && index > bytes.startIndex && bytes[index - 1] == 0x0D
      if !isSecond { text.append(bytes[index] == 0x0D ? 0x0A : bytes[index]) }
    }
    return text
  }
}
