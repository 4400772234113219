import VouchCore

/// Looks through the head before YAML does: for what must not reach the library, and for what
/// people trip over, which it would report in words that do not help them.
struct HeadScanner {
  private(set) var problems: [DraftProblem] = []
  /// True where the head must not be given to the library.
  private(set) var isUnreadable = false

  private let head: HeadText
  private let maxDepth: Int
  private var bytes: ArraySlice<UInt8> { head.bytes }
  private var index: Int
  private var flowDepth = 0
  private var indents: [Int] = []
  /// Where the key or dash began whose plain value the last line left open.
  private var openColumn: Int?

  init(head: HeadText, maxDepth: Int) {
    self.head = head
    self.maxDepth = maxDepth
    index = head.bytes.startIndex
  }

  /// Reads the whole head.
  mutating func scan() {
    checkCharacters()
    guard !isUnreadable else { return }
    while index < bytes.endIndex, !isUnreadable {
      line()
      skipBreak()
    }
  }

  private mutating func line() {
    let start = index
    skipBlanks()
    let indent = index - start
    guard !atLineEnd else { return }
    if peek() == UInt8(ascii: "#") { return toLineEnd() }
    if indent == 0, flowDepth == 0, marksDocument() { return }
    var line = LineState(start: start, column: indent)
    if flowDepth == 0 {
      while let last = indents.last, last >= indent { indents.removeLast() }
      indents.append(indent)
      if let open = openColumn, indent > open {
        line.column = open
        line.isContinued = true
        return plain(&line)
      }
    }
    openColumn = nil
    tokens(&line)
  }

  /// Reads tokens up to the end of the line, or of a quoted text or block that ends later.
  private mutating func tokens(_ line: inout LineState) {
    while true {
      skipBlanks()
      guard !atLineEnd, !isUnreadable else { return }
      let byte = peek()
      switch byte {
      case UInt8(ascii: "#"): return comment(line)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let column = index - line.start
        quoted(byte)
        skipBlanks()
        if peek() == UInt8(ascii: ":"), isBlankOrEnd(index + 1) || flowDepth > 0 {
          key(&line, column: column)
        }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        index += 1
        flowDepth += 1
        line.keys = 0
        checkDepth(line)
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        index += 1
        flowDepth = max(0, flowDepth - 1)
      case UInt8(ascii: ",") where flowDepth > 0:
        index += 1
        line.keys = 0
      case UInt8(ascii: "-") where isBlankOrEnd(index + 1),
        UInt8(ascii: "?") where isBlankOrEnd(index + 1):
        line.column = index - line.start
        line.dashes += 1
        index += 1
        checkDepth(line)
      case UInt8(ascii: "|") where flowDepth == 0, UInt8(ascii: ">") where flowDepth == 0:
        return block(under: line.column)
      default:
        if !start(with: byte) { return }
        plain(&line)
        if atLineEnd { return }
      }
    }
  }

  /// Reads a text without quotes up to the end of the line, of the text or of the key it is.
  private mutating func plain(_ line: inout LineState) {
    let start = index
    while !atLineEnd {
      let byte = peek()
      if byte == UInt8(ascii: ":"), isBlankOrEnd(index + 1) {
        if flowDepth == 0, line.keys > 0 || line.isContinued {
          report("a text with ': ' in it has to stand in quotes", at: start, to: lineEnd())
          return toLineEnd()
        }
        return key(&line, column: start - line.start)
      }
      if byte == UInt8(ascii: "#"), index > start, bytes[index - 1] == 0x20 { return comment(line) }
      if flowDepth > 0, endsFlowText(byte) { return }
      index += 1
    }
    if flowDepth == 0, line.keys + line.dashes > 0 || line.isContinued { openColumn = line.column }
  }

  private mutating func key(_ line: inout LineState, column: Int) {
    line.keys += 1
    if flowDepth == 0 { line.column = column }
    index += 1
  }

