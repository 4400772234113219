extension JSON {
  /// Reads one JSON value; nil where `text` is not exactly one, or nests deeper than 64.
  ///
  /// Numbers with a fraction or an exponent are refused: Vouch writes none.
  public init?(parsing text: String) {
    var parser = Parser(bytes: Array(text.utf8))
    guard let value = parser.value(depth: 0), parser.isAtEnd else { return nil }
    self = value
  }

  /// The text of a string; nil for other values.
  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The value of a whole number; nil for other values.
  public var int: Int? {
    if case .integer(let number) = self { Int(number) } else { nil }
  }

  /// The value of a boolean; nil for other values.
  public var bool: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }

  /// The elements of an array; none for other values.
  public var elements: [JSON] {
    if case .array(let elements) = self { elements } else { [] }
  }

  /// The strings of an array, without other elements; none for other values.
  public var strings: [String] { elements.compactMap(\.string) }
}

private struct Parser {
  let bytes: [UInt8]
  var index = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return index == bytes.count
    }
  }

  mutating func value(depth: Int) -> JSON? {
    guard depth <= 64 else { return nil }
    skipSpace()
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
    case UInt8(ascii: "\""): return string().map(JSON.string)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "{"): return object(depth: depth)
    default: return number()
    }
  }

  private mutating func array(depth: Int) -> JSON? {
    index += 1
    var elements: [JSON] = []
    skipSpace()
    if take("]") { return .array([]) }
    repeat {
      guard let element = value(depth: depth + 1) else { return nil }
      elements.append(element)
      skipSpace()
    } while take(",")
    return take("]") ? .array(elements) : nil
  }

  private mutating func object(depth: Int) -> JSON? {
    index += 1
    var members: [JSON.Member] = []
    skipSpace()
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      guard let key = string() else { return nil }
      skipSpace()
      guard take(":"), let value = value(depth: depth + 1) else { return nil }
      members.append(JSON.Member(key, value))
      skipSpace()
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  private mutating func number() -> JSON? {
    let start = index
    while index < bytes.count,
      (0x30...0x39).contains(bytes[index]) || bytes[index] == UInt8(ascii: "-")
    {
      index += 1
    }
    let digits = bytes[start..<index]
    // One number has one spelling: no leading zeros, no minus zero.
    guard let value = Int64(String(decoding: digits, as: UTF8.self)),
      String(value).utf8.elementsEqual(digits)
    else { return nil }
    return .integer(value)
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var out: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        out += Array(String(scalar).utf8)
      case 0..<0x20: return nil
      default: out.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      guard let high = hex() else { return nil }
      guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high) }
      guard take("\\u"), let low = hex(), (0xDC00..<0xE000).contains(low) else { return nil }
      return Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    default: return nil
    }
  }

  private mutating func hex() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    defer { index += 4 }
    // The initialiser would take a sign.
    guard bytes[index] != UInt8(ascii: "+"), bytes[index] != UInt8(ascii: "-") else { return nil }
    return UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
  }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      guard index + wanted.count <= bytes.count,
        bytes[index..<index + wanted.count].elementsEqual(wanted)
      else { return false }
      index += wanted.count
      return true
    }
  }
}
