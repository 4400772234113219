import VouchCore

/// A file taken apart into its head and its body.
struct SplitDraft {
  /// The bytes between the lines of dashes.
  var head: Range<Int>
  /// The 1-based line of the file on which those bytes begin.
  var headLine: Int
  /// The head with its lines of dashes.
  var span: SourceSpan
  /// The bytes behind the head.
  var body: Range<Int>
}

/// Finds the head of a draft.
enum HeadSplitter {
  /// The parts of `source`; nil where it does not begin with a line of three dashes.
  static func split(_ source: SourceText) throws(DraftError) -> SplitDraft? {
    guard isFence(source, line: 1) else { return nil }
    var line = 2
    while line <= source.lineCount, !isFence(source, line: line) { line += 1 }
    guard line <= source.lineCount else {
      throw DraftError([
        DraftProblem(
          "the head is not closed",
          at: SourceLocation(line: 1, column: 1),
          help: "put a line of three dashes behind its last key"
        )
      ])
    }
    let start = source.start(ofLine: 2)
    let close = source.start(ofLine: line)
    let end = lineEnd(source, line: line)
    let opening = text(source, line: 1).lowerBound
    let split = SplitDraft(
      head: start..<close,
      headLine: 2,
      span: SourceSpan(opening, end),
      body: source.start(ofLine: line + 1)..<source.bytes.count
    )
    try refuseSecondHead(source, after: line)
    return split
  }

  /// Where the text of a file without a head begins: behind its byte order mark.
  static func textStart(_ source: SourceText) -> Int {
    source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private static func refuseSecondHead(_ source: SourceText, after close: Int) throws(DraftError) {
    var line = close + 1
    while line <= source.lineCount, isBlank(source, line: line) { line += 1 }
    guard line < source.lineCount, isFence(source, line: line), looksLikeKey(source, line: line + 1)
    else { return }
    var end = line + 1
    while end <= source.lineCount, !isFence(source, line: end) { end += 1 }
    guard end <= source.lineCount else { return }
    throw DraftError([
      DraftProblem(
        "a second head begins here; a draft has one",
        at: SourceLocation(line: line, column: 1),
        help: "put all keys into the first head, or each draft into a file of its own"
      )
    ])
  }

  private static func isFence(_ source: SourceText, line: Int) -> Bool {
    let bytes = source.bytes
    let start = line == 1 ? textStart(source) : source.start(ofLine: line)
    guard start < bytes.count, bytes[start] == UInt8(ascii: "-") else { return false }
    var range = text(source, line: line)
    while let last = range.last, bytes[last] == 0x20 || bytes[last] == 0x09 {
      range = range.lowerBound..<last
    }
    return range.count == 3 && bytes[range].allSatisfy { $0 == UInt8(ascii: "-") }
  }

  private static func isBlank(_ source: SourceText, line: Int) -> Bool {
    source.bytes[text(source, line: line)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private static func looksLikeKey(_ source: SourceText, line: Int) -> Bool {
    let bytes = source.bytes[text(source, line: line)]
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex else {
      return false
    }
    let next = colon + 1
    guard next == bytes.endIndex || bytes[next] == 0x20 else { return false }
    return bytes[..<colon].allSatisfy {
      (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
  }

  private static func text(_ source: SourceText, line: Int) -> Range<Int> {
    let start = line == 1 ? textStart(source) : source.start(ofLine: line)
    return start..<max(start, lineEnd(source, line: line))
  }

  private static func lineEnd(_ source: SourceText, line: Int) -> Int {
    var end = source.start(ofLine: line + 1)
    let start = source.start(ofLine: line)
    while end > start, source.bytes[end - 1] == 0x0A || source.bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }
}
