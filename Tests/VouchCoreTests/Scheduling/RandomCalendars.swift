import Testing
import VouchCore

/// Makes up calendars and requests whose days lie around changes of the clocks.
struct RandomCalendars {
  var random: Seeded

  static let channels = [Channel.x, .linkedin, .blog]

  /// Zones with a day near which their clocks were moved.
  static let changes = [
    ("America/New_York", "2026-03-08"), ("America/New_York", "2026-11-01"),
    ("Europe/London", "2026-10-25"), ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"), ("Asia/Beirut", "2026-03-29"),
    ("Asia/Beirut", "2026-10-25"), ("America/Santiago", "2026-09-06"),
    ("America/Santiago", "2026-04-05"), ("America/St_Johns", "2010-11-07"),
    ("Pacific/Apia", "2011-12-30"), ("Africa/Casablanca", "2026-02-15"),
    ("Asia/Tokyo", "2026-07-01"),
  ]

  /// A calendar for `zone`; where `isDense`, channels have no slots and any minute may do.
  mutating func calendar(zone: BrandZone, isDense: Bool) throws -> BrandCalendar {
    var calendar = BrandCalendar(zone: zone)
    for channel in Self.channels {
      if !isDense {
        var week: [Weekday: [WallTime]] = [:]
        for weekday in Weekday.allCases where !random.once(in: 4) {
          // Out of order, twice, in the small hours and at 24:00: a calendar takes them all.
          week[weekday] = try (0..<random.pick(0...4)).map { _ in try time() }
        }
        calendar.slots[channel] = week
      }
      let gap = [0, 1, 45, 90, 240, 1500][random.pick(0...5)]
      calendar.cadence[channel] = Cadence(
        perDay: random.once(in: 3) ? nil : random.pick(0...3),
        minGap: gap == 0 ? nil : .minutes(gap)
      )
    }
    for weekday in Weekday.allCases {
      calendar.quiet[weekday] = try (0..<random.pick(0...2)).map { _ in
        let (one, other) = (try time(), try time())
        return QuietHours(start: min(one, other), end: max(one, other))
      }
    }
    calendar.missionsPerDay = random.once(in: 2) ? nil : random.pick(0...2)
    return calendar
  }

  /// A request with a window of a few days that starts near `now`.
  mutating func request(now: Instant, submission: Int) throws -> PlanRequest {
    let start = now + .minutes(random.pick(-1000...2000))
    let end = max(start, now) + .minutes(random.pick(1...4000))
    return PlanRequest(
      channel: try random.pick(Self.channels),
      window: Window(start: random.once(in: 2) ? nil : start, end: end),
      isMission: random.once(in: 3),
      submission: random.once(in: 5) ? nil : submission,
      now: now
    )
  }

  /// An instant within two days of noon UTC on `date`, seldom on a whole minute.
  mutating func instant(near date: String) throws -> Instant {
    let noon = Int64(try day(date).dayNumber) * 86_400 + 43_200
    let seconds = Int64(random.pick(-172_800...172_800))
    let milliseconds = Int64(random.once(in: 3) ? 0 : random.pick(0...999))
    let instant = Instant(milliseconds: (noon + seconds) * 1000 + milliseconds)
    return random.once(in: 3) ? instant.minute : instant
  }

  private mutating func time() throws -> WallTime {
    let minutes = [0, 15, 60, 90, 120, 150, 180, 600, 735, 1380, 1410, 1440, random.pick(0...1440)]
    return try #require(WallTime(minutes: try random.pick(minutes)))
  }
}
