import VouchCore

/// The bytes of a head, and where they stand in the file.
struct HeadText {
  let bytes: ArraySlice<UInt8>
  let source: SourceText
  private let lineStarts: [Int]

  /// The bytes of `source` in `range`.
  init(_ source: SourceText, _ range: Range<Int>) {
    self.source = source
    bytes = source.bytes[range]
    // YAML knows three more line ends than the file does, and counts its marks by them.
    var starts = [range.lowerBound]
    var index = range.lowerBound
    while index < range.upperBound {
      let width = Self.lineBreak(source.bytes, at: index, end: range.upperBound)
      index += max(1, width)
      if width > 0 { starts.append(index) }
    }
    lineStarts = starts
  }

  /// The offset in the file of a 1-based line and column, in scalars, of the head.
  func offset(line: Int, column: Int) -> Int {
    guard line >= 1 else { return bytes.startIndex }
    guard line <= lineStarts.count else { return bytes.endIndex }
    var offset = lineStarts[line - 1]
    let limit = line < lineStarts.count ? lineStarts[line] : bytes.endIndex
    for _ in 1..<max(1, column) {
      guard offset < limit else { break }
      offset += 1
      while offset < limit, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }

  /// A problem from `start` up to `end` in the file.
  func problem(_ message: String, at start: Int, to end: Int, help: String? = nil) -> DraftProblem {
    DraftProblem(
      message,
      at: source.location(at: start),
      end: source.location(at: max(start, end)),
      help: help
    )
  }

  /// How many bytes the line end at `index` takes; 0 where there is none.
  static func lineBreak(_ bytes: [UInt8], at index: Int, end: Int) -> Int {
    switch bytes[index] {
    case 0x0A: return 1
    case 0x0D: return index + 1 < end && bytes[index + 1] == 0x0A ? 2 : 1
    case 0xC2: return index + 1 < end && bytes[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      guard index + 2 < end, bytes[index + 1] == 0x80 else { return 0 }
      return bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }
}

extension HeadText {
  /// The keys at the start of a line that a head does not have, where the head is no YAML; those
  /// on a line with one of `problems` are left out.
  func unknownKeys(besides problems: [DraftProblem]) -> [DraftProblem] {
    let lines = Set(problems.map(\.location.line))
    return lineStarts.compactMap { start in
      let rest = bytes[start...]
      let name = rest.prefix { byte in
        (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: "_")
      }
      let end = name.endIndex
      guard !name.isEmpty, name.count <= 64, end < bytes.endIndex, bytes[end] == UInt8(ascii: ":"),
        end + 1 == bytes.endIndex || bytes[end + 1] <= 0x20
      else { return nil }
      let key = String(decoding: name, as: UTF8.self)
      guard !FrontMatterDecoder.knownKeys.contains(key),
        !lines.contains(source.line(at: start))
      else { return nil }
      return problem(
        "unknown key '\(key)' in the head",
        at: start,
        to: end,
        help: Suggestion.help(for: key, among: FrontMatterDecoder.knownKeys)
          ?? "known keys: \(FrontMatterDecoder.knownKeys.joined(separator: ", "))"
      )
    }
  }
}
