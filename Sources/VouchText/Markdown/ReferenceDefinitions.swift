import VouchCore

/// The reference definitions of a text, which the library takes out of its tree.
///
/// They are looked for in the lines that no block of the tree stands on.
struct ReferenceDefinitions {
  /// Labels, titles and what else stands there unread, in order.
  private(set) var unpublished: [MappedText] = []
  private var destinations: [String: Range<Int>] = [:]
  private let source: MarkdownSource

  /// Finds the definitions on the lines for which `isCovered` (counted from 0) is false.
  init(source: MarkdownSource, isCovered: [Bool]) {
    self.source = source
    var line = 1
    while line <= isCovered.count {
      if isCovered[line - 1] {
        line += 1
      } else {
        line = read(line, isCovered: isCovered)
      }
    }
  }

  /// The destination that `label` stands for, each scalar in its place.
  func destination(of label: String, reading url: Range<Int>, in tree: MarkdownTree) -> MappedText?
  {
    guard let range = destinations[Self.normalized(label)] else { return nil }
    // Content and literal have to lie in one array; the definition is short.
    let bytes = Array(source.bytes[range]) + Array(tree.bytes[url])
    let place = source.span(range.lowerBound, range.upperBound)
    let map = LeafMap(content: 0, start: range.lowerBound, fallback: place, source: source)
    var cursor = InlineCursor(bytes, 0..<range.count, map: map)
    var text = MappedText()
    cursor.text(range.count..<bytes.count, into: &text)
    return text
  }

  private mutating func read(_ line: Int, isCovered: [Bool]) -> Int {
    let range = source.line(line)
    var start = range.lowerBound
    while start < range.upperBound, isPrefix(source.bytes[start]) { start += 1 }
    // Marks of quotes and items without text say nothing.
    guard source.bytes[start..<range.upperBound].contains(where: { isWordByte($0) }) else {
      return line + 1
    }
    var last = line
    while last < isCovered.count, !isCovered[last], last - line < 8 { last += 1 }
    let end = source.line(last).upperBound
    guard let next = definition(at: start, end: end) else {
      keep(start, range.upperBound)
      return line + 1
    }
    var after = line + 1
    while after <= isCovered.count, source.line(after).lowerBound < next { after += 1 }
    return after
  }

  /// Reads one definition; the offset behind it, or nil where there is none.
  private mutating func definition(at start: Int, end: Int) -> Int? {
    let bytes = source.bytes
    guard start < end, bytes[start] == UInt8(ascii: "["), start + 1 < end,
      bytes[start + 1] != UInt8(ascii: "^")
    else { return nil }
    var index = start + 1
    while index < end, bytes[index] != UInt8(ascii: "]") {
      if bytes[index] == UInt8(ascii: "[") { return nil }
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index + 1 < end, bytes[index + 1] == UInt8(ascii: ":") else { return nil }
    let label = (start + 1)..<index
    var scanner = DestinationScanner(bytes: bytes, position: index + 2, end: end)
    guard let destination = scanner.destination(), !destination.isEmpty else { return nil }
    var behind = scanner.position
    let title = scanner.title()
    if let title, isLineEnd(scanner.position, end: end) {
      keep(label.lowerBound, label.upperBound)
      keep(title.lowerBound, title.upperBound)
      behind = scanner.position
    } else if isLineEnd(behind, end: end) {
      keep(label.lowerBound, label.upperBound)
    } else {
      return nil
    }
    let name = Self.normalized(String(decoding: bytes[label], as: UTF8.self))
    if destinations[name] == nil { destinations[name] = destination }
    return behind
  }

  private func isLineEnd(_ position: Int, end: Int) -> Bool {
    var index = position
    while index < end, source.bytes[index] == 0x20 || source.bytes[index] == 0x09 { index += 1 }
    return index >= end || source.bytes[index] == 0x0A || source.bytes[index] == 0x0D
  }

  private mutating func keep(_ start: Int, _ end: Int) {
    guard start < end else { return }
    var map = LeafMap(
      content: start,
      start: start,
      fallback: source.span(start, end),
      source: source
    )
    unpublished.append(verbatimText(source.bytes, start..<end, map: &map))
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "#")
  }

  private static func normalized(_ label: String) -> String {
    label.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// Whether `byte` may stand before the text of a line in a quote or an item.
func isPrefix(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ">") }

/// The bytes in `range`, each scalar in its place.
func verbatimText(_ bytes: [UInt8], _ range: Range<Int>, map: inout LeafMap) -> MappedText {
  var text = MappedText()
  var index = range.lowerBound
  while index < range.upperBound {
    let (scalar, width) = decodeScalar(bytes, at: index)
    text.append(scalar, from: map.span(index, index + width))
    index += width
  }
  return text
}

/// The bytes in `range` with entities decoded, each scalar in its place.
func decodedText(_ bytes: [UInt8], _ range: Range<Int>, map: inout LeafMap) -> MappedText {
  var text = MappedText()
  var index = range.lowerBound
  while index < range.upperBound {
    if bytes[index] == UInt8(ascii: "&"),
      let (scalars, length) = GFMParser.entity(at: index, in: bytes, end: range.upperBound)
    {
      let span = map.span(index, index + length)
      for scalar in scalars { text.append(scalar, from: span) }
      index += length
      continue
    }
    let (scalar, width) = decodeScalar(bytes, at: index)
    text.append(scalar, from: map.span(index, index + width))
    index += width
  }
  return text
}
