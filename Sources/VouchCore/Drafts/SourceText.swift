/// A stretch of a file, in UTF-8 byte offsets from its first byte (a byte order mark included).
public struct SourceSpan: Hashable, Sendable {
  /// The offset of the first byte.
  public let start: Int
  /// The offset behind the last byte; equal to `start` for a place without extent.
  public let end: Int

  /// The bytes from `start` up to, not including, `end`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// The smallest span that holds both.
  public func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(min(start, other.start), max(end, other.end))
  }
}

/// A place as people and editors name it.
public struct SourceLocation: Hashable, Comparable, Sendable {
  /// 1-based line in the file; a line ends with LF, CRLF or a lone CR.
  public let line: Int
  /// 1-based column, counted in Unicode scalars.
  ///
  /// A byte order mark has no column.
  public let column: Int

  /// A line and a column, both 1-based.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Orders the two; the smaller comes first.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// The exact bytes of a file that was read, able to tell any offset's line and column.
///
/// A class, as it never changes and everyone who finds something in the file is handed it.
public final class SourceText: Sendable {
  /// The name findings are reported under: a path as given, or `-` for standard input.
  public let path: String
  /// The bytes as they were read, valid UTF-8.
  public let bytes: [UInt8]
  /// Where its lines begin: at 0, and behind each line end.
  package let lineStarts: [Int]
  /// How many scalars begin before every `stride`-th byte: without these, each column of a very
  /// long line would be counted from its start.
  private let scalarMarks: [Int]
  /// True where all bytes are ASCII and none is NUL.
  public let isPlain: Bool
  /// The bytes of the byte order mark, 0 or 3.
  private let markLength: Int

  private static let stride = 256

  /// Indexes the lines of `bytes`, which have to be valid UTF-8 before anything is made of them.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    let survey = bytes.withUnsafeBufferPointer { LineSurvey($0) }
    lineStarts = survey.lineStarts
    isPlain = survey.isASCII && !survey.hasNUL
    // In ASCII, columns are bytes.
    scalarMarks =
      survey.isASCII ? [] : bytes.withUnsafeBufferPointer { Self.scalarMarks(in: $0) }
    self.markLength = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private static func scalarMarks(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var scalars = 0
    return Swift.stride(from: 0, to: bytes.count, by: Self.stride).map { start in
      defer { scalars += countLeads(in: bytes, start, min(bytes.count, start + Self.stride)) }
      return scalars
    }
  }

  /// How many lines the file has; one more than it has line ends.
  public var lineCount: Int { lineStarts.count }

  /// Where the lines of the bytes from `offset` on begin, counted from there: at 0, and behind each
  /// line end.
  public func lineStarts(from offset: Int) -> [Int] {
    let offset = min(max(offset, 0), bytes.count)
    let rest = lineStarts[line(at: offset)...]
    return [Int](room: rest.count + 1) { starts in
      starts[0] = 0
      var count = 1
      for start in rest {
        starts[count] = start - offset
        count += 1
      }
      return count
    }
  }

  /// The offset of the first byte of the 1-based `line`, kept within the file.
  public func start(ofLine line: Int) -> Int {
    line < 1 ? 0 : (line > lineStarts.count ? bytes.count : lineStarts[line - 1])
  }

  /// The 1-based line that holds the byte at `offset`.
  public func line(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The line and column of the scalar that holds the byte at `offset`; the end of the file where
  /// it lies beyond.
  public func location(at offset: Int) -> SourceLocation {
    let offset = scalarStart(at: offset)
    let line = line(at: offset)
    let start = min(firstColumn(ofLine: line), offset)
    return SourceLocation(line: line, column: countScalars(start, offset) + 1)
  }

  /// The offset of the scalar at `location`, kept within its line: a column beyond its end is that
  /// of the line's last byte, or of the end of the file on the last line.
  public func offset(of location: SourceLocation) -> Int {
    let line = min(max(location.line, 1), lineStarts.count)
    let start = firstColumn(ofLine: line)
    let last = line == lineStarts.count ? bytes.count : lineStarts[line] - 1
    var offset = start
    var left = max(location.column, 1) - 1
    if left >= Self.stride { offset = skip(&left, from: start, upTo: last) }
    while left > 0, offset < last {
      offset += 1
      while offset < last, Self.isContinuation(bytes[offset]) { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// The text that stands in `span`, whole scalars only.
  public func text(in span: SourceSpan) -> String {
    let range = scalars(in: span)
    // They are UTF-8, as the whole is, and most are few enough to need no memory of their own.
    return String(unsafeUninitializedCapacity: range.count) { room in
      room[..<range.count].initialize(fromContentsOf: bytes[range])
    }
  }

  /// The bytes in `span`, kept within the file and widened to whole scalars.
  func scalars(in span: SourceSpan) -> Range<Int> {
    let start = scalarStart(at: span.start)
    var end = min(max(span.end, start), bytes.count)
    while end < bytes.count, end > start, Self.isContinuation(bytes[end]) { end += 1 }
    return start..<end
  }

  private func scalarStart(at offset: Int) -> Int {
    var offset = min(max(offset, 0), bytes.count)
    while offset > 0, offset < bytes.count, Self.isContinuation(bytes[offset]) { offset -= 1 }
    return offset
  }

  private func firstColumn(ofLine line: Int) -> Int {
    line == 1 ? markLength : lineStarts[line - 1]
  }

  private func countScalars(_ start: Int, _ end: Int) -> Int {
    guard !scalarMarks.isEmpty else { return end - start }
    guard end - start > Self.stride else { return countLeads(start, end) }
    return scalarsBefore(end) - scalarsBefore(start)
  }

  private func scalarsBefore(_ offset: Int) -> Int {
    let mark = min(offset / Self.stride, scalarMarks.count - 1)
    return scalarMarks[mark] + countLeads(mark * Self.stride, offset)
  }

  private func countLeads(_ start: Int, _ end: Int) -> Int {
    bytes.withUnsafeBufferPointer { Self.countLeads(in: $0, start, end) }
  }

  /// How many scalars `bytes`, which are UTF-8, have.
  package static func countScalars(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    countLeads(in: bytes, 0, bytes.count)
  }

  private static func countLeads(
    in bytes: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int
  ) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var leads = max(0, end - start)
    var index = start
    while index + 8 <= end {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // The highest bit of a byte is set and the one below it is not: it goes on with a scalar.
      let further = word & ~(word &<< 1) & 0x8080_8080_8080_8080
      if further != 0 { leads -= further.nonzeroBitCount }
      index += 8
    }
    while index < end {
      if isContinuation(bytes[index]) { leads -= 1 }
      index += 1
    }
    return leads
  }

  /// Jumps to the last mark at or before the scalar `left` scalars behind `start`.
  private func skip(_ left: inout Int, from start: Int, upTo last: Int) -> Int {
    guard !scalarMarks.isEmpty else {
      let distance = min(left, max(0, last - start))
      left -= distance
      return start + distance
    }
    let base = scalarsBefore(start)
    var (low, high) = (start / Self.stride, min(last / Self.stride + 1, scalarMarks.count))
    while high - low > 1 {
      let middle = (low + high) / 2
      if scalarMarks[middle] - base <= left { low = middle } else { high = middle }
    }
    let mark = low * Self.stride
    guard mark > start else { return start }
    // A mark may fall inside a scalar, whose first byte has been counted before it.
    let offset = scalarStart(at: mark)
    left -= scalarMarks[low] - base - (offset < mark ? 1 : 0)
    return offset
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
