import Foundation

/// The time zone in which a brand lives and its policy's times are read.
///
/// Offsets come from the system; gaps and overlaps are resolved here, because a post that lands
/// an hour off is a promise broken.
public struct BrandZone: Hashable, Sendable {
  /// The IANA name, such as `America/New_York`.
  public let identifier: String
  private let zone: TimeZone
  let steadyOffsets = SteadyOffsets()

  /// The zone of that IANA name; nil where the system knows none.
  ///
  /// Abbreviations such as `EST` are refused: several zones share them.
  public init?(identifier: String) {
    guard identifier == "UTC" || identifier.contains("/"),
      let zone = TimeZone(identifier: identifier)
    else { return nil }
    self.identifier = identifier
    self.zone = zone
  }

  /// Coordinated universal time.
  public static let utc = BrandZone(identifier: "UTC", zone: .gmt)

  private init(identifier: String, zone: TimeZone) {
    self.identifier = identifier
    self.zone = zone
  }

  /// Seconds that local time is ahead of UTC at `instant`.
  public func offset(at instant: Instant) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds)))
  }

  /// What the wall clock shows at `instant`, cut to the second.
  public func local(_ instant: Instant) -> LocalTime {
    let (date, second) =
      CivilDate.split(secondsSinceEpoch: Int(instant.seconds) + offset(at: instant))
    return LocalTime(date: date, secondOfDay: second)
  }

  /// The instants at which the wall clock shows `local`.
  public func resolve(_ local: LocalTime) -> LocalResolution {
    let naive = local.secondsAsIfUTC
    // Since 1970 no zone has moved its clocks twice within a week, so the offsets a day before and
    // a day after are the only two that can apply.
    let before = offset(at: Instant(seconds: naive - 86_400))
    let after = offset(at: Instant(seconds: naive + 86_400))
    let early = Instant(seconds: naive - Int64(max(before, after)))
    if before == after { return .unique(early) }
    let late = Instant(seconds: naive - Int64(min(before, after)))
    return switch (self.local(early) == local, self.local(late) == local) {
    case (true, true): .overlap(earlier: early, later: late)
    case (true, false): .unique(early)
    case (false, true): .unique(late)
    case (false, false): .gap(next: late)
    }
  }

  /// The first instant at which the wall clock shows `local`; where the clocks jump over it, as far
  /// behind the jump as was meant.
  func firstInstant(showing local: LocalTime) -> Instant {
    switch resolve(local) {
    case .unique(let instant), .overlap(let instant, _), .gap(let instant): instant
    }
  }

  /// The first instant of `date` in this zone, also where the clocks jump over its midnight.
  ///
  /// Where they jump over the whole day (a change of the date line), the instant at which they
  /// land, which belongs to the next day.
  public func startOfDay(_ date: CivilDate) -> Instant {
    // Since 1970 no jump has begun before a midnight and ended after it: one that leaves midnight
    // out begins at midnight, so "as far behind the jump as was meant" is where the clocks land.
    firstInstant(showing: LocalTime(date: date, secondOfDay: 0))
  }

  /// RFC 3339 with this zone's offset, whole seconds: `2026-12-02T12:15:00-05:00`.
  ///
  /// Offsets are written in whole minutes, as RFC 3339 has it; where a zone's had seconds (before
  /// 1973), the clock time is the one of the offset written, so that the text names the instant.
  public func format(_ instant: Instant) -> String {
    let offset = offset(at: instant) / 60
    let (date, second) = CivilDate.split(secondsSinceEpoch: Int(instant.seconds) + offset * 60)
    let sign = offset < 0 ? "-" : "+"
    let zone =
      identifier == "UTC"
      ? "Z" : "\(sign)\(padded(abs(offset) / 60, to: 2)):\(padded(abs(offset) % 60, to: 2))"
    return "\(date)T\(padded(second / 3600, to: 2)):\(padded(second / 60 % 60, to: 2))"
      + ":\(padded(second % 60, to: 2))\(zone)"
  }

  /// Two zones are the same where their names are.
  public static func == (left: BrandZone, right: BrandZone) -> Bool {
    left.identifier == right.identifier
  }

  /// Feeds the name to `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(identifier) }
}

/// What a local time means in a zone.
public enum LocalResolution: Hashable, Sendable {
  /// Exactly one instant shows this time.
  case unique(Instant)
  /// The clocks were put back: two instants show this time.
  case overlap(earlier: Instant, later: Instant)
  /// The clocks were put forward over this time; `next` is as far into the day as was meant.
  case gap(next: Instant)
}
