import Foundation

/// The time zone in which a brand lives and its policy's times are read.
///
/// Offsets come from the system; gaps and overlaps are resolved here, because a post that lands
/// an hour off is a promise broken.
public struct BrandZone: Hashable, Sendable {
  /// The IANA name, such as `America/New_York`.
  public let identifier: String
  private let zone: TimeZone

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
    let seconds = Int(instant.seconds) + offset(at: instant)
    let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    return LocalTime(date: CivilDate(dayNumber: day), secondOfDay: seconds - day * 86_400)
  }

  /// The instants at which the wall clock shows `local`.
  public func resolve(_ local: LocalTime) -> LocalResolution {
    let naive = Int64(local.date.dayNumber) * 86_400 + Int64(local.secondOfDay)
    // No zone moves its clocks twice within a day, so the offsets a day before and a day after
    // are the only two that can apply.
    let before = offset(at: Instant(seconds: naive - 86_400))
    let after = offset(at: Instant(seconds: naive + 86_400))
    let candidates = Set([before, after]).map { Instant(seconds: naive - Int64($0)) }
    let hits = candidates.filter { self.local($0) == local }.sorted()
    switch hits.count {
    case 0:
      // The clocks jumped over this time: it would have been at the later of the two readings.
      return .gap(next: Instant(seconds: naive - Int64(min(before, after))))
    case 1: return .unique(hits[0])
    default: return .overlap(earlier: hits[0], later: hits[1])
    }
  }

  /// The first instant of `date` in this zone, also where its midnight falls into a gap.
  public func startOfDay(_ date: CivilDate) -> Instant {
    switch resolve(LocalTime(date: date, secondOfDay: 0)) {
    case .unique(let instant), .overlap(let instant, _): return instant
    case .gap:
      // The day begins where the clocks land: the first minute of the day that exists.
      for minute in 1..<1440 {
        if case .unique(let instant) = resolve(LocalTime(date: date, secondOfDay: minute * 60)) {
          return instant
        }
      }
      return Instant(seconds: Int64(date.dayNumber) * 86_400)
    }
  }

  /// RFC 3339 with this zone's offset, whole seconds: `2026-12-02T12:15:00-05:00`.
  public func format(_ instant: Instant) -> String {
    let local = local(instant)
    let offset = offset(at: instant)
    let magnitude = abs(offset) / 60
    let sign = offset < 0 ? "-" : "+"
    let zone =
      offset == 0 && identifier == "UTC"
      ? "Z" : "\(sign)\(padded(magnitude / 60, to: 2)):\(padded(magnitude % 60, to: 2))"
    let second = local.secondOfDay
    return "\(local.date)T\(padded(second / 3600, to: 2)):\(padded(second / 60 % 60, to: 2))"
      + ":\(padded(second % 60, to: 2))\(zone)"
  }

  public static func == (left: BrandZone, right: BrandZone) -> Bool {
    left.identifier == right.identifier
  }

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
