/// Writes JSON on one line as it comes, for what is written by the thousand: the same bytes as
/// ``JSON/text(indent:depth:)`` gives, without a value for each of its parts.
///
/// A member that has no value is left out.
public struct JSONWriter {
  private var bytes: [UInt8] = []
  private var followsValue = false

  /// A writer that has written nothing yet, and will write some `room` bytes.
  public init(room: Int) { bytes.reserveCapacity(room) }

  /// What was written.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// An object, whose members `body` writes.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    begin(UInt8(ascii: "{"))
    body(&self)
    end(UInt8(ascii: "}"))
  }

  /// A member of an object: a text.
  public mutating func value(_ text: String?, for key: StaticString) {
    guard let text else { return }
    write(key)
    value(text)
  }

  /// A member of an object: a whole number.
  public mutating func value(_ number: Int64?, for key: StaticString) {
    guard let number else { return }
    write(key)
    value(number)
  }

  /// A member of an object: a list of texts.
  public mutating func strings(_ texts: [String], for key: StaticString) {
    array(texts, for: key) { $0.value($1) }
  }

  /// A member of an object: an array, with what `write` writes of each element.
  public mutating func array<Element>(
    _ elements: [Element],
    for key: StaticString,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    self.write(key)
    begin(UInt8(ascii: "["))
    for element in elements { write(&self, element) }
    end(UInt8(ascii: "]"))
  }

  /// An element of an array: a text.
  public mutating func value(_ text: String) {
    separate()
    JSON.write(text, into: &bytes)
    followsValue = true
  }

  /// An element of an array: a whole number.
  public mutating func value(_ number: Int64) {
    separate()
    bytes += String(number).utf8
    followsValue = true
  }

  /// The key of the value that comes next; none of ours needs escapes.
  private mutating func write(_ key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes += $0 }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    followsValue = false
  }

  private mutating func separate() {
    if followsValue { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func begin(_ mark: UInt8) {
    separate()
    bytes.append(mark)
    followsValue = false
  }

  private mutating func end(_ mark: UInt8) {
    bytes.append(mark)
    followsValue = true
  }
}

@available(*, unavailable, message: "it is written to by one thread")
extension JSONWriter: Sendable {}
