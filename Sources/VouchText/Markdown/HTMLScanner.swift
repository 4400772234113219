/// A piece of raw HTML; ranges are bytes of what was scanned.
enum HTMLPiece {
  /// Text that a browser shows.
  case text(Range<Int>)
  /// A tag, opening or closing.
  case tag(HTMLTag)
  /// The inside of a comment.
  case comment(Range<Int>)
  /// Something else that no browser shows: scripts, styles, declarations.
  case hidden(Range<Int>)
}

/// A tag of raw HTML.
struct HTMLTag {
  /// Its name in lower case.
  var name: String
  /// True for `</name>`.
  var isClosing: Bool
  /// The names, in lower case, and values of its attributes.
  var attributes: [(name: String, value: Range<Int>)]

  /// The value of the attribute `name`.
  func value(_ name: String) -> Range<Int>? { attributes.first { $0.name == name }?.value }

  /// True where the text up to the closing tag is not shown.
  var hidesText: Bool { ["script", "style", "template", "noscript"].contains(name) && !isClosing }

  /// True where a browser starts a new line.
  var breaksLine: Bool {
    [
      "br", "p", "div", "li", "ul", "ol", "tr", "table", "blockquote", "h1", "h2", "h3", "h4", "h5",
      "h6", "hr", "section", "article", "details", "summary", "pre", "dt", "dd",
    ].contains(name)
  }
}

/// Splits raw HTML into text and what is not text, roughly as a browser would.
struct HTMLScanner {
  let bytes: [UInt8]
  var position: Int
  let end: Int
  /// Where the next `>` stands, as far as somebody asked.
  private var close = -1

  private static let longestTag = 4096
  private static let mostAttributes = 32

  init(bytes: [UInt8], position: Int, end: Int) {
    self.bytes = bytes
    self.position = position
    self.end = end
  }

  /// The next piece; nil at the end.
  mutating func next() -> HTMLPiece? {
    guard position < end else { return nil }
    if bytes[position] == UInt8(ascii: "<"), let piece = markup() { return piece }
    let start = position
    position += 1
    while position < end, bytes[position] != UInt8(ascii: "<") { position += 1 }
    return .text(start..<position)
  }

  /// What stands before the closing tag of the element `name`, which is not taken.
  mutating func rawText(of name: String) -> Range<Int> {
    let start = position
    let close = Array("</\(name)".utf8)
    while position < end {
      if bytes[position] == UInt8(ascii: "<"), matches(close, at: position) { break }
      position += 1
    }
    return start..<position
  }

  private mutating func markup() -> HTMLPiece? {
    let start = position
    guard start + 1 < end else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: "!"):
      guard matches(Array("<!--".utf8), at: start) else {
        return .hidden(closed(from: start + 2, by: ">"))
      }
      // As in browsers, `<!-->` and `<!--->` are whole comments: what follows is shown.
      for empty in ["<!-->", "<!--->"] where matches(Array(empty.utf8), at: start) {
        position = start + empty.utf8.count
        return .comment(position..<position)
      }
      return .comment(closed(from: start + 4, by: "-->"))
    case UInt8(ascii: "?"): return .hidden(closed(from: start + 2, by: ">"))
    default: return tag()
    }
  }

  private mutating func closed(from start: Int, by mark: String) -> Range<Int> {
    let mark = Array(mark.utf8)
    var index = start
    while index < end, !matches(mark, at: index) { index += 1 }
    position = min(end, index + mark.count)
    return start..<max(start, min(index, end))
  }

  private mutating func tag() -> HTMLPiece? {
    var index = position + 1
    let isClosing = bytes[index] == UInt8(ascii: "/")
    if isClosing { index += 1 }
    guard index < end, isLetter(bytes[index]) else { return nil }
    var attributes: [(name: String, value: Range<Int>)] = []
    // Bounds, so that many unclosed tags do not each read to the end of the text.
    let limit = min(end, position + Self.longestTag)
    guard closeIndex(from: index) < limit else { return nil }
    let name = word(&index, limit: limit)
    while index < limit, bytes[index] != UInt8(ascii: ">") {
      guard attributes.count < Self.mostAttributes else { return nil }
      guard !isSpace(bytes[index]), bytes[index] != UInt8(ascii: "/") else {
        index += 1
        continue
      }
      let attribute = word(&index, limit: limit)
      var value = index..<index
      skipSpace(&index)
      if index < end, bytes[index] == UInt8(ascii: "=") {
        index += 1
        skipSpace(&index)
        value = attributeValue(&index, limit: limit)
      } else if attribute.isEmpty {
        index += 1
      }
      attributes.append((attribute, value))
    }
    // Without its `>` it is text: whoever shows it shows it.
    guard index < limit else { return nil }
    position = index + 1
    return .tag(HTMLTag(name: name, isClosing: isClosing, attributes: attributes))
  }

  private mutating func closeIndex(from index: Int) -> Int {
    if close < index {
      close = index
      while close < end, bytes[close] != UInt8(ascii: ">") { close += 1 }
    }
    return close
  }

  private func attributeValue(_ index: inout Int, limit end: Int) -> Range<Int> {
    guard index < end else { return index..<index }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let start = index
      while index < end, !isSpace(bytes[index]), bytes[index] != UInt8(ascii: ">") { index += 1 }
      return start..<index
    }
    let start = index + 1
    index = start
    while index < end, bytes[index] != quote { index += 1 }
    defer { index = min(end, index + 1) }
    return start..<index
  }

  private func word(_ index: inout Int, limit: Int) -> String {
    let start = index
    while index < limit, !isSpace(bytes[index]), !endsWord(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
  }

  private func endsWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "=")
  }

  private func matches(_ text: [UInt8], at index: Int) -> Bool {
    guard index + text.count <= end else { return false }
    for (offset, byte) in text.enumerated() {
      let here = bytes[index + offset]
      let folded = (0x41...0x5A).contains(here) ? here + 0x20 : here
      if folded != byte { return false }
    }
    return true
  }

  private func skipSpace(_ index: inout Int) {
    while index < end, isSpace(bytes[index]) { index += 1 }
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
