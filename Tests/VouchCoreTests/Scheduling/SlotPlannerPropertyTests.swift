import Testing
import VouchCore

@Suite struct SlotPlannerPropertyTests {
  @Test(arguments: RandomCalendars.changes)
  func theSlotFoundIsTheEarliestThatBreaksNoPromise(zoneName: String, date: String) throws {
    for seed in UInt64(1)...25 {
      try planSome(zoneName: zoneName, date: date, seed: seed, isDense: false)
    }
  }

  @Test(arguments: RandomCalendars.changes)
  func theMinuteFoundIsTheEarliestThatBreaksNoPromise(zoneName: String, date: String) throws {
    for seed in UInt64(101)...106 {
      try planSome(zoneName: zoneName, date: date, seed: seed, isDense: true)
    }
  }

  @Test func whoFindsASlotSoonReadsNoFurther() throws {
    let now = Instant(seconds: 1_790_000_000)
    let calendar = BrandCalendar(
      zone: .utc,
      slots: [.x: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [.midnight]) })],
      cadence: [.x: Cadence(perDay: 1, minGap: .hours(4))]
    )
    let planner = SlotPlanner(calendar: calendar)
    let request = PlanRequest(channel: .x, now: now)
    let midnight = Instant(seconds: 1_790_000_000 / 86_400 * 86_400)
    func days(readWith taken: Int) throws -> (found: Int64, read: [Int64]) {
      let slots = (0...taken).map {
        TakenSlot(
          slot: Slot(channel: .x, at: midnight + .days($0)),
          submission: 1,
          isMission: false
        )
      }
      var read: [Int64] = []
      let outcome = try planner.plan(request) { range in
        read.append((range.upperBound - now).milliseconds / 86_400_000)
        return Timetable(slots.filter { range.contains($0.slot.at) }, zone: .utc)
      }
      return ((try outcome.get() - midnight).milliseconds / 86_400_000, read)
    }
    #expect(try days(readWith: 3) == (4, [9]))
    #expect(try days(readWith: 20) == (21, [9, 33]))
    #expect(try days(readWith: 300) == (301, [9, 33, 129, 367]))
  }

  /// Plans one post after another and holds every answer against the slowest planner.
  private func planSome(
    zoneName: String,
    date: String,
    seed: UInt64,
    isDense: Bool
  ) throws {
    var made = RandomCalendars(random: Seeded(seed))
    let zone = try zone(zoneName)
    let calendar = try made.calendar(zone: zone, isDense: isDense)
    let planner = SlotPlanner(calendar: calendar)
    var posts: [PastPost] = []
    // Some posts went out at odd seconds before anything is planned.
    for number in 0..<made.random.pick(0...4) {
      posts.append(
        PastPost(
          submission: 1000 + number,
          channel: try made.random.pick(RandomCalendars.channels),
          at: try made.instant(near: date),
          kind: made.random.once(in: 2) ? .mission : .post
        )
      )
    }
    var timetable = Timetable(posts, zone: zone)
    for submission in 0..<12 {
      let request = try made.request(now: made.instant(near: date), submission: submission)
      let reference = ReferencePlanner(calendar: calendar, posts: posts)
      let expected = reference.earliest(request)
      let found = try? planner.plan(request, beside: timetable)
      let story: Comment = "\(zoneName) near \(date), seed \(seed), post \(submission), \(request)"
      try #require(found.map(utc) == expected.map(utc), story)
      let whole = Result { () throws(PlanObstacle) in try planner.plan(request, beside: timetable) }
      // Whoever reads no more than is asked for comes to the same answer, in the same words.
      let glanced = try planner.plan(request) { range in
        Timetable(posts.filter { range.contains($0.at) }, zone: zone)
      }
      #expect(glanced == whole, story)
      guard let found else { continue }
      #expect(found >= request.now, story)
      #expect(reference.objection(to: found, for: request) == nil, story)
      posts.append(
        PastPost(
          submission: submission,
          channel: request.channel,
          at: found,
          kind: request.isMission ? .mission : .post
        )
      )
      timetable.take(
        Slot(channel: request.channel, at: found),
        submission: submission,
        isMission: request.isMission
      )
    }
  }

  @Test(arguments: RandomCalendars.changes)
  func anExactTimeHoldsExactlyWhereItBreaksNoPromise(zoneName: String, date: String) throws {
    let zone = try zone(zoneName)
    for seed in UInt64(1)...40 {
      var made = RandomCalendars(random: Seeded(seed))
      let calendar = try made.calendar(zone: zone, isDense: made.random.once(in: 2))
      let posts = try (0..<5).map { number in
        PastPost(
          submission: number,
          channel: try made.random.pick(RandomCalendars.channels),
          at: try made.instant(near: date).minute,
          kind: made.random.once(in: 2) ? .mission : .post
        )
      }
      let now = try made.instant(near: date)
      let exact = (now + .minutes(made.random.pick(-60...600))).minute
      let asked = try made.request(now: now, submission: made.random.pick(0...9))
      let request = PlanRequest(
        channel: asked.channel,
        window: asked.window,
        exact: exact,
        isMission: asked.isMission,
        submission: asked.submission,
        now: now
      )
      let isTooLate = exact + calendar.late.grace < now
      let objection = ReferencePlanner(calendar: calendar, posts: posts)
        .objection(to: exact, for: request)
      let found = try? SlotPlanner(calendar: calendar)
        .plan(request, beside: Timetable(posts, zone: zone))
      #expect(
        found == (isTooLate || objection != nil ? nil : exact),
        "\(zoneName) near \(date), seed \(seed): \(objection ?? "free")"
      )
    }
  }

  @Test func theOrderInWhichPostsBecomeKnownDoesNotMatter() throws {
    let zone = try zone("Europe/London")
    for seed in UInt64(1)...30 {
      var made = RandomCalendars(random: Seeded(seed))
      let calendar = try made.calendar(zone: zone, isDense: seed.isMultiple(of: 2))
      let posts = try (0..<12).map { number in
        PastPost(
          submission: number,
          channel: try made.random.pick(RandomCalendars.channels),
          at: try made.instant(near: "2026-10-25"),
          kind: .post
        )
      }
      let request = try made.request(now: made.instant(near: "2026-10-25"), submission: 99)
      let shuffled = posts.shuffled(using: &made.random)
      var taken = Timetable(zone: zone)
      for post in shuffled {
        taken.take(
          Slot(channel: post.channel, at: post.at),
          submission: post.submission,
          isMission: false
        )
      }
      let planner = SlotPlanner(calendar: calendar)
      let answers = [Timetable(posts, zone: zone), Timetable(shuffled, zone: zone), taken].map {
        timetable in try? planner.plan(request, beside: timetable)
      }
      #expect(Set(answers).count == 1, "seed \(seed)")
    }
  }
}
