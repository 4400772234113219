/// Finds quotes and lists that are nested too deeply, before the library opens a block for each.
///
/// Every line that follows costs the library a step for each block that is open.
enum NestingGuard {
  /// The first 1-based line on which more than `maxDepth` marks lie within one another.
  static func deepLine(in text: MarkdownSource, maxDepth: Int) -> Int? {
    // The columns of the marks that may still be open, rising.
    var open: [Int] = []
    for line in 1...text.lineStarts.count where beginsWithMark(text.lineStarts[line - 1], text) {
      let range = text.line(line)
      var scanner = MarkScanner(
        bytes: text.bytes,
        position: range.lowerBound,
        end: range.upperBound
      )
      var isFirst = true
      while let position = scanner.next() {
        let column = position - range.lowerBound
        while isFirst, let last = open.last, last >= column { open.removeLast() }
        isFirst = false
        open.append(column)
      }
      // A row of stars or dashes is a break, however long.
      if scanner.isBreak { open.removeAll() }
      if open.count > maxDepth { return line }
    }
    return nil
  }

  /// False where there is plainly no mark on the line that begins at `start`: on most lines.
  private static func beginsWithMark(_ start: Int, _ text: MarkdownSource) -> Bool {
    var index = start
    while index < text.bytes.count {
      switch text.bytes[index] {
      case 0x20, 0x09: index += 1
      case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"),
        0x30...0x39:
        return true
      default: return false
      }
    }
    return false
  }
}

/// Walks the marks of quotes and items at the start of a line.
private struct MarkScanner {
  let bytes: [UInt8]
  var position: Int
  let end: Int
  private var mark: UInt8?
  private var isUniform = true

  init(bytes: [UInt8], position: Int, end: Int) {
    self.bytes = bytes
    self.position = position
    self.end = end
  }

  /// True where the line was nothing but one kind of item mark, several times.
  var isBreak: Bool { isUniform && mark != nil && position >= end }

  /// Where the next mark begins; nil where text begins or the line ends.
  mutating func next() -> Int? {
    skipBlanks()
    guard position < end else { return nil }
    let start = position
    let byte = bytes[position]
    if byte == UInt8(ascii: ">") {
      position += 1
      isUniform = false
      return start
    }
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "+") {
      guard isBlank(position + 1) else { return nil }
      if let mark, mark != byte { isUniform = false }
      mark = byte
      position += 1
      return start
    }
    var index = position
    while index < end, index - position < 9, (0x30...0x39).contains(bytes[index]) { index += 1 }
    guard index > position, index < end,
      bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")"), isBlank(index + 1)
    else { return nil }
    position = index + 1
    isUniform = false
    return start
  }

  private mutating func skipBlanks() {
    while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
  }

  private func isBlank(_ index: Int) -> Bool {
    index >= end || bytes[index] == 0x20 || bytes[index] == 0x09
  }
}