  /// Reports a first letter that YAML keeps for itself; false where the rest cannot be read.
  private mutating func start(with byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"):
      let end = wordEnd()
      let word = head.source.text(in: SourceSpan(index, end))
      report(
        "YAML keeps \(shown(byte)) at the start of a text for itself",
        at: index,
        to: end,
        help: "put it in quotes: \"\(word)\""
      )
      return true
    case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
      let what =
        byte == UInt8(ascii: "&") ? "anchors" : byte == UInt8(ascii: "*") ? "aliases" : "tags"
      report(
        "\(what) are not read in a head: \(shown(byte)) starts one",
        at: index,
        to: wordEnd(),
        help: "if it is a text, put it in quotes"
      )
      isUnreadable = true
      return false
    default: return true
    }
  }

  private mutating func comment(_ line: LineState) {
    let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0x20
    let isWord =
      next >= 0x80 || next == UInt8(ascii: "_") || (0x30...0x39).contains(next)
      || (0x61...0x7A).contains(next | 0x20)
    if isWord, line.keys + line.dashes > 0 || line.isContinued || flowDepth > 0 {
      let word = head.source.text(in: SourceSpan(index, wordEnd()))
      report(
        "YAML takes '\(word)' and all behind it for a comment",
        at: index,
        to: wordEnd(),
        help: "put the whole value in quotes, or a blank behind '#' if it is a comment"
      )
    }
    if !line.isContinued { openColumn = nil }
    toLineEnd()
  }

  private mutating func quoted(_ quote: UInt8) {
    let start = index
    index += 1
    while index < bytes.endIndex, bytes[index] != quote {
      index += quote == UInt8(ascii: "\"") && bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    if index >= bytes.endIndex {
      let mark = Character(Unicode.Scalar(quote))
      report(
        "a text in quotes is not closed",
        at: start,
        to: start + 1,
        help: "put a \(mark) behind it"
      )
    }
    index = min(bytes.endIndex, index + 1)
  }

  /// Passes a block of lines that are indented more than the key it belongs to.
  private mutating func block(under column: Int) {
    toLineEnd()
    while index < bytes.endIndex {
      let before = index
      skipBreak()
      let start = index
      skipBlanks()
      if !atLineEnd, index - start <= column {
        index = before
        return
      }
      toLineEnd()
      if index == before { return }
    }
  }

  private mutating func marksDocument() -> Bool {
    let first = peek()
    guard first == UInt8(ascii: ".") || first == UInt8(ascii: "-") || first == UInt8(ascii: "%")
    else { return false }
    let line = bytes[index..<lineEnd()]
    if line.starts(with: "...".utf8) || line.starts(with: "--- ".utf8) {
      report("a head is one YAML document; this ends it", at: index, to: lineEnd())
      isUnreadable = true
      return true
    }
    if first == UInt8(ascii: "%") {
      report("YAML directives are not read in a head", at: index, to: lineEnd())
      isUnreadable = true
      return true
    }
    return false
  }

  private mutating func checkDepth(_ line: LineState) {
    guard flowDepth + line.dashes + indents.count > maxDepth, !isUnreadable else { return }
    report("the head is nested more than \(maxDepth) deep", at: index - 1, to: index)
    isUnreadable = true
  }

  private mutating func checkCharacters() {
    var position = bytes.startIndex
    var tabLine = -1
    while position < bytes.endIndex {
      let byte = bytes[position]
      if byte == 0x09 {
        let location = head.source.location(at: position)
        if location.line != tabLine {
          tabLine = location.line
          report("a tab in the head", at: position, to: position + 1, help: "use spaces")
        }
      } else if byte < 0x20 && byte != 0x0A && byte != 0x0D || byte == 0x7F || byte >= 0xC2 {
        let (scalar, width) = decodeScalar(head.source.bytes, at: position)
        if !isAllowed(scalar) {
          let code = String(scalar.value, radix: 16, uppercase: true)
          report(
            "the character U+\(code) is not allowed in a head",
            at: position,
            to: position + width
          )
          isUnreadable = true
        }
      }
      position += 1
    }
  }

  private func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF:
      true
    default: false
    }
  }

  private mutating func report(_ message: String, at start: Int, to end: Int, help: String? = nil) {
    problems.append(head.problem(message, at: start, to: end, help: help))
  }

  /// What ends a text between brackets that stands there without quotes.
  private func endsFlowText(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
      || isOpening(byte)
  }

  private func isOpening(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
  }

  private func shown(_ byte: UInt8) -> String { "'\(Character(Unicode.Scalar(byte)))'" }

  private func peek() -> UInt8 { index < bytes.endIndex ? bytes[index] : 0x0A }

  private var atLineEnd: Bool { isBreak(index) }

  private func isBreak(_ position: Int) -> Bool {
    position >= bytes.endIndex || bytes[position] == 0x0A || bytes[position] == 0x0D
  }

  private func isBlankOrEnd(_ position: Int) -> Bool {
    isBreak(position) || bytes[position] == 0x20 || bytes[position] == 0x09
  }

  private mutating func skipBlanks() {
    while index < bytes.endIndex, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
  }

  private mutating func skipBreak() {
    guard index < bytes.endIndex else { return }
    index += max(1, HeadText.lineBreak(head.source.bytes, at: index, end: bytes.endIndex))
  }

  private mutating func toLineEnd() { index = lineEnd() }

  private func lineEnd() -> Int {
    var end = index
    while !isBreak(end) { end += 1 }
    return end
  }

  private func wordEnd() -> Int {
    var end = index
    while !isBlankOrEnd(end), !endsFlowText(bytes[end]) || isOpening(bytes[end]) { end += 1 }
    return end
  }
}

/// What was seen on the line that is being read.
private struct LineState {
  /// The offset of its first byte.
  let start: Int
  /// Where the latest key or dash began, in bytes from the start.
  var column: Int
  var keys = 0
  var dashes = 0
  /// True where the line goes on with the plain text of the line before.
  var isContinued = false
}
