import VouchCore

extension PlainHead {
  /// Reads a value that stands between brackets, or in quotes.
  mutating func flow(depth: Int) -> Int? {
    guard position < end, depth < Self.maxDepth else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "["): return flowSequence(depth: depth)
    case UInt8(ascii: "{"): return flowMapping(depth: depth)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoted(bytes[position])
    default: return flowText()
    }
  }

  private mutating func flowSequence(depth: Int) -> Int? {
    let list = tree.open(.sequence, at: position)
    var last = position
    repeat {
      position += 1
      skipBlanks()
      guard let end = flow(depth: depth + 1) else { return nil }
      last = end
      skipBlanks()
    } while isNext(",")
    guard isNext("]") else { return nil }
    position += 1
    tree.close(list, at: last)
    return last
  }

  private mutating func flowMapping(depth: Int) -> Int? {
    let keys = tree.open(.mapping, at: position)
    var last = position
    repeat {
      position += 1
      skipBlanks()
      guard let key = key(), isNext(" ") else { return nil }
      skipBlanks()
      guard add(key, to: keys), let end = flow(depth: depth + 1) else { return nil }
      last = end
      skipBlanks()
    } while isNext(",")
    guard isNext("}") else { return nil }
    position += 1
    tree.close(keys, at: last)
    return last
  }

  /// Reads a text between brackets without quotes, made of what has no meaning there.
  private mutating func flowText() -> Int? {
    let start = position
    var last = start
    reading: while position < end {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): break reading
      case 0x20:
        position += 1
        continue
      case UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "."): break
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "'"):
        guard position > start else { return nil }
      case UInt8(ascii: ":"):
        guard position > start, position + 1 < end,
          isWordByte(bytes[position + 1]) || bytes[position + 1] == UInt8(ascii: "/")
        else { return nil }
      default: guard isWordByte(byte), isText else { return nil }
      }
      position += 1
      last = position
    }
    return last > start ? add(start, last) : nil
  }

  /// Reads a text in quotes that says what stands between them.
  private mutating func quoted(_ quote: UInt8) -> Int? {
    position += 1
    let start = position
    position += ByteRuns.printLength(
      bytes,
      start,
      to: end,
      without: (quote, UInt8(ascii: "\\"))
    )
    while position < end, bytes[position] != quote {
      guard isText, bytes[position] != UInt8(ascii: "\\") else { return nil }
      position += 1
    }
    guard position < end, position > start else { return nil }
    defer { position += 1 }
    return add(start, position)
  }
}
