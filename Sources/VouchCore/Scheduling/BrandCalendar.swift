/// When a brand posts: its slots, quiet hours, days off and cadence, in its own zone.
public struct BrandCalendar: Sendable, Equatable {
  /// The zone in which all wall times are read.
  public var zone: BrandZone
  /// The wall times at which a channel posts, by weekday, kept rising and each once.
  ///
  /// A channel without an entry may post at any minute that is not quiet. A slot at `24:00` becomes
  /// one at `00:00` of the next weekday.
  public var slots: [Channel: [Weekday: [WallTime]]] {
    didSet { slots = slots.mapValues(Self.inOrder) }
  }
  /// When nothing goes out, by weekday; entries do not wrap past midnight.
  public var quiet: [Weekday: [QuietHours]]
  /// Days on which nothing goes out, both ends included.
  public var daysOff: [ClosedRange<CivilDate>]
  /// How often each channel may post.
  public var cadence: [Channel: Cadence]
  /// The most missions on one brand-local day; nil for no bound.
  public var missionsPerDay: Int?
  /// What becomes of a post whose instant has passed.
  public var late: LatePosts

  /// A calendar in which every minute is free.
  public init(
    zone: BrandZone,
    slots: [Channel: [Weekday: [WallTime]]] = [:],
    quiet: [Weekday: [QuietHours]] = [:],
    daysOff: [ClosedRange<CivilDate>] = [],
    cadence: [Channel: Cadence] = [:],
    missionsPerDay: Int? = nil,
    late: LatePosts = LatePosts()
  ) {
    self.zone = zone
    self.slots = slots.mapValues(Self.inOrder)
    self.quiet = quiet
    self.daysOff = daysOff
    self.cadence = cadence
    self.missionsPerDay = missionsPerDay
    self.late = late
  }

  /// True where nothing goes out on `date`.
  public func isOff(_ date: CivilDate) -> Bool {
    daysOff.contains { $0.contains(date) }
  }

  /// The quiet hours that hold the wall time `local`; nil where it is not quiet.
  public func quietHours(at local: LocalTime) -> QuietHours? {
    let minute = local.secondOfDay / 60
    return quiet[local.date.weekday]?.first {
      $0.start.minutes <= minute && minute < $0.end.minutes
    }
  }

  private static func inOrder(_ week: [Weekday: [WallTime]]) -> [Weekday: [WallTime]] {
    var sets: [Weekday: Set<WallTime>] = [:]
    for (weekday, times) in week {
      for time in times {
        if time == .endOfDay {
          sets[weekday.next, default: []].insert(.midnight)
        } else {
          sets[weekday, default: []].insert(time)
        }
      }
    }
    return sets.mapValues { $0.sorted() }
  }
}

/// A stretch of one day in which nothing goes out.
public struct QuietHours: Hashable, Sendable {
  /// The first quiet minute.
  public let start: WallTime
  /// The first minute that is not quiet any more; `24:00` for the end of the day.
  public let end: WallTime

  /// From `start` up to, not including, `end`, on one day.
  public init(start: WallTime, end: WallTime) {
    self.start = start
    self.end = end
  }
}

/// How often a channel may post.
public struct Cadence: Hashable, Sendable {
  /// The most posts on one brand-local day; nil for no bound.
  public var perDay: Int?
  /// The least time between two posts; nil for no bound.
  public var minGap: TimeSpan?

  /// A cadence; without bounds unless told otherwise.
  public init(perDay: Int? = nil, minGap: TimeSpan? = nil) {
    self.perDay = perDay
    self.minGap = minGap
  }
}

/// What becomes of a post whose instant has passed unsent.
public struct LatePosts: Hashable, Sendable {
  /// What happens after the grace.
  public enum Then: String, Hashable, Sendable, CaseIterable {
    /// It moves to the next slot inside its window.
    case nextSlot = "next-slot"
    /// It waits for the owner.
    case ask
  }

  /// How late a post may still go out.
  public var grace: TimeSpan
  /// What happens after that.
  public var then: Then

  /// Half an hour, then the next slot, unless told otherwise.
  public init(grace: TimeSpan = .minutes(30), then: Then = .nextSlot) {
    self.grace = grace
    self.then = then
  }
}
