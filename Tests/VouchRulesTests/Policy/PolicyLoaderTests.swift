import Testing
import VouchCore
import VouchRules
import VouchTestSupport

struct PolicyLoaderTests {
  private let policies = LoadingPolicies()

  @Test func `a policy says everything its file says`() throws {
    let policy = try policies.load(
      """
      brand: Kiln & Co
      timezone: Europe/Lisbon
      why: Good pots.
      topics:
        craft: {about: Making pots, words: [clay, glaz*]}
        care: {about: Using them}
      off-limits: {politics: [ballot]}
      channels:
        linkedin: {per-day: 1, min-gap: 4h, limit: 1300, hashtags: 2}
        newsletter: {limit: 9000, unit: characters}
      calendar:
        slots:
          linkedin: {tue-wed: ["09:30", 12:15], wed: [8:00]}
        quiet: {fri: "18:00-09:00", sun: all}
        days-off: [2026-12-24, 2026-12-31..2027-01-02]
        late: {grace: 45m, then: ask}
      training: 3
      assistants:
        default: {channels: [linkedin], kinds: [post], per-day: 3, requires: [training]}
        maya: {kinds: [post, mission], topics: [craft]}
      """
    )
    #expect(policy.brand == "Kiln & Co")
    #expect(policy.why == "Good pots.")
    #expect(
      policy.topics == [
        PolicyTopic(name: "craft", about: "Making pots", words: ["clay", "glaz*"]),
        PolicyTopic(name: "care", about: "Using them", words: []),
      ]
    )
    #expect(policy.offLimits == [PolicyTopic(name: "politics", about: "", words: ["ballot"])])
    #expect(policy.channels.profiles.map(\.channel.name) == ["linkedin", "newsletter"])
    #expect(policy.channels[.linkedin]?.limit == 1300)
    #expect(policy.channels[.linkedin]?.hashtagCap == 2)
    #expect(policy.channels[Channel("newsletter")]?.unit == .characters)
    let wednesday = try ["08:00", "09:30", "12:15"].map { try #require(WallTime(parsing: $0)) }
    let friday = try QuietHours(start: time("18:00"), end: time("24:00"))
    let saturday = try QuietHours(start: time("00:00"), end: time("09:00"))
    let sunday = try QuietHours(start: time("00:00"), end: time("24:00"))
    #expect(
      policy.calendar
        == BrandCalendar(
          zone: try #require(BrandZone(identifier: "Europe/Lisbon")),
          slots: [.linkedin: [.tuesday: Array(wednesday.dropFirst()), .wednesday: wednesday]],
          quiet: [.friday: [friday], .saturday: [saturday], .sunday: [sunday]],
          daysOff: [
            try date("2026-12-24")...date("2026-12-24"),
            try date("2026-12-31")...date("2027-01-02"),
          ],
          cadence: [
            .linkedin: Cadence(perDay: 1, minGap: .hours(4)), Channel("newsletter"): Cadence(),
          ],
          missionsPerDay: 2,
          late: LatePosts(grace: .minutes(45), then: .ask)
        )
    )
    #expect(policy.training == 3)
    #expect(
      policy.scope(of: "maya")
        == AssistantScope(
          channels: [.linkedin],
          kinds: [.post, .mission],
          topics: ["craft"],
          perDay: 3,
          requires: [.training]
        )
    )
    #expect(policy.scope(of: "ben").kinds == [.post])
  }

  @Test func `words that YAML takes for truth values are text`() throws {
    let policy = try policies.load(
      """
      brand: no
      rules:
        batch: off
        mission-rest: {severity: off}
        per-channel: {max: 3, on: {x: {max: 1, severity: error}, bluesky: off}}
      off-limits: {on: [yes, off, 12:15, 1.5, ~]}
      """
    )
    #expect(policy.brand == "no")
    #expect(policy.offLimits[0].words == ["yes", "off", "12:15", "1.5", "~"])
    let entry = try #require(policy.entries.first { $0.rule == "per-channel" })
    #expect(
      entry
        == PolicyEntry(
          rule: "per-channel",
          severity: .warning,
          options: OptionValues(["max": .integer(3)]),
          overrides: [
            .x: PolicyEntry.Override(
              severity: .error,
              options: OptionValues(["max": .integer(1)])
            ),
            .bluesky: PolicyEntry.Override(
              severity: nil,
              options: OptionValues(["max": .integer(3)])
            ),
          ],
          file: "brand.yaml",
          line: 6
        )
    )
    let off = policy.entries.filter { $0.severity == nil }.map(\.rule)
    #expect(off == ["batch", "mission-rest"])
  }

  @Test func `a rule nobody speaks of runs with its defaults`() throws {
    let policy = try policies.load("brand: Kiln")
    #expect(policy.entries.map(\.rule) == RuleCatalog.stubs.rules.map { $0.descriptor.id })
    #expect(policy.entries.first == PolicyEntry(rule: "batch", severity: .error))
    #expect(policy.channels == .known)
  }

  @Test func `a rule answers to its former id`() throws {
    let policy = try policies.load("rules: {batch-size: {tolerance: 1}}\nlock: [batch-size]")
    #expect(policy.entries[0].options == OptionValues(["tolerance": .integer(1)]))
    #expect(policy.locks("batch"))
    #expect(
      policies.problems("rules: {batch: {tolerance: 1}, batch-size: {tolerance: 3}}") == [
        "brand.yaml:2:32: error: 'batch-size' is a former name of 'batch', named above"
      ]
    )
  }

  @Test func `quiet hours that overlap or touch become one`() throws {
    let policy = try policies.load(
      """
      calendar:
        quiet: {daily: "18:00-09:00", mon: ["08:00-10:00", "12:00-13:00"], sat-sun: all}
      """
    )
    let night = try [
      QuietHours(start: time("00:00"), end: time("09:00")),
      QuietHours(start: time("18:00"), end: time("24:00")),
    ]
    let all = try [QuietHours(start: time("00:00"), end: time("24:00"))]
    let monday = try [
      QuietHours(start: time("00:00"), end: time("10:00")),
      QuietHours(start: time("12:00"), end: time("13:00")),
      QuietHours(start: time("18:00"), end: time("24:00")),
    ]
    #expect(
      policy.calendar.quiet == [
        .monday: monday, .tuesday: night, .wednesday: night, .thursday: night, .friday: night,
        .saturday: all, .sunday: all,
      ]
    )
  }

  @Test func `a range of days may run over the end of the week`() throws {
    let policy = try policies.load("calendar: {slots: {x: {sat-mon: [10:00]}}}")
    let ten = [try time("10:00")]
    #expect(policy.calendar.slots[.x] == [.saturday: ten, .sunday: ten, .monday: ten])
  }

  @Test func `the policy's zone wins, and one of the two must be there`() throws {
    var policies = policies
    policies.fallbackZone = nil
    #expect(
      policies.problems("brand: Kiln").map {
        $0.hasPrefix("brand.yaml:1:1: error: the policy names")
      }
        == [true]
    )
    policies.fallbackZone = BrandZone(identifier: "Asia/Tokyo")
    #expect(try policies.load("brand: K").calendar.zone.identifier == "Asia/Tokyo")
    #expect(try policies.load("timezone: Europe/Paris").calendar.zone.identifier == "Europe/Paris")
  }

  @Test func `the pace of missions comes from its rule`() throws {
    #expect(try policies.load("brand: K").calendar.missionsPerDay == 2)
    #expect(try policies.load("rules: {mission-pace: {per-day: 5}}").calendar.missionsPerDay == 5)
    #expect(try policies.load("rules: {mission-pace: off}").calendar.missionsPerDay == nil)
  }

  @Test func `a fingerprint covers the name and bytes of every file`() throws {
    let base = ["brand": "extends: house", "house": "brand: A"]
    let fingerprint = try policies.load(base).fingerprint
    #expect(try policies.load(base).fingerprint == fingerprint)
    #expect(
      try policies.load(["brand": "extends: house", "house": "brand: B"]).fingerprint
        != fingerprint
    )
    #expect(
      try policies.load(["brand": "extends: hause", "hause": "brand: A"]).fingerprint
        != fingerprint
    )
    #expect(
      try policies.load(["brand": "extends: house", "house": "brand: A "]).fingerprint
        != fingerprint
    )
  }

  @Test(arguments: ["\u{FEFF}version: 1\nbrand: K\n", "version: 1\r\nbrand: K\r\n"])
  func `byte order marks and CRLF change nothing`(_ text: String) throws {
    #expect(try policies.loadBytes(["brand": Array(text.utf8)]).brand == "K")
  }

  private func time(_ text: String) throws -> WallTime { try #require(WallTime(parsing: text)) }

  private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(parsing: text)) }
}
