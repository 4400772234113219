/// A time of day as a clock on the wall shows it, to the minute.
public struct WallTime: Hashable, Comparable, Sendable {
  /// Minutes since midnight, 0–1440; 1440 is the end of the day, `24:00`.
  public let minutes: Int

  /// A time that many minutes after midnight; nil outside 0–1440.
  public init?(minutes: Int) {
    guard (0...1440).contains(minutes) else { return nil }
    self.minutes = minutes
  }

  /// Reads `9:30`, `09:30` or `24:00`; nil for anything else.
  public init?(parsing text: some StringProtocol) {
    let parts = Substring(text).split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      let hour = digits(parts[0]), let minute = digits(parts[1]), minute < 60
    else { return nil }
    self.init(minutes: hour * 60 + minute)
  }

  /// Orders the two; the smaller comes first.
  public static func < (left: WallTime, right: WallTime) -> Bool { left.minutes < right.minutes }
}

extension WallTime: CustomStringConvertible {
  /// `09:30`.
  public var description: String { "\(padded(minutes / 60, to: 2)):\(padded(minutes % 60, to: 2))" }
}

/// A date and time of day without a zone: what a person writes when they mean "here".
public struct LocalTime: Hashable, Comparable, Sendable {
  /// The day.
  public let date: CivilDate
  /// Seconds since midnight as the wall clock counts them, 0–86399.
  public let secondOfDay: Int

  /// A local time; `secondOfDay` is kept within the day.
  public init(date: CivilDate, secondOfDay: Int) {
    self.date = date
    self.secondOfDay = min(max(secondOfDay, 0), 86_399)
  }

  /// The given minute of the given day.
  public init(date: CivilDate, time: WallTime) {
    if time.minutes == 1440 {
      self.init(date: date.advanced(by: 1), secondOfDay: 0)
    } else {
      self.init(date: date, secondOfDay: time.minutes * 60)
    }
  }

  /// Seconds from 1970-01-01T00:00 to this time on one and the same clock.
  var secondsAsIfUTC: Int64 { Int64(date.dayNumber) * 86_400 + Int64(secondOfDay) }

  /// The time of day, cut to the minute.
  public var time: WallTime { WallTime(minutes: secondOfDay / 60) ?? WallTime.midnight }

  /// Orders the two; the smaller comes first.
  public static func < (left: LocalTime, right: LocalTime) -> Bool {
    (left.date, left.secondOfDay) < (right.date, right.secondOfDay)
  }
}

extension WallTime {
  /// `00:00`.
  public static let midnight = WallTime(clamping: 0)

  /// `24:00`.
  static let endOfDay = WallTime(clamping: 1440)

  private init(clamping minutes: Int) { self.minutes = min(max(minutes, 0), 1440) }
}

extension LocalTime: CustomStringConvertible {
  /// `2026-12-01 09:30`, to the minute.
  public var description: String { "\(date) \(time)" }
}

/// `number` in decimal, padded with zeros on the left to `width` digits.
func padded(_ number: Int, to width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

/// The number written by ASCII digits alone; nil for signs, spaces and empty text.
///
/// Of one type: for any text, the runtime would look up what kind of text it is.
func digits(_ text: Substring) -> Int? {
  guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
  else { return nil }
  return Int(text)
}
