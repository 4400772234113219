import VouchCore

/// Reads the heads that most people write: keys with texts on one line, lists of such, keys below
/// keys, and a folded text.
///
/// What is read here needs no library and has nothing in it that ``HeadScanner`` would report. All
/// the rest of YAML, right or wrong, is not read here and left to these two.
struct PlainHead {
  let bytes: UnsafeBufferPointer<UInt8>
  let end: Int
  var position: Int
  /// What was read.
  var tree: HeadTree
  /// How far the line at `position` is indented: -1 behind the last line.
  private var indent = 0

  /// Deeper heads are for ``HeadScanner`` to judge.
  static let maxDepth = 6
  /// The longest key that is read: what is longer is none that a head has.
  private static let longestKey = 64
  /// More keys than a head has; looking each up among the others stays cheap.
  private static let mostKeys = 32
  /// As many values as most heads have.
  private static let usualCount = 32

  /// The values of the head in `range` of `source`; nil for all that has to be looked at closer.
  static func compose(_ source: SourceText, _ range: Range<Int>, maxDepth: Int) -> HeadTree? {
    // ``HeadScanner`` counts brackets, dashes and indents together.
    guard maxDepth > 2 * Self.maxDepth else { return nil }
    return source.bytes.withUnsafeBufferPointer { bytes in
      var head = PlainHead(bytes: bytes, range: range, tree: HeadTree(of: source))
      head.tree.reserveCapacity(Self.usualCount)
      head.toText()
      guard head.indent == 0, head.mapping(at: 0, depth: 0) != nil, head.indent < 0 else {
        return nil
      }
      return head.tree
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>, tree: HeadTree) {
    self.bytes = bytes
    self.tree = tree
    end = range.upperBound
    position = range.lowerBound
  }

  // What reads a value adds it to the tree and answers where it ends in the file.

  /// Reads keys that begin in `column`, up to a line that begins left of it.
  private mutating func mapping(at column: Int, depth: Int) -> Int? {
    guard depth < Self.maxDepth else { return nil }
    let keys = tree.open(.mapping, at: position)
    var last = position
    repeat {
      guard let key = key(), add(key, to: keys), let end = value(under: column, depth: depth)
      else { return nil }
      last = end
    } while indent == column
    guard indent < column else { return nil }
    tree.close(keys, at: last)
    return last
  }

  /// Adds a key to those at `index`; false where it stands there already, or among too many to look
  /// through.
  mutating func add(_ key: SourceSpan, to index: Int) -> Bool {
    var count = 0
    var known = tree.partsSoFar(of: index)
    while let (other, _) = known.nextPair(in: tree) {
      count += 1
      guard count < Self.mostKeys, !isSame(key, other.span) else { return false }
    }
    tree.add(verbatim: key)
    return true
  }

  private func isSame(_ key: SourceSpan, _ other: SourceSpan) -> Bool {
    key.end - key.start == other.end - other.start
      && (0..<key.end - key.start).allSatisfy { bytes[key.start + $0] == bytes[other.start + $0] }
  }

  /// Reads items whose dashes stand in `column`.
  private mutating func sequence(at column: Int, depth: Int) -> Int? {
    guard depth < Self.maxDepth else { return nil }
    let list = tree.open(.sequence, at: position)
    var last = position
    repeat {
      guard isDash, let end = item(at: column, depth: depth + 1) else { return nil }
      last = end
    } while indent == column && isDash
    tree.close(list, at: last)
    return last
  }

  private mutating func item(at column: Int, depth: Int) -> Int? {
    let dash = position
    position += 1
    skipBlanks()
    let text = position
    if key() != nil {
      position = text
      return mapping(at: column + text - dash, depth: depth)
    }
    position = text
    return line(under: column, depth: depth)
  }

  /// Reads what stands behind the colon of a key in `column`, or below it.
  private mutating func value(under column: Int, depth: Int) -> Int? {
    let colon = position
    skipBlanks()
    guard atTextEnd else {
      return position > colon ? line(under: column, depth: depth + 1) : nil
    }
    nextLine()
    if isDash, indent >= column { return sequence(at: indent, depth: depth + 1) }
    return indent > column ? mapping(at: indent, depth: depth + 1) : nil
  }

  /// Reads a value up to the end of its line; one that goes on below is not for here.
  private mutating func line(under column: Int, depth: Int) -> Int? {
    guard position < end else { return nil }
    let last: Int?
    switch bytes[position] {
    case UInt8(ascii: ">"): last = folded(under: column)
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "'"):
      last = flow(depth: depth)
      skipBlanks()
    default: last = plain()
    }
    guard let last, atTextEnd else { return nil }
    nextLine()
    return indent <= column ? last : nil
  }

  /// Reads a text without quotes.
  private mutating func plain() -> Int? {
    let start = position
    switch bytes[start] {
    case UInt8(ascii: "("), UInt8(ascii: "/"), UInt8(ascii: "$"), UInt8(ascii: "+"),
      UInt8(ascii: "_"), UInt8(ascii: "."):
      break
    case let byte: guard isWordByte(byte) else { return nil }
    }
    // A blank in front of a mark is looked at with it.
    position += ByteRuns.printLength(
      bytes,
      start,
      to: end,
      without: (UInt8(ascii: ":"), UInt8(ascii: "#"))
    )
    while position > start, bytes[position - 1] == 0x20 { position -= 1 }
    var last = position
    while position < end {
      let byte = bytes[position]
      if byte == 0x0A || byte == 0x0D { break }
      if byte == 0x20 {
        position += 1
        if position < end, bytes[position] == UInt8(ascii: "#") { break }
        continue
      }
      guard isText, byte != UInt8(ascii: ":") || !isBlankOrEnd(position + 1) else { return nil }
      position += 1
      last = position
    }
    return add(start, last)
  }

