import Testing
import VouchCore

@Suite struct BrandZoneTests {
  @Test(arguments: [
    "EST", "EDT", "GMT", "Z", "", "/", "Foo/Bar", "america/new_york", "America/New_York ",
    "America/NewYork", "../etc/localtime", "/etc/localtime", "Europe/../Europe/London", "+05:00",
  ])
  func refusesWhatIsNoNameOfAPlace(name: String) {
    #expect(BrandZone(identifier: name) == nil)
  }

  @Test func zonesAreTheSameWhereTheirNamesAre() throws {
    #expect(try zone("Europe/London") == zone("Europe/London"))
    #expect(try zone("Europe/London") != zone("Europe/Dublin"))
    #expect(try zone("UTC") == BrandZone.utc)
    #expect(try Set([zone("Europe/London"), zone("Europe/London")]).count == 1)
  }

  @Test(arguments: [
    ("America/New_York", "2026-03-08 02:30", "2026-03-08T07:30:00Z"),
    ("Europe/London", "2026-03-29 01:00", "2026-03-29T01:00:00Z"),
    ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03T15:45:00Z"),
    ("Africa/Casablanca", "2026-03-22 02:30", "2026-03-22T02:30:00Z"),
    ("Asia/Beirut", "2026-03-29 00:30", "2026-03-28T22:30:00Z"),
    ("America/Santiago", "2026-09-06 00:00", "2026-09-06T04:00:00Z"),
    ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30T22:00:00Z"),
  ])
  func seesTheTimesThatClocksJumpOver(name: String, written: String, next: String) throws {
    #expect(try zone(name).resolve(local(written)) == .gap(next: instant(next)))
  }

