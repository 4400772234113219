import VouchCore

/// Walks the content of a leaf block beside its inline elements, so that every literal meets the
/// bytes it was written with.
///
/// Within a block nothing but markup stands between two texts, and which markup that is follows
/// from the elements. So the content is read once more, guided by them. Should the two ever
/// disagree, the rest of the block has the place of the block: never a wrong place.
struct InlineCursor {
  let bytes: [UInt8]
  /// What is read next.
  var position: Int
  let end: Int
  var map: LeafMap
  /// True once elements and content have disagreed.
  private(set) var isLost = false

  /// A cursor at the start of the content in `range`.
  init(_ bytes: [UInt8], _ range: Range<Int>, map: LeafMap) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
    self.map = map
  }

  /// The byte `distance` bytes on; 0 behind the end.
  func peek(_ distance: Int = 0) -> UInt8 {
    position + distance < end ? bytes[position + distance] : 0
  }

  /// The place of the content from `start` up to `end`.
  mutating func span(_ start: Int, _ end: Int) -> SourceSpan {
    isLost ? map.lost : map.span(start, end)
  }

  /// The place of what is read next, without extent.
  mutating func here() -> SourceSpan { span(position, position) }

  /// Takes `literal`, entities and (unless told otherwise) escapes decoded, and adds it to `text`.
  mutating func text(_ literal: Range<Int>, escapes: Bool = true, into text: inout MappedText) {
    var index = literal.lowerBound
    while index < literal.upperBound {
      if isLost {
        let (scalar, width) = decode(at: index)
        text.append(scalar, from: map.lost)
        index += width
        continue
      }
      index += plainRun(literal, from: index, into: &text)
      guard index < literal.upperBound else { break }
      let byte = bytes[index]
      let next = peek()
      if escapes, next == UInt8(ascii: "\\"), peek(1) == byte, isPunctuation(byte) {
        text.append(Unicode.Scalar(byte), from: map.span(position, position + 2))
        position += 2
        index += 1
      } else if next == UInt8(ascii: "&"), let length = entity(at: index, of: literal, into: &text)
      {
        index += length
      } else if position < end, next == byte {
        let (scalar, width) = decode(at: index)
        text.append(scalar, from: map.span(position, position + width))
        position += width
        index += width
      } else {
        isLost = true
      }
    }
  }

  /// Takes a line break with the blanks on both sides of it.
  mutating func lineBreak() -> SourceSpan {
    let start = position
    while position < end, peek() == 0x20 || (0x09...0x0C).contains(peek()), peek() != 0x0A {
      position += 1
    }
    let isEscaped = peek() == UInt8(ascii: "\\")
    if isEscaped { position += 1 }
    guard peek() == 0x0A || peek() == 0x0D else {
      isLost = true
      return map.lost
    }
    position += peek() == 0x0D && peek(1) == 0x0A ? 2 : 1
    // Behind an escaped line end the library keeps the blanks of a lazy line in the text.
    while !isEscaped, position < end, peek() == 0x20 || peek() == 0x09 { position += 1 }
    return map.span(start, position)
  }

  /// Takes a code span that reads `literal`.
  mutating func code(_ literal: Range<Int>, into text: inout MappedText) {
    guard !isLost else { return self.text(literal, into: &text) }
    let fence = run(of: UInt8(ascii: "`"), from: position)
    var close = position + fence
    while close < end {
      guard bytes[close] == UInt8(ascii: "`") else {
        close += 1
        continue
      }
      let length = run(of: UInt8(ascii: "`"), from: close)
      if length == fence { break }
      close += length
    }
    guard fence > 0, close < end else {
      isLost = true
      return self.text(literal, into: &text)
    }
    let count = text.count
    codeText(from: position + fence, to: close, literal: literal, into: &text)
    position = close + fence
    // Both ends lose a space together, which the literal tells.
    if isLost {
      text.truncate(to: count)
      self.text(literal, into: &text)
    }
  }

  /// Takes `count` bytes that all are one of `marks`.
  mutating func marks(_ marks: StaticString, count: Int) {
    guard !isLost else { return }
    let expected = peek()
    let known = marks.withUTF8Buffer { $0.contains(expected) }
    guard known, count > 0, run(of: expected, from: position) >= count else {
      isLost = true
      return
    }
    position += count
  }

  /// How many bytes equal to the next one follow one another.
  func run() -> Int { run(of: peek(), from: position) }

  /// Takes exactly the bytes of `literal` and returns where in the content they begin.
  mutating func verbatim(_ literal: Range<Int>) -> Int? {
    let stop = position + literal.count
    guard !isLost, stop <= end, bytes[position..<stop].elementsEqual(bytes[literal]) else {
      isLost = true
      return nil
    }
    defer { position = stop }
    return position
  }

  /// Takes everything up to and including the next `byte`.
  mutating func through(_ byte: UInt8) -> SourceSpan {
    let start = position
    guard !isLost, let found = bytes[position..<end].firstIndex(of: byte) else {
      isLost = true
      return map.lost
    }
    position = found + 1
    return map.span(start, position)
  }

  private mutating func codeText(
    from start: Int,
    to close: Int,
    literal: Range<Int>,
    into text: inout MappedText
  ) {
    var index = literal.lowerBound
    var from = start
    let isSpace = { [bytes] (at: Int) in
      bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D
    }
    // A space at each end is dropped where there is one at both and not all is space.
    let width = logicalLength(from: start, to: close)
    if width == literal.count + 2, isSpace(start) {
      from += bytes[start] == 0x0D && bytes[start + 1] == 0x0A ? 2 : 1
    }
    while index < literal.upperBound, from < close {
      if isSpace(from), bytes[index] == 0x20 {
        let length = bytes[from] == 0x0D && bytes[from + 1] == 0x0A ? 2 : 1
        text.append(" ", from: map.span(from, from + length))
        from += length
        index += 1
      } else if let length = wordRun(literal, from: index, at: from, to: close, into: &text) {
        from += length
        index += length
      } else if bytes[from] == bytes[index] {
        let (scalar, width) = decode(at: index)
        text.append(scalar, from: map.span(from, from + width))
        from += width
        index += width
      } else {
        break
      }
    }
    if index < literal.upperBound { isLost = true }
  }

  /// Adds ASCII without blanks that literal and content have in common, if there is any.
  private mutating func wordRun(
    _ literal: Range<Int>,
    from start: Int,
    at from: Int,
    to close: Int,
    into text: inout MappedText
  ) -> Int? {
    guard let run = map.run(at: from) else { return nil }
    let most = min(literal.upperBound - start, min(close, run.end) - from)
    var length = 0
    while length < most, bytes[from + length] == bytes[start + length],
      (0x21..<0x7F).contains(bytes[from + length])
    {
      length += 1
    }
    guard length > 0 else { return nil }
    text.append(utf8: bytes, in: from..<from + length, from: from + run.shift)
    return length
  }

  private func logicalLength(from start: Int, to end: Int) -> Int {
    var length = 0
    for index in start..<end {
      let isPair = bytes[index] == 0x0D && index + 1 < end && bytes[index + 1] == 0x0A
      length += isPair ? 0 : 1
    }
    return length
  }

  /// Takes what is plainly the same in literal and content; most text is.
  private mutating func plainRun(
    _ literal: Range<Int>,
    from start: Int,
    into text: inout MappedText
  ) -> Int {
    guard position < end, let run = map.run(at: position) else { return 0 }
    let most = min(literal.upperBound - start, min(end, run.end) - position)
    // A literal that is a part of the content is what stands there.
    var length =
      start == position ? most : ByteRuns.plainLength(bytes, start, position, count: most)
    // Whole scalars only.
    while length > 0, start + length < literal.upperBound, bytes[start + length] & 0xC0 == 0x80 {
      length -= 1
    }
    if length > 0 {
      text.append(utf8: bytes, in: position..<position + length, from: position + run.shift)
    }
    position += length
    return length
  }

  private mutating func entity(
    at index: Int,
    of literal: Range<Int>,
    into text: inout MappedText
  ) -> Int? {
    guard let (scalars, length) = GFMParser.entity(at: position, in: bytes, end: end) else {
      return nil
    }
    let decoded = Array(String(scalars).utf8)
    guard bytes[index..<literal.upperBound].starts(with: decoded) else { return nil }
    let span = map.span(position, position + length)
    for scalar in scalars { text.append(scalar, from: span) }
    position += length
    return decoded.count
  }

  private func run(of byte: UInt8, from start: Int) -> Int {
    var index = start
    while index < end, bytes[index] == byte { index += 1 }
    return index - start
  }

  private func decode(at index: Int) -> (Unicode.Scalar, Int) {
    decodeScalar(bytes, at: index)
  }
}

/// The scalar that begins at `index` of valid UTF-8, and how many bytes it takes.
@inline(__always)
func decodeScalar(_ bytes: [UInt8], at index: Int) -> (Unicode.Scalar, Int) {
  let first = bytes[index]
  if first < 0x80 { return (Unicode.Scalar(first), 1) }
  let width = first >= 0xF0 ? 4 : (first >= 0xE0 ? 3 : 2)
  guard index + width <= bytes.count else { return ("\u{FFFD}", 1) }
  var value = UInt32(first & (0xFF >> (UInt8(width) + 1)))
  for next in bytes[(index + 1)..<(index + width)] { value = value << 6 | UInt32(next & 0x3F) }
  return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
}

/// Whether a backslash before `byte` escapes it.
func isPunctuation(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}
