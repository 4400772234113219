/// A time as it stands in a draft, a policy or on the command line, before a zone is applied.
///
/// Accepted spellings: `2026-12-01`, `2026-12-01T09:00`, `2026-12-01 09:00`, either with seconds,
/// fractions of a second (cut to milliseconds), and either with `Z` or an offset `+hh:mm` of at
/// most 18 hours. Instants outside ``Instant/representable`` are refused.
public struct TimeText: Hashable, Sendable {
  /// The day.
  public let date: CivilDate
  /// Seconds since midnight; nil where only a day was written.
  public let secondOfDay: Int?
  /// Milliseconds beyond the second, 0–999.
  public let millisecond: Int
  /// Seconds ahead of UTC; nil where the time was written without an offset.
  public let offset: Int?

  /// Reads one of the accepted spellings; nil for anything else.
  public init?(parsing text: String) {
    var text = text
    guard let time = text.withUTF8({ TimeText(parsing: $0) }) else { return nil }
    self = time
  }

  /// Reads one of the accepted spellings in ASCII; nil for anything else.
  public init?(parsing bytes: UnsafeBufferPointer<UInt8>) {
    var reader = ASCIIReader(bytes: bytes)
    guard let year = reader.number(digits: 4), reader.take("-"),
      let month = reader.number(digits: 2), reader.take("-"),
      let day = reader.number(digits: 2),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    self.date = date
    if reader.isAtEnd {
      (secondOfDay, millisecond, offset) = (nil, 0, nil)
      return
    }
    guard reader.take("T") || reader.take("t") || reader.take(" "),
      let hour = reader.number(digits: 2), hour < 24, reader.take(":"),
      let minute = reader.number(digits: 2), minute < 60
    else { return nil }
    var second = 0
    var millisecond = 0
    if reader.take(":") {
      guard let written = reader.number(digits: 2), written < 60 else { return nil }
      second = written
      if reader.take(".") {
        guard let fraction = reader.milliseconds() else { return nil }
        millisecond = fraction
      }
    }
    self.secondOfDay = hour * 3600 + minute * 60 + second
    self.millisecond = millisecond
    if reader.isAtEnd {
      self.offset = nil
      return
    }
    guard let offset = reader.offset(), reader.isAtEnd else { return nil }
    self.offset = offset
    if let instant, !Instant.representable.contains(instant) { return nil }
  }

  /// The local time that was written; midnight where only a day was.
  public var local: LocalTime { LocalTime(date: date, secondOfDay: secondOfDay ?? 0) }

  /// The instant meant, where the text carries an offset of its own.
  public var instant: Instant? {
    guard let offset, let secondOfDay else { return nil }
    let seconds = Int64(date.dayNumber) * 86_400 + Int64(secondOfDay) - Int64(offset)
    return Instant(milliseconds: seconds * 1000 + Int64(millisecond))
  }
}

/// Takes a text apart byte by byte: as `Character`s, a `T` under an accent would not be a `T`,
/// and as prefixes of a `String` the accent would go unseen.
private struct ASCIIReader {
  let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    guard !isAtEnd, bytes[index] == UInt8(ascii: wanted) else { return false }
    index += 1
    return true
  }

  mutating func number(digits count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = takeDigit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// The digits of a fraction of a second, at least one, cut after the third.
  mutating func milliseconds() -> Int? {
    var value = 0
    var count = 0
    while let digit = takeDigit() {
      if count < 3 { value = value * 10 + digit }
      count += 1
    }
    switch count {
    case 0: return nil
    case 1: return value * 100
    case 2: return value * 10
    default: return value
    }
  }

  /// Seconds ahead of UTC, from `Z` or `+hh:mm`.
  mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let isAhead = take("+")
    guard isAhead || take("-"), let hours = number(digits: 2), hours <= 18, take(":"),
      let minutes = number(digits: 2), minutes < 60
    else { return nil }
    let seconds = (hours * 60 + minutes) * 60
    return isAhead ? seconds : -seconds
  }

  private mutating func takeDigit() -> Int? {
    guard !isAtEnd, (0x30...0x39).contains(bytes[index]) else { return nil }
    defer { index += 1 }
    return Int(bytes[index] - 0x30)
  }
}
