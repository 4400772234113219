/// A time as it stands in a draft, a policy or on the command line, before a zone is applied.
///
/// Accepted spellings: `2026-12-01`, `2026-12-01T09:00`, `2026-12-01 09:00`, either with seconds,
/// fractions of a second (cut to milliseconds), and either with `Z` or an offset `+hh:mm`.
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
    let scalars = Array(text.utf8)
    guard scalars.count >= 10, let date = CivilDate(parsing: text.prefix(10)) else { return nil }
    self.date = date
    guard scalars.count > 10 else {
      (secondOfDay, millisecond, offset) = (nil, 0, nil)
      return
    }
    guard [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(scalars[10]) else {
      return nil
    }
    var clock = Substring(text.dropFirst(11))
    guard let offset = Self.takeOffset(from: &clock) else { return nil }
    self.offset = offset.seconds
    var fraction = 0
    if let dot = clock.firstIndex(of: ".") {
      let digitsAfter = clock[clock.index(after: dot)...]
      guard let _ = digits(digitsAfter) else { return nil }
      fraction = digits((digitsAfter + "000").prefix(3)) ?? 0
      clock = clock[..<dot]
    }
    self.millisecond = fraction
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || (parts.count == 3 && parts[2].utf8.count == 2),
      parts.allSatisfy({ $0.utf8.count == 2 }),
      let hour = digits(parts[0]), hour < 24, let minute = digits(parts[1]), minute < 60
    else { return nil }
    let second = parts.count == 3 ? digits(parts[2]) : 0
    guard let second, second < 60 else { return nil }
    secondOfDay = hour * 3600 + minute * 60 + second
  }

  /// The local time that was written; midnight where only a day was.
  public var local: LocalTime { LocalTime(date: date, secondOfDay: secondOfDay ?? 0) }

  /// The instant meant, where the text carries an offset of its own.
  public var instant: Instant? {
    guard let offset, let secondOfDay else { return nil }
    let seconds = Int64(date.dayNumber) * 86_400 + Int64(secondOfDay) - Int64(offset)
    return Instant(milliseconds: seconds * 1000 + Int64(millisecond))
  }

  private static func takeOffset(from clock: inout Substring) -> (seconds: Int?, Void)? {
    if clock.hasSuffix("Z") || clock.hasSuffix("z") {
      clock = clock.dropLast()
      return (0, ())
    }
    guard let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return (nil, ()) }
    let parts = clock[clock.index(after: sign)...]
      .split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = digits(parts[0]),
      hour <= 18, let minute = digits(parts[1]), minute < 60
    else { return nil }
    let seconds = (hour * 60 + minute) * 60
    let negative = clock[sign] == "-"
    clock = clock[..<sign]
    return (negative ? -seconds : seconds, ())
  }
}
