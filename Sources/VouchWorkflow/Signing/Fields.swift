import VouchCore

/// Bytes that can be read in one way only: a list of fields, each with its length before it.
///
/// A field is its length in bytes as a decimal number, a colon, and the bytes. The first field is
/// a domain tag such as `vouch.decision/1`, so that what was made for one purpose is worthless for
/// every other. `docs/signatures.md` describes the layouts.
struct FieldWriter {
  private(set) var bytes: [UInt8] = []

  /// Fields for the purpose that `domain` names, which are some `room` bytes long.
  init(_ domain: String, room: Int = 256) {
    bytes.reserveCapacity(room)
    add(domain)
  }

  mutating func add(_ field: [UInt8]) {
    begin(field.count)
    bytes += field
  }

  mutating func add(_ text: String) {
    begin(text.utf8.count)
    bytes += text.utf8
  }

  /// The length of the field that comes next.
  private mutating func begin(_ length: Int) {
    bytes += String(length).utf8
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func add(_ number: Int) { add(String(number)) }

  /// Milliseconds since 1970, UTC; nothing where there is no instant.
  mutating func add(_ instant: Instant?) { add(instant.map { String($0.milliseconds) } ?? "") }

  /// The number of texts, then each of them.
  mutating func add(_ texts: [String]) {
    add(texts.count)
    for text in texts { add(text) }
  }

  /// A list of none or one: nothing and an empty text are not the same.
  mutating func add(optional text: String?) { add(text.map { [$0] } ?? []) }

  mutating func add(_ head: LedgerHead) {
    add(head.sequence)
    add(head.digest)
  }
}

/// Reads back what a ``FieldWriter`` wrote, and nothing else.
struct FieldReader {
  /// The bytes are no fields, or not those that were expected.
  struct Mismatch: Error {}

  private let bytes: [UInt8]
  private var index = 0

  /// - Throws: ``Mismatch`` where the bytes were not made for `domain`.
  init(_ bytes: [UInt8], domain: String) throws {
    self.bytes = bytes
    guard try text() == domain else { throw Mismatch() }
  }

  mutating func text() throws -> String {
    let digits = bytes[index...].prefix { $0 != UInt8(ascii: ":") }
    // Read back as written: one number has one spelling.
    guard digits.count <= 9, index + digits.count < bytes.count,
      let length = Int(String(decoding: digits, as: UTF8.self)),
      String(length).utf8.elementsEqual(digits), length >= 0
    else { throw Mismatch() }
    let start = index + digits.count + 1
    guard length <= bytes.count - start else { throw Mismatch() }
    index = start + length
    guard let text = String(validating: bytes[start..<index], as: UTF8.self) else {
      throw Mismatch()
    }
    return text
  }

  mutating func number() throws -> Int {
    let text = try text()
    guard let number = Int(text), String(number) == text else { throw Mismatch() }
    return number
  }

  mutating func instant() throws -> Instant {
    guard let instant = try optionalInstant() else { throw Mismatch() }
    return instant
  }

  mutating func optionalInstant() throws -> Instant? {
    let text = try text()
    if text.isEmpty { return nil }
    guard let number = Int64(text), String(number) == text else { throw Mismatch() }
    return Instant(milliseconds: number)
  }

  mutating func list<Element>(_ read: (inout FieldReader) throws -> Element) throws -> [Element] {
    let count = try number()
    guard count >= 0, count <= bytes.count else { throw Mismatch() }
    return try (0..<count).map { _ in try read(&self) }
  }

  mutating func head() throws -> LedgerHead {
    LedgerHead(sequence: try number(), digest: try text())
  }

  /// - Throws: ``Mismatch`` where there is more to read.
  func end() throws {
    guard index == bytes.count else { throw Mismatch() }
  }
}
