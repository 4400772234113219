import CCMarkGFM

extension PlainMarkdown {
  /// Emphasis or a link that is open.
  struct Opener {
    /// The byte that opened it, and how many of it.
    var mark: UInt8
    var length: Int
    /// Its element.
    var node: Int
  }

  /// The library knows no longer rows of backticks.
  private static let longestCodeMark = 80
  /// More than these are open within one another in no text that a person wrote.
  private static let mostOpeners = 4

  /// Reads what stands in `text` into the block at `index` and ends it; false for what has to be
  /// looked at closer.
  mutating func inlines(of index: Int, _ text: Range<Int>) -> Bool {
    nodes[index].literal = text
    pending = text.lowerBound
    openers.removeAll(keepingCapacity: true)
    var position = nextMark(from: text.lowerBound, to: text.upperBound)
    while position < text.upperBound {
      guard let next = inline(at: position, in: text) else { return false }
      position = nextMark(from: next, to: text.upperBound)
    }
    guard openers.isEmpty, bytes[position - 1] != 0x20 else { return false }
    put(to: position)
    close(index)
    return true
  }

  /// Where from `start` on the next byte stands that may be more than text; else `end`.
  private func nextMark(from start: Int, to end: Int) -> Int {
    var position = start
    while position < end {
      let rest = UnsafeBufferPointer(rebasing: bytes[position..<end])
      position += vouch_plain_length(rest.baseAddress, rest.count)
      // Lies between the others and means nothing.
      guard position < end, bytes[position] == UInt8(ascii: "^") else { break }
      position += 1
    }
    return position
  }

  /// Reads what begins with the byte at `position`, and answers where it ends.
  private mutating func inline(at position: Int, in text: Range<Int>) -> Int? {
    switch bytes[position] {
    case 0x0A: lineEnd(at: position)
    case UInt8(ascii: "`"): codeSpan(at: position, in: text)
    case UInt8(ascii: "*"), UInt8(ascii: "~"): emphasis(at: position, in: text)
    case UInt8(ascii: "["): openLink(at: position, in: text)
    case UInt8(ascii: "]"): closeLink(at: position, in: text)
    case UInt8(ascii: "_"): isWithinWord(position, text) ? position + 1 : nil
    case UInt8(ascii: "&"): mayBeEntity(position, text) ? nil : position + 1
    // Escapes, HTML and controls.
    default: nil
    }
  }

  private mutating func lineEnd(at position: Int) -> Int? {
    // Blanks at the end of a line can mean a line end that is kept.
    guard bytes[position - 1] != 0x20 else { return nil }
    put(to: position)
    addInline(.softBreak)
    pending = position + 1
    return pending
  }

  private mutating func codeSpan(at start: Int, in text: Range<Int>) -> Int? {
    let length = runLength(at: start, in: text)
    guard length <= Self.longestCodeMark else { return nil }
    let first = start + length
    var close = first
    while close < text.upperBound, bytes[close] != 0x0A {
      guard bytes[close] == UInt8(ascii: "`") else {
        guard bytes[close] >= 0x20 else { return nil }
        close += 1
        continue
      }
      let run = runLength(at: close, in: text)
      guard run != length else {
        // Blanks at both ends are left out.
        guard bytes[first] != 0x20, bytes[close - 1] != 0x20 else { return nil }
        put(to: start)
        addInline(.code, literal: first..<close)
        pending = close + length
        return pending
      }
      close += run
    }
    return nil
  }

  /// Reads a row of marks that either opens emphasis or closes the one that was opened last: in the
  /// words of the specification, that is either left-flanking or right-flanking.
  private mutating func emphasis(at start: Int, in text: Range<Int>) -> Int? {
    let mark = bytes[start]
    let length = runLength(at: start, in: text)
    let end = start + length
    let before = start > text.lowerBound ? bytes[start - 1] : 0x0A
    let after = end < text.upperBound ? bytes[end] : 0x0A
    guard before < 0x80, after < 0x80, length <= 2 || mark == UInt8(ascii: "*"),
      // The library looks past a tilde at what stands before it.
      before != UInt8(ascii: "~")
    else { return nil }
    let opens = after > 0x20 && (!isPunctuation(after) || before <= 0x20 || isPunctuation(before))
    let closes = before > 0x20 && (!isPunctuation(before) || after <= 0x20 || isPunctuation(after))
    // Between blanks it is text.
    if !opens, !closes { return end }
    guard opens != closes, length == 2 || length == 1 && mark == UInt8(ascii: "*") else {
      return nil
    }
    put(to: start)
    pending = end
    if opens {
      let kind: MarkdownNode.Kind = length == 1 ? .emphasis : .strong
      return open(mark, length, mark == UInt8(ascii: "~") ? .strikethrough : kind) ? end : nil
    }
    guard let opener = openers.popLast(), opener.mark == mark, opener.length == length else {
      return nil
    }
    close(opener.node)
    return end
  }