  @Test(arguments: [
    ("America/New_York", "2026-11-01 01:30", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"),
    ("Europe/London", "2026-10-25 01:00", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"),
    ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"),
    ("Africa/Casablanca", "2026-02-15 02:30", "2026-02-15T01:30:00Z", "2026-02-15T02:30:00Z"),
    ("Asia/Beirut", "2026-10-24 23:30", "2026-10-24T20:30:00Z", "2026-10-24T21:30:00Z"),
    ("America/Santiago", "2026-04-04 23:00", "2026-04-05T02:00:00Z", "2026-04-05T03:00:00Z"),
    ("America/Havana", "2026-11-01 00:30", "2026-11-01T04:30:00Z", "2026-11-01T05:30:00Z"),
  ])
  func seesTheTimesThatClocksShowTwice(
    name: String,
    written: String,
    earlier: String,
    later: String
  ) throws {
    let expected = try LocalResolution.overlap(earlier: instant(earlier), later: instant(later))
    #expect(try zone(name).resolve(local(written)) == expected)
  }

  @Test(arguments: [
    ("America/New_York", "2026-03-08 01:59:59", "2026-03-08T06:59:59Z"),
    ("America/New_York", "2026-03-08 03:00", "2026-03-08T07:00:00Z"),
    ("America/New_York", "2026-11-01 00:59:59", "2026-11-01T04:59:59Z"),
    ("America/New_York", "2026-11-01 02:00", "2026-11-01T07:00:00Z"),
    ("Pacific/Apia", "2011-12-29 23:59", "2011-12-30T09:59:00Z"),
    ("Pacific/Apia", "2011-12-31 00:00", "2011-12-30T10:00:00Z"),
    ("Asia/Kathmandu", "2026-06-01 00:00", "2026-05-31T18:15:00Z"),
    ("UTC", "2026-06-01 00:00", "2026-06-01T00:00:00Z"),
  ])
  func seesTheTimesAroundThem(name: String, written: String, expected: String) throws {
    #expect(try zone(name).resolve(local(written)) == .unique(instant(expected)))
  }

  @Test(arguments: [
    ("America/New_York", "2026-03-08", "2026-03-08T05:00:00Z"),
    ("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z"),
    ("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z"),
    ("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"),
    // Newfoundland put its clocks back at a minute past midnight.
    ("America/St_Johns", "2010-11-07", "2010-11-07T02:30:00Z"),
    // Samoa had no 30 December: the next day that exists begins instead.
    ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
    ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
  ])
  func daysBeginWhereTheClocksLand(name: String, date: String, expected: String) throws {
    #expect(utc(try zone(name).startOfDay(day(date))) == expected)
  }

  @Test(arguments: [
    ("America/New_York", "2026-12-02T17:15:00Z", "2026-12-02T12:15:00-05:00"),
    ("America/New_York", "2026-07-02T17:15:09Z", "2026-07-02T13:15:09-04:00"),
    ("Asia/Kathmandu", "2026-12-02T17:15:00Z", "2026-12-02T23:00:00+05:45"),
    ("Europe/London", "2026-12-02T17:15:00Z", "2026-12-02T17:15:00+00:00"),
    ("UTC", "2026-12-02T17:15:00.999Z", "2026-12-02T17:15:00Z"),
    // Until 1972 Liberia was 44 minutes and 30 seconds behind; RFC 3339 knows no seconds there.
    ("Africa/Monrovia", "1971-01-01T12:00:00Z", "1971-01-01T11:16:00-00:44"),
  ])
  func writesInstants(name: String, written: String, expected: String) throws {
    #expect(try zone(name).format(instant(written)) == expected)
  }

  private static let zones = [
    "America/New_York", "Europe/London", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Beirut",
    "America/Santiago", "Pacific/Apia", "America/St_Johns", "America/Havana", "Asia/Kathmandu",
    "Africa/Monrovia", "Pacific/Kiritimati", "Antarctica/Troll", "America/Caracas", "Asia/Gaza",
  ]

  @Test(arguments: zones) func whatTheClockShowsLeadsBackToTheInstant(name: String) throws {
    let zone = try zone(name)
    let seed = UInt64(20_261_121)
    var random = Seeded(seed)
    for _ in 0..<5000 {
      let instant = Instant(seconds: Int64(random.pick(0...2_500_000_000)))
      let local = zone.local(instant)
      let leadsBack =
        switch zone.resolve(local) {
        case .unique(let only): only == instant
        case .overlap(let earlier, let later):
          earlier < later && (earlier == instant || later == instant)
            && zone.local(earlier) == local && zone.local(later) == local
        case .gap: false
        }
      #expect(leadsBack, "\(name), \(utc(instant)), seed \(seed)")
      #expect(
        TimeText(parsing: zone.format(instant))?.instant == instant,
        "\(name), \(utc(instant)), seed \(seed)"
      )
    }
  }

  @Test(arguments: zones, [2010, 2011, 2026])
  func everyQuarterOfAYearResolvesAsTheClockRuns(name: String, year: Int) throws {
    let zone = try zone(name)
    let first = try #require(CivilDate(year: year, month: 1, day: 1))
    try expectAgreement(in: zone, days: first.dayNumber...(first.dayNumber + 365), step: 15)
  }

  @Test(arguments: [
    ("America/New_York", "2026-03-08"), ("America/New_York", "2026-11-01"),
    ("Australia/Lord_Howe", "2026-04-05"), ("Australia/Lord_Howe", "2026-10-04"),
    ("Asia/Beirut", "2026-03-29"), ("Asia/Beirut", "2026-10-25"),
    ("America/St_Johns", "2010-11-07"), ("Pacific/Apia", "2011-12-30"),
    ("Africa/Casablanca", "2026-02-15"), ("Antarctica/Troll", "2026-03-29"),
  ])
  func everyMinuteAroundAChangeResolvesAsTheClockRuns(name: String, date: String) throws {
    let middle = try day(date).dayNumber
    try expectAgreement(in: zone(name), days: (middle - 1)...(middle + 1), step: 1)
  }

  /// Lets the clock run through `days` and compares what it showed with what times resolve to.
  private func expectAgreement(in zone: BrandZone, days: ClosedRange<Int>, step: Int) throws {
    var shown: [LocalTime: [Instant]] = [:]
    var instant = Instant(seconds: Int64(days.lowerBound - 2) * 86_400)
    let end = Instant(seconds: Int64(days.upperBound + 3) * 86_400)
    while instant < end {
      shown[zone.local(instant), default: []].append(instant)
      instant = instant + .minutes(step)
    }
    for number in days {
      for minute in stride(from: 0, to: 1440, by: step) {
        let local = LocalTime(date: CivilDate(dayNumber: number), secondOfDay: minute * 60)
        let found =
          switch zone.resolve(local) {
          case .unique(let only): [only]
          case .overlap(let earlier, let later): [earlier, later]
          case .gap: [Instant]()
          }
        guard found == shown[local] ?? [] else {
          Issue.record("\(zone.identifier), \(local): \(found.map(utc))")
          return
        }
      }
    }
  }
}
