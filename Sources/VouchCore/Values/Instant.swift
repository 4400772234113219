/// A point in time, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Instants are cut to the millisecond where they are read from the clock, so a stored instant
/// equals its reloaded self.
public struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since the epoch, UTC, negative before it.
  public let milliseconds: Int64

  /// Wraps a count of milliseconds since the epoch.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Wraps a count of seconds since the epoch.
  public init(seconds: Int64) {
    self.milliseconds = seconds * 1000
  }

  /// Whole seconds since the epoch, rounded towards the past.
  public var seconds: Int64 {
    let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The start of the UTC minute this instant lies in.
  public var minute: Instant {
    let remainder = ((milliseconds % 60_000) + 60_000) % 60_000
    return Instant(milliseconds: milliseconds - remainder)
  }

  /// The first start of a UTC minute from this instant on.
  var roundedUpToMinute: Instant { minute == self ? self : minute + .minutes(1) }

  /// Orders the two; the smaller comes first.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The instant `span` later.
  public static func + (instant: Instant, span: TimeSpan) -> Instant {
    Instant(milliseconds: instant.milliseconds + span.milliseconds)
  }

  /// The instant `span` earlier.
  public static func - (instant: Instant, span: TimeSpan) -> Instant {
    Instant(milliseconds: instant.milliseconds - span.milliseconds)
  }

  /// The time from `right` to `left`; negative where `left` is earlier.
  public static func - (left: Instant, right: Instant) -> TimeSpan {
    TimeSpan(milliseconds: left.milliseconds - right.milliseconds)
  }

  /// The earliest and latest instants that Vouch reads or plans: years 1970 to 9999.
  public static let representable =
    Instant(milliseconds: 0)...Instant(milliseconds: 253_402_300_799_999)
}
