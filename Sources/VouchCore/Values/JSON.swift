/// A JSON value whose objects keep the order they were written in.
///
/// Everything Vouch prints or stores as JSON is made through this type, so the same value always
/// gives the same bytes.
public enum JSON: Hashable, Sendable {
  /// Nothing.
  case null
  /// True or false.
  case bool(Bool)
  /// A whole number; the documents know no others.
  case integer(Int64)
  /// A text.
  case string(String)
  /// A list.
  case array([JSON])
  /// Members in the order in which they are written.
  case object([Member])

  /// One key of an object with its value.
  public struct Member: Hashable, Sendable {
    /// The key, camelCase in every document of the contract.
    public let key: String
    /// The value.
    public let value: JSON

    /// A member of an object.
    public init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// The value of the first member called `key`; nil for other values and unknown keys.
  public subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral
{
  /// A text written in code.
  public init(stringLiteral value: String) { self = .string(value) }

  /// A whole number written in code.
  public init(integerLiteral value: Int64) { self = .integer(value) }

  /// True or false written in code.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// A list written in code.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }

  /// Null written in code.
  public init(nilLiteral: ()) { self = .null }

  /// An object written in code; its members keep their order.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}

extension JSON {
  /// The string, or null where there is none.
  public static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

  /// The number, or null where there is none.
  public static func optional(_ number: Int?) -> JSON { number.map(JSON.int) ?? .null }

  /// A whole number.
  public static func int(_ number: Int) -> JSON { .integer(Int64(number)) }

  /// A list of strings.
  public static func strings(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

  /// A list of strings in whatever holds them; for a list, the other one looks nothing up first.
  public static func strings(_ texts: some Sequence<String>) -> JSON { .strings(Array(texts)) }

  /// The value as text: on one line where `indent` is nil, else each member on its own line, as it
  /// stands in a document `depth` levels deep.
  public func text(indent: Int? = nil, depth: Int = 0) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(256)
    write(into: &out, indent: indent, depth: depth)
    return String(decoding: out, as: UTF8.self)
  }

  private func write(into out: inout [UInt8], indent: Int?, depth: Int) {
    switch self {
    case .null: Self.write(literal: "null", into: &out)
    case .bool(let value): Self.write(literal: value ? "true" : "false", into: &out)
    case .integer(let value):
      var digits = String(value)
      digits.withUTF8 { out += $0 }
    case .string(let value): Self.write(value, into: &out)
    case .array(let elements):
      out.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        Self.newline(into: &out, indent, depth + 1)
        element.write(into: &out, indent: indent, depth: depth + 1)
      }
      if !elements.isEmpty { Self.newline(into: &out, indent, depth) }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        Self.newline(into: &out, indent, depth + 1)
        Self.write(member.key, into: &out)
        out.append(UInt8(ascii: ":"))
        if indent != nil { out.append(UInt8(ascii: " ")) }
        member.value.write(into: &out, indent: indent, depth: depth + 1)
      }
      if !members.isEmpty { Self.newline(into: &out, indent, depth) }
      out.append(UInt8(ascii: "}"))
    }
  }

  private static func write(literal: StaticString, into out: inout [UInt8]) {
    literal.withUTF8Buffer { out += $0 }
  }

  private static func newline(into out: inout [UInt8], _ indent: Int?, _ depth: Int) {
    guard let indent else { return }
    out.append(UInt8(ascii: "\n"))
    out += repeatElement(UInt8(ascii: " "), count: indent * depth)
  }

  static func write(_ text: String, into out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    defer { out.append(UInt8(ascii: "\"")) }
    var text = text
    text.withUTF8 { bytes in
      // What needs no escape goes over in one piece.
      var start = 0
      while true {
        let end = plainEnd(of: bytes, from: start)
        out += UnsafeBufferPointer(rebasing: bytes[start..<end])
        guard end < bytes.count else { return }
        escape(bytes[end], into: &out)
        start = end + 1
      }
    }
  }

  /// Where in `bytes` the next one that needs an escape stands, from `start` on; their end where
  /// none does.
  private static func plainEnd(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = start
    while index + 8 <= raw.count,
      !mayNeedEscape(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    {
      index += 8
    }
    while index < bytes.count, !needsEscape(bytes[index]) { index += 1 }
    return index
  }

  /// False where none of eight bytes needs an escape.
  @inline(__always)
  private static func mayNeedEscape(_ eight: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = eight ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let slashes = eight ^ (ones &* UInt64(UInt8(ascii: "\\")))
    // A byte that is too small borrows from its highest bit.
    let small = (eight &- (ones &* 0x20)) & ~eight
    let found = small | ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes)
    return found & (ones &* 0x80) != 0
  }

  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func escape(_ byte: UInt8, into out: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): write(literal: #"\""#, into: &out)
    case UInt8(ascii: "\\"): write(literal: #"\\"#, into: &out)
    case 0x0A: write(literal: #"\n"#, into: &out)
    case 0x0D: write(literal: #"\r"#, into: &out)
    case 0x09: write(literal: #"\t"#, into: &out)
    case 0..<0x20:
      let hex = String(byte, radix: 16)
      out += (hex.utf8.count == 1 ? "\\u000" : "\\u00").utf8
      out += hex.utf8
    default: out.append(byte)
    }
  }
}
