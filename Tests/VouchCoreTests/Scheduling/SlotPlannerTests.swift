import Testing
import VouchCore

@Suite struct SlotPlannerTests {
  /// Slots from Tuesday to Thursday at 09:30 and 12:15 in New York, quiet from 18:00 to 09:00.
  private func harbor() throws -> BrandCalendar {
    var calendar = BrandCalendar(zone: try zone("America/New_York"))
    let times = [try wall("09:30"), try wall("12:15")]
    calendar.slots[.linkedin] = [.tuesday: times, .wednesday: times, .thursday: times]
    calendar.cadence[.linkedin] = Cadence(perDay: 1, minGap: .hours(4))
    calendar.cadence[.x] = Cadence(perDay: 3, minGap: .minutes(90))
    for weekday in Weekday.allCases {
      calendar.quiet[weekday] = [
        QuietHours(start: try wall("00:00"), end: try wall("09:00")),
        QuietHours(start: try wall("18:00"), end: try wall("24:00")),
      ]
    }
    calendar.daysOff = [try day("2026-12-24")...day("2027-01-02")]
    calendar.missionsPerDay = 2
    return calendar
  }

  private func post(_ number: Int, _ channel: Channel, _ at: String) throws -> PastPost {
    PastPost(submission: number, channel: channel, at: try instant(at), kind: .post)
  }

  private func plan(
    _ request: PlanRequest,
    in calendar: BrandCalendar,
    beside posts: [PastPost] = []
  ) throws -> String {
    let timetable = Timetable(posts, zone: calendar.zone)
    return calendar.zone.format(
      try SlotPlanner(calendar: calendar).plan(request, beside: timetable)
    )
  }

