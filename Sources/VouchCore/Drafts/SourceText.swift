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
public struct SourceText: Sendable {
  /// The name findings are reported under: a path as given, or `-` for standard input.
  public let path: String
  /// The bytes as they were read, valid UTF-8.
  public let bytes: [UInt8]
  private let lineStarts: [Int]

  /// Indexes the lines of `bytes`, which the caller has found to be valid UTF-8.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
      if byte == 0x0A || byte == 0x0D { starts.append(index) }
    }
    self.lineStarts = starts
  }

  /// How many lines the file has; one more than it has line ends.
  public var lineCount: Int { lineStarts.count }

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

  /// The line and column of the byte at `offset`; the end of the file where it lies beyond.
  public func location(at offset: Int) -> SourceLocation {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    var start = lineStarts[line - 1]
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    var column = 1
    for byte in bytes[min(start, offset)..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return SourceLocation(line: line, column: column)
  }

  /// The offset of the scalar at `location`, kept within its line.
  public func offset(of location: SourceLocation) -> Int {
    var offset = start(ofLine: location.line)
    if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    let limit = location.line >= lineStarts.count ? bytes.count : lineStarts[location.line]
    for _ in 1..<max(1, location.column) {
      guard offset < limit else { break }
      offset += 1
      while offset < limit, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }

  /// The text that stands in `span`.
  public func text(in span: SourceSpan) -> String {
    let start = min(max(span.start, 0), bytes.count)
    return String(decoding: bytes[start..<min(max(span.end, start), bytes.count)], as: UTF8.self)
  }
}
