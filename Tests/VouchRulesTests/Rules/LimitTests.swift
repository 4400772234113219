import Testing
import VouchCore
import VouchRules

struct LimitTests {
  private static let later = RuleExample.now + .hours(20)

  private static func post(
    _ people: [String],
    hours: Int,
    submission: Int = 3
  ) -> PastPost {
    PastPost(
      submission: submission,
      channel: .x,
      at: RuleExample.now + .hours(hours),
      kind: .post,
      people: people
    )
  }

  private static let names = (1...12).map { "friend\($0)" }

  @Test(
    arguments: [
      // Everybody on one side of the instant, on both sides, and outside the span.
      ([post(Array(names.prefix(9)), hours: -3)], nil),
      ([post(Array(names.prefix(10)), hours: -3)], 11),
      ([post(Array(names.prefix(5)), hours: -11), post(Array(names.suffix(5)), hours: 11)], 11),
      ([post(Array(names.prefix(5)), hours: -13), post(Array(names.suffix(5)), hours: 13)], nil),
      ([post(names, hours: -24)], nil),
      ([post(names, hours: 24)], nil),
      ([post(names, hours: 23)], 13),
      // The same people twice, and the one this draft mentions.
      ([post(Array(names.prefix(10)), hours: -2), post(Array(names.prefix(10)), hours: -4)], 11),
      ([post(Array(names.prefix(9)) + ["ana"], hours: -2)], nil),
    ] as [([PastPost], Int?)]
  )
  func `people are counted over every day around the post`(
    _ posts: [PastPost],
    _ count: Int?
  ) throws {
    let asking = Asking(history: History(posts: posts))
    #expect(
      try asking.findings("mass-tagging", in: "Thanks to @ana for the plan.")
        == (count.map { ["6:11 error: \($0) people mentioned within 24 hours, at most 10"] } ?? [])
    )
    #expect(try asking.findings("mass-tagging", in: "Nobody is named here.") == [])
  }

  @Test func `people are counted around the planned instant, not around the present`() throws {
    let history = History(posts: [Self.post(Self.names, hours: 30)])
    var asking = Asking(history: history)
    #expect(try asking.findings("mass-tagging", in: "Thanks to @ana.") == [])
    asking.plan = [.linkedin: .success(Self.later)]
    #expect(try asking.findings("mass-tagging", in: "Thanks to @ana.").count == 1)
    asking.stage = .emit
    #expect(try asking.findings("mass-tagging", in: "Thanks to @ana.").count == 1)
  }

  @Test func `mentions count over a whole thread, each person once`() throws {
    let head =
      "---\nchannel: x\nkind: thread\ntopics: [news]\nwhy: Show that posts count as one.\n---\n"
    #expect(
      try Asking().findings("mention-limit", in: head + "By @ana.\n\n---\n\nAnd @li, @ana.") == []
    )
    #expect(
      try Asking().findings("mention-limit", in: head + "By @ana, @li.\n\n---\n\nAnd @tom.") == [
        "11:5 error: mentions 3 people, at most 2"
      ]
    )
  }

  @Test func `a channel's own limit holds for its own text`() throws {
    let asking = Asking(policy: "rules: {mention-limit: {max: 1, on: {linkedin: {max: 2}}}}")
    let draft = """
      ---
      channels: [linkedin, x]
      topics: [news]
      why: Show that each channel has its limit.
      texts:
        x: Thanks to @ana.
      ---
      Thanks to @ana and to @li.
      """
    #expect(try asking.findings("mention-limit", in: draft) == [])
    #expect(
      try asking.findings("mention-limit", in: draft.replacing("@ana.", with: "@ana and @li.")) == [
        "6:25 error: mentions 2 people, at most 1"
      ]
    )
  }

  @Test func `cashtags and glued tags count as hashtags, repeated ones are named`() throws {
    let findings = try Asking().findings("hashtag-limit", in: "#one #two #three for $ACME")
    #expect(findings.contains("6:22 error: 4 hashtags, at most 3"), "\(findings)")
    #expect(
      try Asking().findings("hashtag-limit", in: "#one#two#three#four")
        .contains("6:15 error: 4 hashtags, at most 3")
    )
  }

  @Test func `a promotional share is counted over the last posts, this one included`() throws {
    let draft =
      "---\nchannel: x\ntopics: [news]\nwhy: Tell people that the course opens.\n"
      + "promotional: true\n---\nThe course opens in May."
    func recent(_ promotional: Set<Int>, of count: Int) -> History {
      History(
        recent: (0..<count).map { index in
          PastPost(
            submission: index,
            channel: .x,
            at: RuleExample.now - .days(index + 1),
            kind: .post,
            isPromotional: promotional.contains(index)
          )
        }
      )
    }
    #expect(try Asking(history: recent([0, 1, 2], of: 3)).findings("soapbox", in: draft) == [])
    #expect(try Asking(history: recent([], of: 4)).findings("soapbox", in: draft) == [])
    #expect(
      try Asking(history: recent([0, 4, 8, 12], of: 30)).findings("soapbox", in: draft) == [
        "1:1 warning: 5 of the last 20 posts are promotional, this one included; at most 4"
      ]
    )
    #expect(
      try Asking(history: recent([0, 4, 8, 19], of: 30)).findings("soapbox", in: draft) == []
    )
  }
}