  private func obstacle(
    _ request: PlanRequest,
    in calendar: BrandCalendar,
    beside posts: [PastPost] = []
  ) throws -> PlanObstacle {
    try #require(
      #expect(throws: PlanObstacle.self) { try plan(request, in: calendar, beside: posts) }
    )
  }

  @Test func takesTheNextSlotOfItsChannel() throws {
    let calendar = try harbor()
    let monday = try instant("2026-11-30T20:00:00Z")
    let request = PlanRequest(channel: .linkedin, now: monday)
    #expect(try plan(request, in: calendar) == "2026-12-01T09:30:00-05:00")
    let taken = try [post(1, .linkedin, "2026-12-01T14:30:00Z")]
    #expect(try plan(request, in: calendar, beside: taken) == "2026-12-02T09:30:00-05:00")
    let elsewhere = try [post(1, .x, "2026-12-01T14:30:00Z")]
    #expect(try plan(request, in: calendar, beside: elsewhere) == "2026-12-01T09:30:00-05:00")
  }

  @Test func aSlotThatBeginsNowIsNotInThePast() throws {
    let slot = try instant("2026-12-01T14:30:00Z")
    let now = PlanRequest(channel: .linkedin, now: slot)
    #expect(try plan(now, in: harbor()) == "2026-12-01T09:30:00-05:00")
    let later = PlanRequest(channel: .linkedin, now: slot + TimeSpan(milliseconds: 1))
    #expect(try plan(later, in: harbor()) == "2026-12-01T12:15:00-05:00")
  }

  @Test func aChannelWithoutSlotsTakesTheFirstMinuteThatIsNotQuiet() throws {
    let calendar = try harbor()
    let night = PlanRequest(channel: .x, now: try instant("2026-11-30T23:30:15.5Z"))
    #expect(try plan(night, in: calendar) == "2026-12-01T09:00:00-05:00")
    let noon = PlanRequest(channel: .x, now: try instant("2026-11-30T17:00:15.5Z"))
    #expect(try plan(noon, in: calendar) == "2026-11-30T12:01:00-05:00")
    let taken = try [post(1, .x, "2026-11-30T17:30:07Z")]
    #expect(try plan(noon, in: calendar, beside: taken) == "2026-11-30T14:01:00-05:00")
  }

  @Test func daysOffAreSkipped() throws {
    let request = PlanRequest(channel: .x, now: try instant("2026-12-23T23:00:00Z"))
    #expect(try plan(request, in: harbor()) == "2027-01-03T09:00:00-05:00")
  }

  @Test func quietHoursEndEarlyWhereTheClocksArePutBack() throws {
    var calendar = BrandCalendar(zone: try zone("America/New_York"))
    calendar.quiet[.sunday] = [QuietHours(start: try wall("01:30"), end: try wall("03:00"))]
    // Half an hour into the quiet, the clocks go from 02:00 back to 01:00.
    let request = PlanRequest(channel: .x, now: try instant("2026-11-01T05:30:00Z"))
    #expect(try plan(request, in: calendar) == "2026-11-01T01:00:00-05:00")
  }

  @Test func quietHoursEndWhereTheClocksLand() throws {
    var calendar = BrandCalendar(zone: try zone("America/New_York"))
    calendar.quiet[.sunday] = [QuietHours(start: .midnight, end: try wall("02:30"))]
    let request = PlanRequest(channel: .x, now: try instant("2026-03-08T05:00:00Z"))
    #expect(try plan(request, in: calendar) == "2026-03-08T03:00:00-04:00")
  }

  @Test func aSlotOfTheNextDayThatComesBeforeTheEndIsFound() throws {
    // Newfoundland, 2010: a minute into Sunday, the clocks went back to 23:01 on Saturday.
    var calendar = BrandCalendar(zone: try zone("America/St_Johns"))
    calendar.slots[.x] = [.sunday: [.midnight]]
    let request = PlanRequest(
      channel: .x,
      window: Window(end: try instant("2010-11-07T02:45:00Z")),
      now: try instant("2010-11-06T12:00:00Z")
    )
    #expect(try plan(request, in: calendar) == "2010-11-07T00:00:00-02:30")
  }

  @Test(arguments: ["America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Gaza"])
  func aSlotKeepsItsWallTimeHoweverManyDaysAreSkippedBeforeIt(name: String) throws {
    let zone = try zone(name)
    let noon = LocalTime(date: try day("2026-01-01"), secondOfDay: 43_200)
    var calendar = BrandCalendar(zone: zone)
    calendar.slots[.x] = Dictionary(
      uniqueKeysWithValues: Weekday.allCases.map { ($0, [noon.time]) }
    )
    for offset in 0..<366 {
      let start = noon.date.advanced(by: offset)
      for skipped in 1...7 {
        let expected = LocalTime(date: start.advanced(by: skipped), time: noon.time)
        calendar.daysOff = [start...start.advanced(by: skipped - 1)]
        let request = PlanRequest(channel: .x, now: zone.startOfDay(start))
        let found = try SlotPlanner(calendar: calendar).plan(request, beside: Timetable(zone: zone))
        guard zone.local(found) == expected else {
          Issue.record("\(name), from \(start): \(zone.local(found)), not \(expected)")
          return
        }
      }
    }
  }

  @Test func theDraftsOwnWindowBinds() throws {
    let now = try instant("2026-11-30T20:00:00Z")
    let window = Window(
      start: try instant("2026-12-01T15:00:00Z"),
      end: try instant("2026-12-01T17:15:00Z")
    )
    let tooShort = PlanRequest(channel: .linkedin, window: window, now: now)
    #expect(
      try obstacle(tooShort, in: harbor())
        == PlanObstacle(
          .cadence,
          "no slot lies from 2026-12-01 10:00 to 2026-12-01 12:15",
          on: .linkedin
        )
    )
    let longer = Window(start: window.start, end: try instant("2026-12-01T17:15:00.001Z"))
    let fits = PlanRequest(channel: .linkedin, window: longer, now: now)
    #expect(try plan(fits, in: harbor()) == "2026-12-01T12:15:00-05:00")
  }

  @Test func aWindowThatOpensYearsAheadIsLookedInto() throws {
    let request = PlanRequest(
      channel: .linkedin,
      window: Window(start: try instant("2030-06-01T00:00:00Z")),
      now: try instant("2026-11-30T20:00:00Z")
    )
    #expect(try plan(request, in: harbor()) == "2030-06-04T09:30:00-04:00")
  }

  @Test func aMissionsChannelsCountAsOneMission() throws {
    let calendar = try harbor()
    let now = try instant("2026-12-01T15:00:00Z")
    let missions = try [(7, Channel.blog), (7, .mastodon), (8, .blog)].map {
      PastPost(
        submission: $0.0,
        channel: $0.1,
        at: try instant("2026-12-01T16:00:00Z"),
        kind: .mission
      )
    }
    func request(_ submission: Int?) -> PlanRequest {
      PlanRequest(channel: .x, isMission: true, submission: submission, now: now)
    }
    #expect(
      try plan(request(9), in: calendar, beside: [missions[0], missions[1]])
        == "2026-12-01T10:00:00-05:00"
    )
    #expect(try plan(request(9), in: calendar, beside: missions) == "2026-12-02T09:00:00-05:00")
    #expect(try plan(request(8), in: calendar, beside: missions) == "2026-12-01T10:00:00-05:00")
    #expect(try plan(request(nil), in: calendar, beside: missions) == "2026-12-02T09:00:00-05:00")
  }

  @Test func anExactTimeNeedNoSlotButKeepsItsMinute() throws {
    let now = try instant("2026-12-01T15:00:00Z")
    let request = PlanRequest(
      channel: .linkedin,
      exact: try instant("2026-12-04T16:07:00Z"),
      now: now
    )
    #expect(try plan(request, in: harbor()) == "2026-12-04T11:07:00-05:00")
  }

  @Test func anExactTimeMayHavePassedByTheGraceAtMost() throws {
    var calendar = try harbor()
    calendar.late.grace = .minutes(10)
    let exact = try instant("2026-12-01T15:00:00Z")
    let inTime = PlanRequest(channel: .x, exact: exact, now: exact + .minutes(10))
    #expect(try plan(inTime, in: calendar) == "2026-12-01T10:00:00-05:00")
    let late = PlanRequest(
      channel: .x,
      exact: exact,
      now: exact + .minutes(10) + TimeSpan(milliseconds: 1)
    )
    #expect(
      try obstacle(late, in: calendar)
        == PlanObstacle(.exactTime, "its exact time 2026-12-01 10:00 has passed", on: .x)
    )
  }

  @Test func saysWhyAnExactTimeDoesNotFit() throws {
    let calendar = try harbor()
    let now = try instant("2026-12-01T15:00:00Z")
    let posts = try [
      post(1, .x, "2026-12-02T15:00:00Z"), post(2, .linkedin, "2026-12-02T15:00:00Z"),
    ]
    let expected: [(Channel, String, String)] = [
      (.x, "2026-12-03T04:00:00Z", "2026-12-02 23:00 is in quiet hours 18:00-24:00"),
      (.x, "2026-12-25T16:00:00Z", "2026-12-25 is a day off"),
      (
        .x, "2026-12-02T16:29:00Z",
        "2026-12-02 11:29 is less than 1h30m from the post at 2026-12-02 10:00"
      ),
      (.x, "2026-12-02T15:00:00Z", "2026-12-02 10:00 is taken by another post"),
      (.linkedin, "2026-12-02T20:00:00Z", "2026-12-02 already has 1 of 1 posts"),
      (.x, "2026-12-09T15:00:00Z", "2026-12-09 10:00 lies outside the draft's own window"),
    ]
    for (channel, at, reason) in expected {
      let exact = try instant(at)
      let window = reason.hasSuffix("window") ? Window(end: exact) : .always
      let request = PlanRequest(channel: channel, window: window, exact: exact, now: now)
      let shown = calendar.zone.local(exact)
      #expect(
        try obstacle(request, in: calendar, beside: posts).description
          == "\(channel): its exact time \(shown) does not fit: \(reason)"
      )
    }
  }

  @Test func saysWhichSlotWasTriedLast() throws {
    let now = try instant("2026-12-01T12:00:00Z")
    let request = PlanRequest(
      channel: .linkedin,
      window: Window(end: try instant("2026-12-03T05:00:00Z")),
      now: now
    )
    let posts = try [
      post(1, .linkedin, "2026-12-01T14:30:00Z"), post(2, .linkedin, "2026-12-02T17:15:00Z"),
    ]
    #expect(
      try obstacle(request, in: harbor(), beside: posts)
        == PlanObstacle(
          .cadence,
          "no slot from 2026-12-01 07:00 to 2026-12-03 00:00 is free; the last one tried: "
            + "2026-12-02 already has 1 of 1 posts",
          on: .linkedin
        )
    )
  }

  @Test func saysWhereTheClocksJumpOverASlot() throws {
    var calendar = BrandCalendar(zone: try zone("America/New_York"))
    calendar.slots[.x] = [.sunday: [try wall("02:30")]]
    let request = PlanRequest(
      channel: .x,
      window: Window(end: try instant("2026-03-09T05:00:00Z")),
      now: try instant("2026-03-07T05:00:00Z")
    )
    #expect(
      try obstacle(request, in: calendar).reason
        == "no slot from 2026-03-07 00:00 to 2026-03-09 01:00 is free; the last one tried: "
        + "the clocks jump over 2026-03-08 02:30"
    )
  }

  @Test func blamesThePaceOfMissionsOnlyWhereItAloneStandsInTheWay() throws {
    var calendar = try harbor()
    let now = try instant("2026-12-01T15:00:00Z")
    let window = Window(end: try instant("2026-12-02T05:00:00Z"))
    let missions = try [7, 8].map {
      PastPost(
        submission: $0,
        channel: .blog,
        at: try instant("2026-12-01T16:00:00Z"),
        kind: .mission
      )
    }
    let request = PlanRequest(channel: .x, window: window, isMission: true, submission: 9, now: now)
    #expect(
      try obstacle(request, in: calendar, beside: missions)
        == PlanObstacle(
          .missionPace,
          "no slot from 2026-12-01 10:00 to 2026-12-02 00:00 has room for a mission; the last day "
            + "tried: 2026-12-01 already has 2 of 2 missions",
          on: .x
        )
    )
    let exact = PlanRequest(
      channel: .x,
      exact: try instant("2026-12-01T18:00:00Z"),
      isMission: true,
      submission: 9,
      now: now
    )
    #expect(try obstacle(exact, in: calendar, beside: missions).kind == .missionPace)
    calendar.quiet[.tuesday] = [QuietHours(start: .midnight, end: try wall("24:00"))]
    #expect(try obstacle(request, in: calendar, beside: missions).kind == .cadence)
    #expect(try obstacle(exact, in: calendar, beside: missions).kind == .exactTime)
  }

  @Test func aWindowThatHasPassedOrHoldsNothingSaysSo() throws {
    let now = try instant("2026-12-01T15:00:00Z")
    let passed = PlanRequest(channel: .x, window: Window(end: now), now: now)
    #expect(
      try obstacle(passed, in: harbor())
        == PlanObstacle(.window, "its window has passed: it ended 2026-12-01 10:00", on: .x)
    )
    let empty = PlanRequest(
      channel: .x,
      window: Window(start: now + .days(2), end: now + .days(1)),
      now: now
    )
    #expect(
      try obstacle(empty, in: harbor())
        == PlanObstacle(
          .window,
          "its window holds no time at all: from 2026-12-03 10:00 to 2026-12-02 10:00",
          on: .x
        )
    )
  }

  @Test(arguments: ["America/New_York", "Pacific/Apia", "America/St_Johns", "Asia/Beirut"])
  func everySearchEndsHoweverClosedTheCalendarIs(name: String) throws {
    let zone = try zone(name)
    let allDay = [QuietHours(start: .midnight, end: try wall("24:00"))]
    let byMinute = try (0..<48).map {
      QuietHours(
        start: try #require(WallTime(minutes: $0 * 30)),
        end: try #require(WallTime(minutes: $0 * 30 + 30))
      )
    }
    let week = { (times: [WallTime]) in
      Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, times) })
    }
    let quiet = { (hours: [QuietHours]) in
      Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, hours) })
    }
    let far = try day("1970-01-01")...day("9999-12-31")
    let slots: [Channel: [Weekday: [WallTime]]] = [.x: week([.midnight, try wall("02:30")])]
    let closed = [
      BrandCalendar(zone: zone, quiet: quiet(allDay)),
      BrandCalendar(zone: zone, quiet: quiet(byMinute)),
      BrandCalendar(zone: zone, slots: slots, quiet: quiet(allDay)),
      BrandCalendar(zone: zone, daysOff: [far]),
      BrandCalendar(zone: zone, slots: slots, daysOff: [far]),
      BrandCalendar(zone: zone, cadence: [.x: Cadence(perDay: 0)]),
      BrandCalendar(zone: zone, slots: slots, cadence: [.x: Cadence(perDay: 0)]),
      BrandCalendar(zone: zone, slots: [.x: [:]]),
      BrandCalendar(zone: zone, slots: [.x: week([])]),
      BrandCalendar(zone: zone, missionsPerDay: 0),
    ]
    // Years in which these zones skipped a day, or put their clocks back over midnight.
    for now in ["2010-11-01T00:00:00Z", "2011-12-01T00:00:00Z", "2026-01-01T00:00:00Z"] {
      for (index, calendar) in closed.enumerated() {
        let request = PlanRequest(channel: .x, isMission: true, now: try instant(now))
        let expected: PlanObstacle.Kind = index == 9 ? .missionPace : .cadence
        #expect(try obstacle(request, in: calendar).kind == expected, "\(name), \(now), \(index)")
      }
    }
  }

  @Test func aGapOfYearsLeavesNothing() throws {
    var calendar = BrandCalendar(zone: .utc)
    calendar.cadence[.x] = Cadence(minGap: .days(3660))
    let now = try instant("2026-01-01T00:00:00Z")
    let request = PlanRequest(channel: .x, now: now)
    let posts = try [post(1, .x, "2025-06-01T00:00:00Z")]
    #expect(try obstacle(request, in: calendar, beside: posts).kind == .cadence)
  }
}