  private mutating func openLink(at bracket: Int, in text: Range<Int>) -> Int? {
    let isImage = bracket > pending && bytes[bracket - 1] == UInt8(ascii: "!")
    let end = bracket + 1
    // A footnote; a link or an image within another.
    guard end < text.upperBound, bytes[end] != UInt8(ascii: "^"),
      !openers.contains(where: { $0.mark == bytes[bracket] })
    else { return nil }
    put(to: isImage ? bracket - 1 : bracket)
    pending = end
    return open(bytes[bracket], 1, isImage ? .image : .link) ? end : nil
  }

  private mutating func closeLink(at bracket: Int, in text: Range<Int>) -> Int? {
    guard let opener = openers.popLast(), opener.mark == UInt8(ascii: "["),
      bracket + 1 < text.upperBound, bytes[bracket + 1] == UInt8(ascii: "("),
      let end = destinationEnd(from: bracket + 2, in: text)
    else { return nil }
    put(to: bracket)
    // An image without a text is one; what a link without a text is, the library says.
    guard nodes.count > opener.node + 1 || nodes[opener.node].kind == .image else { return nil }
    nodes[opener.node].url = bracket + 2..<end
    close(opener.node)
    pending = end + 1
    return pending
  }

  /// Where the bracket stands that ends a destination without a title.
  private func destinationEnd(from start: Int, in text: Range<Int>) -> Int? {
    var end = start
    while end < text.upperBound, bytes[end] != UInt8(ascii: ")") {
      switch bytes[end] {
      case 0...0x20, 0x7F, UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: "\\"): return nil
      case UInt8(ascii: "&"): guard !mayBeEntity(end, text) else { return nil }
      default: break
      }
      end += 1
    }
    return end > start && end < text.upperBound ? end : nil
  }

  private mutating func open(_ mark: UInt8, _ length: Int, _ kind: MarkdownNode.Kind) -> Bool {
    guard openers.count < Self.mostOpeners else { return false }
    openers.append(Opener(mark: mark, length: length, node: nodes.count))
    addInline(kind)
    return true
  }

  /// Adds the text that was read up to `position`, if there is any.
  private mutating func put(to position: Int) {
    guard pending < position else { return }
    addInline(.text, literal: pending..<position)
  }

  private mutating func addInline(_ kind: MarkdownNode.Kind, literal: Range<Int> = 0..<0) {
    nodes.append(
      MarkdownNode(
        kind: kind,
        end: nodes.count + 1,
        firstLine: 0,
        lastLine: 0,
        column: 0,
        literal: literal
      )
    )
  }

  private func runLength(at start: Int, in text: Range<Int>) -> Int {
    var end = start + 1
    while end < text.upperBound, bytes[end] == bytes[start] { end += 1 }
    return end - start
  }

  /// True for an underscore that stands between letters or digits, where it never is a mark.
  private func isWithinWord(_ index: Int, _ text: Range<Int>) -> Bool {
    index > text.lowerBound && index + 1 < text.upperBound
      && Self.isAlphanumeric(bytes[index - 1]) && Self.isAlphanumeric(bytes[index + 1])
  }

  /// True where what begins with `&` may be an entity.
  private func mayBeEntity(_ start: Int, _ text: Range<Int>) -> Bool {
    var index = start + 1
    while index < text.upperBound,
      Self.isAlphanumeric(bytes[index]) || bytes[index] == UInt8(ascii: "#")
    {
      index += 1
    }
    return index < text.upperBound && bytes[index] == UInt8(ascii: ";")
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
