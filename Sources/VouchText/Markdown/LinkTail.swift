import VouchCore

/// What stands behind the text of a link or image.
struct LinkTail {
  /// The destination; nil where it stands in a definition.
  var url: MappedText?
  /// The title; nil where there is none here.
  var title: MappedText?
  /// The content that names the definition, for links by reference.
  var label: Range<Int>?
}

extension InlineCursor {
  /// Takes the `]` and all that belongs to the link behind it.
  ///
  /// `opening` is where the content of the brackets begins: it is the label of `[label]`.
  mutating func linkTail(of node: MarkdownNode, opening: Int) -> LinkTail {
    guard !isLost, peek() == UInt8(ascii: "]") else {
      marks("]", count: 1)
      return LinkTail()
    }
    let text = opening..<position
    position += 1
    if let tail = inlineTail(of: node) { return tail }
    guard peek() == UInt8(ascii: "["), let close = labelEnd(from: position + 1) else {
      return LinkTail(label: text)
    }
    let label = (position + 1)..<close
    position = close + 1
    return LinkTail(label: label.isEmpty ? text : label)
  }

  /// Takes `(destination "title")`; nil, and nothing taken, where this does not stand here or does
  /// not decode to what the library read.
  private mutating func inlineTail(of node: MarkdownNode) -> LinkTail? {
    guard peek() == UInt8(ascii: "(") else { return nil }
    var probe = DestinationScanner(bytes: bytes, position: position + 1, end: end)
    guard let destination = probe.destination() else { return nil }
    let title = probe.title()
    probe.skipSpace()
    guard probe.position < end, bytes[probe.position] == UInt8(ascii: ")"),
      let url = decoded(destination, as: node.url)
    else { return nil }
    var tail = LinkTail(url: url)
    if let title, !title.isEmpty {
      guard let text = decoded(title, as: node.title) else { return nil }
      tail.title = text
    }
    position = probe.position + 1
    return tail
  }

  /// The content in `range`, read as `literal`; nil where it does not say that.
  private func decoded(_ range: Range<Int>, as literal: Range<Int>) -> MappedText? {
    var cursor = InlineCursor(bytes, range, map: map)
    var text = MappedText()
    cursor.text(literal, into: &text)
    return cursor.isLost || cursor.position != range.upperBound ? nil : text
  }

  private func labelEnd(from start: Int) -> Int? {
    var index = start
    // No label is longer than 999 characters.
    while index < min(end, start + 4000) {
      switch bytes[index] {
      case UInt8(ascii: "]"): return index
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "\\"): index += 2
      default: index += 1
      }
    }
    return nil
  }
}

/// Reads destinations and titles as CommonMark has them.
struct DestinationScanner {
  let bytes: [UInt8]
  var position: Int
  let end: Int

  /// The bytes of a destination, without angle brackets.
  mutating func destination() -> Range<Int>? {
    skipSpace()
    guard position < end else { return nil }
    if bytes[position] == UInt8(ascii: "<") { return bracketed() }
    let start = position
    var depth = 0
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\"), position + 1 < end, isPunctuation(bytes[position + 1]) {
        position += 2
        continue
      }
      if byte <= 0x20 { break }
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") {
        if depth == 0 { break }
        depth -= 1
      }
      position += 1
    }
    return start..<position
  }

  /// The bytes of a title behind at least one blank, without its quotes.
  mutating func title() -> Range<Int>? {
    let before = position
    skipSpace()
    guard position > before, position < end else {
      position = before
      return nil
    }
    let close: UInt8
    switch bytes[position] {
    case UInt8(ascii: "\""): close = UInt8(ascii: "\"")
    case UInt8(ascii: "'"): close = UInt8(ascii: "'")
    case UInt8(ascii: "("): close = UInt8(ascii: ")")
    default:
      position = before
      return nil
    }
    var index = position + 1
    while index < end, bytes[index] != close {
      if close == UInt8(ascii: ")"), bytes[index] == UInt8(ascii: "(") { break }
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index < end, bytes[index] == close else {
      position = before
      return nil
    }
    defer { position = index + 1 }
    return (position + 1)..<index
  }

  /// Passes blanks and line ends.
  mutating func skipSpace() {
    while position < end, bytes[position] == 0x20 || (0x09...0x0D).contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func bracketed() -> Range<Int>? {
    let start = position + 1
    var index = start
    while index < end, bytes[index] != UInt8(ascii: ">") {
      if bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == UInt8(ascii: "<") {
        return nil
      }
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index < end else { return nil }
    position = index + 1
    return start..<index
  }
}
