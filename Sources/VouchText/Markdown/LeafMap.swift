import VouchCore

/// Where the bytes of one leaf block's content stand in the text.
///
/// The library takes the marks of quotes, the indentation of items and other prefixes away line
/// by line; what is left of a line is a suffix of it. So the content is compared with the ends of
/// the lines, and the library's columns, which are wrong on continuation lines, are not needed.
struct LeafMap {
  private struct Line {
    var content: Int
    var text: Int
    /// True for spaces that stand for a part of a tab: all of them are at `text`.
    var isTab = false
  }

  private var lines: [Line] = []
  /// Instead of lines: how far the text is ahead of the content, where it is so everywhere.
  private var shift: Int?
  private var hint = 0
  private let source: MarkdownSource
  /// What stands for a byte whose place is not known: the block.
  let lost: SourceSpan
  /// The lines of the text that the content was found on; nil where it was not found.
  private(set) var textLines: ClosedRange<Int>?

  /// The map of a node's content, which was written somewhere in the node's lines, the first of
  /// which may be something else.
  init(of node: MarkdownNode, in tree: MarkdownTree, source: MarkdownSource, skipping: Int = 0) {
    self.source = source
    let stated = Self.statedLines(of: node, in: source)
    let (first, last) = (stated.lowerBound, stated.upperBound)
    lost = source.span(ofLines: first, last)
    if skipping == 0, let shift = Self.wholeShift(of: node, in: tree, source: source) {
      self.shift = shift
      textLines = first...last
      return
    }
    let content = Self.split(node.literal, of: tree.bytes)
    // Definitions at the start of a paragraph are taken out of its content, so the end is the
    // better guess; the beginning serves blocks whose last line is not theirs. Code begins behind
    // its fence, and its last line can look like the end of the next fence.
    let ends = [last - content.count + 1, first + skipping]
    var candidates = skipping == 0 ? ends : ends.reversed()
    candidates += (first..<min(first + 64, last + 1))
    for candidate in candidates where candidate >= first {
      if match(content, of: tree.bytes, at: candidate) { return }
    }
  }

  /// The map of a node's content that stands in the text byte for byte, `shift` bytes further on.
  init(of node: MarkdownNode, shift: Int, source: MarkdownSource) {
    self.source = source
    self.shift = shift
    let lines = Self.statedLines(of: node, in: source)
    lost = source.span(ofLines: lines.lowerBound, lines.upperBound)
    textLines = lines
  }

  /// The map of content that stands in the text at `start`, byte for byte.
  init(content: Int, start: Int, fallback: SourceSpan, source: MarkdownSource) {
    self.source = source
    lost = fallback
    shift = start - content
  }

  /// A map that knows nothing but the place of the whole.
  init(fallback: SourceSpan, source: MarkdownSource) {
    self.source = source
    lost = fallback
  }

  /// Says that the content from `content` on stands in the text at `text`.
  mutating func resume(content: Int, at text: Int) {
    if let shift { lines.append(Line(content: 0, text: shift)) }
    shift = nil
    lines.append(Line(content: content, text: text))
  }

  /// The bytes of the file that the content from `start` up to `end` stands for.
  mutating func span(_ start: Int, _ end: Int) -> SourceSpan {
    if let shift { return source.span(start + shift, max(start, end) + shift) }
    guard !lines.isEmpty else { return lost }
    let first = text(start, isEnd: false)
    let last = end > start ? text(end - 1, isEnd: true) : first
    return source.span(first, max(first, last))
  }

  /// How far the file is ahead of the content at `offset`, and up to where that holds.
  ///
  /// Nil where the place is not known or several bytes share one.
  mutating func run(at offset: Int) -> (shift: Int, end: Int)? {
    var lineEnd = Int.max
    let text: Int
    if let shift {
      text = offset + shift
    } else {
      guard !lines.isEmpty else { return nil }
      text = self.text(offset, isEnd: false)
      guard !lines[hint].isTab else { return nil }
      if hint + 1 < lines.count { lineEnd = lines[hint + 1].content }
    }
    guard let file = source.run(at: text) else { return nil }
    let pieceEnd = file.end == .max ? Int.max : offset + file.end - text
    return (file.shift + text - offset, min(lineEnd, pieceEnd))
  }

