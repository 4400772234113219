import VouchCore

/// A Markdown text and where in the file each of its bytes was written.
final class MarkdownSource: Sendable {
  /// A stretch of the text that stands in the file byte for byte.
  struct Piece: Sendable {
    /// Where it begins in the text.
    var text: Int
    /// Where it begins in the file.
    var file: Int
  }

  /// The text in UTF-8, possibly behind some lines that are none of it.
  let bytes: [UInt8]
  /// Where lines of these bytes begin; a line ends with LF, CRLF or a lone CR.
  let lineStarts: [Int]
  /// Where the text begins, and the 1-based line on which it does.
  let start: Int, firstLine: Int
  private let place: Place

  /// Where the text stands in the file.
  private enum Place {
    /// All of it there: of its bytes no more is known.
    case within(SourceSpan)
    /// Byte for byte, so many bytes further on.
    case ahead(by: Int)
    /// In pieces, at least two.
    case pieces([Piece])
  }

  /// A text that stands in the file in the given pieces, the first of which begins with it.
  convenience init(bytes: [UInt8], pieces: [Piece]) {
    let shift = pieces.first.map { $0.file - $0.text } ?? 0
    self.init(
      bytes: bytes,
      lineStarts: Self.lineStarts(in: bytes),
      place: pieces.count > 1 ? .pieces(pieces) : .ahead(by: shift)
    )
  }

  /// A text of which only the place of the whole is known.
  convenience init(bytes: [UInt8], whole: SourceSpan) {
    self.init(bytes: bytes, lineStarts: Self.lineStarts(in: bytes), place: .within(whole))
  }

  /// What stands in `file` from `offset` on, where a line begins, without a copy of it: its lines are
  /// those of the file.
  convenience init(within file: SourceText, from offset: Int) {
    self.init(
      bytes: file.bytes,
      lineStarts: file.lineStarts,
      place: .ahead(by: 0),
      start: offset,
      firstLine: file.line(at: offset)
    )
  }

  /// What stands in `file` from `offset` on, where a line begins.
  convenience init(restOf file: SourceText, from offset: Int) {
    self.init(
      bytes: Array(file.bytes[offset...]),
      lineStarts: file.lineStarts(from: offset),
      place: .ahead(by: offset)
    )
  }

  private static let oneLine = [0]

  /// No text.
  static let empty = MarkdownSource(bytes: [], pieces: [])

  private init(
    bytes: [UInt8],
    lineStarts: [Int],
    place: Place,
    start: Int = 0,
    firstLine: Int = 1
  ) {
    self.bytes = bytes
    self.lineStarts = lineStarts
    self.place = place
    self.start = start
    self.firstLine = firstLine
  }

  /// How many bytes the text has.
  var count: Int { bytes.count - start }

  /// How many lines it has.
  var lineCount: Int { lineStarts.count - firstLine + 1 }

  /// The place of all of it.
  var span: SourceSpan { span(start, bytes.count) }

  private static func lineStarts(in bytes: [UInt8]) -> [Int] {
    bytes.withUnsafeBufferPointer { bytes in
      // The texts of heads, of which there are many, have one line.
      guard bytes.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return oneLine }
      var starts = [0]
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        guard byte == 0x0A || byte == 0x0D else { continue }
        if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
        starts.append(index)
      }
      return starts
    }
  }

  /// The bytes of the file that the text's bytes from `start` up to `end` stand for.
  func span(_ start: Int, _ end: Int) -> SourceSpan {
    if case .within(let whole) = place { return whole }
    // The library puts a line end behind a last line that has none.
    let (start, end) = (min(start, bytes.count), min(end, bytes.count))
    let first = file(start)
    return SourceSpan(first, end > start ? file(end - 1) + 1 : first)
  }

  /// The bytes of the 1-based `line`, without its end; nothing for a line there is not.
  func line(_ line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The place of the 1-based lines from `first` to `last`.
  func span(ofLines first: Int, _ last: Int) -> SourceSpan {
    span(line(first).lowerBound, line(max(first, last)).upperBound)
  }

  /// How far the file is ahead of the text at `offset`, and up to where that holds.
  func run(at offset: Int) -> (shift: Int, end: Int)? {
    switch place {
    case .within: return nil
    case .ahead(let shift): return (shift, .max)
    case .pieces(let pieces):
      let index = Self.piece(at: offset, of: pieces)
      let end = index + 1 < pieces.count ? pieces[index + 1].text : Int.max
      return (pieces[index].file - pieces[index].text, end)
    }
  }

  private func file(_ offset: Int) -> Int {
    switch place {
    case .within(let whole): return whole.start
    case .ahead(let shift): return offset + shift
    case .pieces(let pieces):
      let piece = pieces[Self.piece(at: offset, of: pieces)]
      return piece.file + offset - piece.text
    }
  }

  private static func piece(at offset: Int, of pieces: [Piece]) -> Int {
    var (low, high) = (0, pieces.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].text <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