  /// Reads `>-` and the lines below it, which become one.
  private mutating func folded(under column: Int) -> Int? {
    guard position + 1 < end, bytes[position + 1] == UInt8(ascii: "-") else { return nil }
    position += 2
    guard atLineEnd else { return nil }
    skipBreak()
    var lines: [Range<Int>] = []
    var width = 0
    while position < end {
      let start = position
      skipBlanks()
      // An empty line, and one that is indented less or more, has a meaning of its own.
      guard !atLineEnd else { return nil }
      if lines.isEmpty { width = position - start }
      guard width > column, position - start == width else {
        guard position - start <= column else { return nil }
        position = start
        break
      }
      let text = position
      while !atLineEnd {
        guard isText else { return nil }
        position += 1
      }
      guard bytes[position - 1] != 0x20 else { return nil }
      lines.append(text..<position)
      skipBreak()
    }
    guard let first = lines.first, let last = lines.last else { return nil }
    // What follows is looked for from the end of a line.
    position = last.upperBound
    if lines.count == 1 { return add(first.lowerBound, first.upperBound) }
    tree.add(joined(lines, SourceSpan(first.lowerBound, last.upperBound)))
    return last.upperBound
  }

  private func joined(_ lines: [Range<Int>], _ span: SourceSpan) -> HeadScalar {
    var text: [UInt8] = []
    var pieces: [MarkdownSource.Piece] = []
    for line in lines {
      if !text.isEmpty { text.append(0x20) }
      pieces.append(MarkdownSource.Piece(text: text.count, file: line.lowerBound))
      text += bytes[line]
    }
    return HeadScalar(
      text: String(decoding: text, as: UTF8.self),
      span: span,
      source: MarkdownSource(bytes: text, pieces: pieces)
    )
  }
}

// MARK: - Pieces

extension PlainHead {
  /// Reads a word and the colon behind it.
  mutating func key() -> SourceSpan? {
    let start = position
    while position < end, position - start <= Self.longestKey, isKeyByte(bytes[position]) {
      position += 1
    }
    let colon = position
    guard colon > start, colon - start <= Self.longestKey, bytes[start] > 0x39,
      isNext(":"), isBlankOrEnd(colon + 1)
    else { return nil }
    position += 1
    return SourceSpan(start, colon)
  }

  /// Adds a text that stands from `start` up to `end`.
  mutating func add(_ start: Int, _ end: Int) -> Int {
    tree.add(verbatim: SourceSpan(start, end))
    return end
  }

  /// Goes on to the next line that says something, from the end of a text.
  private mutating func nextLine() {
    guard skipComment() else { return }
    skipBreak()
    toText()
  }

  /// Passes lines that say nothing, from the start of one.
  private mutating func toText() {
    while position < end {
      let start = position
      skipBlanks()
      if atLineEnd {
        // Blanks alone can be part of the text above.
        guard position == start else { return indent = .max }
      } else if bytes[position] == UInt8(ascii: "#") {
        guard skipComment() else { return }
      } else {
        return indent = position - start
      }
      skipBreak()
    }
    indent = -1
  }

  mutating func skipBlanks() {
    while position < end, bytes[position] == 0x20 { position += 1 }
  }

  /// Goes to the end of the line; false, and nothing is left to read, where YAML sees another.
  private mutating func skipComment() -> Bool {
    while !atLineEnd {
      guard isText else {
        position = end
        indent = .max
        return false
      }
      position += 1
    }
    return true
  }

  private mutating func skipBreak() {
    guard position < end else { return }
    let isPair = bytes[position] == 0x0D && position + 1 < end && bytes[position + 1] == 0x0A
    position += isPair ? 2 : 1
  }

  private var atLineEnd: Bool { isLineEnd(position) }

  /// True at the end of a line, or at a comment that nobody takes for a tag.
  private var atTextEnd: Bool {
    atLineEnd
      || bytes[position] == UInt8(ascii: "#") && bytes[position - 1] == 0x20
        && isBlankOrEnd(position + 1)
  }

  private var isDash: Bool {
    position + 1 < end && bytes[position] == UInt8(ascii: "-") && bytes[position + 1] == 0x20
  }

  func isNext(_ mark: Unicode.Scalar) -> Bool {
    position < end && bytes[position] == UInt8(truncatingIfNeeded: mark.value)
  }

  func isLineEnd(_ index: Int) -> Bool {
    index >= end || bytes[index] == 0x0A || bytes[index] == 0x0D
  }

  private func isBlankOrEnd(_ index: Int) -> Bool { isLineEnd(index) || bytes[index] == 0x20 }

  /// False for controls, for line ends that only YAML knows and for what a head must not have.
  var isText: Bool {
    let byte = bytes[position]
    guard byte >= 0x7F else { return byte >= 0x20 }
    switch byte {
    case 0x7F, 0xEF: return false
    case 0xC2: return bytes[position + 1] >= 0xA0
    case 0xE2: return bytes[position + 1] != 0x80 || bytes[position + 2] & 0xFE != 0xA8
    default: return true
    }
  }

  func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  private func isKeyByte(_ byte: UInt8) -> Bool {
    byte < 0x80 && isWordByte(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