  private mutating func text(_ offset: Int, isEnd: Bool) -> Int {
    if lines[hint].content > offset { hint = 0 }
    while hint + 1 < lines.count, lines[hint + 1].content <= offset { hint += 1 }
    let line = lines[hint]
    let text = line.isTab ? line.text : line.text + offset - line.content
    return isEnd ? text + 1 : text
  }

  /// The lines that the library says `node` stands on, as far as there are any.
  static func statedLines(of node: MarkdownNode, in source: MarkdownSource) -> ClosedRange<Int> {
    let first = max(1, node.firstLine)
    return first...max(first, min(node.lastLine, source.lineStarts.count))
  }

  /// How far the text is ahead of a node's content, where that stands in it byte for byte, up to the
  /// end of the last stated line and from somewhere on the first, as most paragraphs do; else nil.
  static func wholeShift(
    of node: MarkdownNode,
    in tree: MarkdownTree,
    source: MarkdownSource
  ) -> Int? {
    let (bytes, literal) = (tree.bytes, node.literal)
    let stated = statedLines(of: node, in: source)
    // The end of the last line may have been put there by the library.
    var end = literal.upperBound
    if end > literal.lowerBound, bytes[end - 1] == 0x0A { end -= 1 }
    if end > literal.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
    let count = end - literal.lowerBound
    let start = source.line(stated.upperBound).upperBound - count
    let first = source.line(stated.lowerBound)
    guard count > 0, start >= first.lowerBound, start <= first.upperBound,
      ByteRuns.areEqual(bytes, from: literal.lowerBound, source.bytes, from: start, count: count)
    else { return nil }
    return start - literal.lowerBound
  }

  private mutating func match(_ content: [Range<Int>], of bytes: [UInt8], at first: Int) -> Bool {
    guard first + content.count - 1 <= source.lineStarts.count else { return false }
    var found: [Line] = []
    found.reserveCapacity(content.count)
    for (index, line) in content.enumerated() {
      let text = source.line(first + index)
      var (inner, outer) = (line.upperBound, text.upperBound)
      while outer > text.lowerBound, isBlank(source.bytes[outer - 1]) { outer -= 1 }
      while inner > line.lowerBound, isBlank(bytes[inner - 1]) { inner -= 1 }
      let kept = line.upperBound - inner
      let written = text.upperBound - outer
      var bars: [Line] = []
      // Most content stands there as it is.
      let length = inner - line.lowerBound
      if length <= outer - text.lowerBound,
        bytes[line.lowerBound..<inner].elementsEqual(source.bytes[(outer - length)..<outer])
      {
        inner -= length
        outer -= length
      }
      while inner > line.lowerBound, outer > text.lowerBound {
        if bytes[inner - 1] == source.bytes[outer - 1] {
          inner -= 1
          outer -= 1
        } else if source.bytes[outer - 1] == UInt8(ascii: "\\"), inner < line.upperBound,
          bytes[inner] == UInt8(ascii: "|")
        {
          // In a text right above a table, `\|` has become `|`.
          bars.append(Line(content: inner, text: outer))
          outer -= 1
        } else {
          break
        }
      }
      if inner > line.lowerBound {
        // What is left may be the columns of a tab that a prefix took a part of.
        guard outer > text.lowerBound, source.bytes[outer - 1] == 0x09,
          bytes[line.lowerBound..<inner].allSatisfy({ $0 == 0x20 })
        else { return false }
        found.append(Line(content: line.lowerBound, text: outer - 1, isTab: true))
      }
      found.append(Line(content: inner, text: outer))
      found += bars.reversed()
      if kept != written { found.append(Line(content: line.upperBound, text: text.upperBound)) }
    }
    lines = found
    textLines = content.isEmpty ? nil : first...(first + content.count - 1)
    return !content.isEmpty
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func split(_ range: Range<Int>, of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      let byte = bytes[index]
      guard byte == 0x0A || byte == 0x0D else {
        index += 1
        continue
      }
      lines.append(start..<index)
      index += byte == 0x0D && index + 1 < range.upperBound && bytes[index + 1] == 0x0A ? 2 : 1
      start = index
    }
    if start < range.upperBound { lines.append(start..<range.upperBound) }
    return lines
  }
}
