import Testing
import VouchCore
import VouchRules

struct PeopleTests {
  private static let draft = "One draft, like any other."
  private static let policy = """
    training: 3
    topics: {news: {about: What is new}}
    assistants:
      default: {channels: [x], kinds: [reply], topics: [news], per-day: 2, requires: [reference, training]}
      lee: {channels: [linkedin], kinds: [post]}
    """

  private static func asking(
    _ assistant: AssistantFacts?,
    stage: RuleStage = .submit,
    pending: Int = 0
  ) -> Asking {
    Asking(
      policy: policy,
      stage: stage,
      assistant: assistant,
      history: History(pendingToday: pending)
    )
  }

  @Test func `nobody named and the owner are not asked`() throws {
    for assistant in [nil, AssistantFacts(name: "owner", isOwner: true)] {
      let report = try Self.asking(assistant, pending: 9).report(on: Self.draft)
      #expect(report.findings.filter { $0.rule.name.hasPrefix("assistant-") } == [])
    }
  }

  @Test func `everything outside a scope is named`() throws {
    let kim = AssistantFacts(name: "kim", standing: Standing())
    #expect(
      try Self.asking(kim, pending: 2).findings("assistant-scope", in: Self.draft) == [
        "1:1 error: kim has 3 submissions that day, at most 2",
        "1:1 error: kim may not hand in a post",
        "2:10 error: kim may not post on linkedin",
      ]
    )
  }

  @Test(arguments: [(RuleStage.check, 1), (.submit, 1), (.approve, 1), (.emit, 0)])
  func `the quota is asked until a draft is decided`(_ stage: RuleStage, _ count: Int) throws {
    let lee = AssistantFacts(name: "lee", standing: Standing())
    let asking = Self.asking(lee, stage: stage, pending: 2)
    #expect(try asking.findings("assistant-scope", in: Self.draft).count == count)
    let before = Self.asking(lee, stage: stage, pending: 1)
    #expect(try before.findings("assistant-scope", in: Self.draft) == [])
  }

  @Test func `standing is asked as far as it still matters`() throws {
    let lee = AssistantFacts(
      name: "lee",
      standing: Standing(trainedAt: 2, suspension: "bought followers")
    )
    let suspended = "1:1 error: lee is suspended: bought followers"
    #expect(
      try Self.asking(lee).findings("assistant-standing", in: Self.draft) == [
        "1:1 error: lee has no reference on file, at least 1 is required",
        suspended,
        "1:1 error: lee was trained at 2, the policy asks for 3",
      ]
    )
    #expect(
      try Self.asking(lee, stage: .emit).findings("assistant-standing", in: Self.draft) == [
        suspended
      ]
    )
  }

  @Test func `an assistant whom nobody knows yet is a note, and owes what is required`() throws {
    let lee = AssistantFacts(name: "lee")
    #expect(
      try Self.asking(lee, stage: .check).findings("assistant-standing", in: Self.draft) == [
        "1:1 error: lee has no reference on file, at least 1 is required",
        "1:1 error: lee was never trained, the policy asks for 3",
        "1:1 note: the workspace does not know lee",
      ]
    )
    #expect(
      try Asking(assistant: lee).findings("assistant-standing", in: Self.draft) == [
        "1:1 note: the workspace does not know lee"
      ]
    )
  }

  @Test func `a mission that asks for nothing is refused`() throws {
    func findings(_ lines: String) throws -> [String] {
      try Asking().findings(
        "mission-batch",
        in: """
          ---
          channel: linkedin
          kind: mission
          topics: [news]
          why: Ask a few friends for one honest sentence.
          mission:
          \(lines)
          ---
          We are looking for readers.
          """
      )
    }
    let people = (1...10).map { "\"@f\($0)\"" }.joined(separator: ", ")
    #expect(
      try findings("  people: [\(people)]") == [
        "7:13 error: asks for nothing: the mission has no `ask`"
      ]
    )
  }

  @Test func `a mission asks each person once and leaves people alone for a week`() throws {
    func draft(_ people: [String]) -> String {
      """
      ---
      channel: linkedin
      kind: mission
      topics: [news]
      why: Ask a few friends for one honest sentence.
      mission:
        ask: Read the guide and tell us what is missing
        people: [\(people.map { "\"\($0)\"" }.joined(separator: ", "))]
      ---
      We are looking for readers.
      """
    }
    let ten = (1...10).map { "@f\($0)" }
    #expect(try Asking().findings("mission-batch", in: draft(ten)) == [])
    #expect(try Asking().findings("mission-batch", in: draft(ten + ["@g1", "@g2"])) == [])
    #expect(
      try Asking().findings("mission-batch", in: draft(ten + ["@g1", "@g2", "@g3"])) == [
        "8:98 error: asks 13 people, at most 12"
      ]
    )
    #expect(
      try Asking().findings("mission-batch", in: draft(Array(ten.prefix(7)))) == [
        "8:13 warning: asks 7 people, at least 8"
      ]
    )
    #expect(
      try Asking().findings("mission-batch", in: draft(ten + ["@F1"])) == [
        "8:84 error: @F1 is asked twice, first as @f1"
      ]
    )
    let history = History(
      posts: [
        PastPost(
          submission: 4,
          channel: .x,
          at: RuleExample.now + .days(2),
          kind: .mission,
          asked: ["f2", "f3"]
        )
      ]
    )
    #expect(
      try Asking(history: history).findings("mission-rest", in: draft(ten)) == [
        "8:20 warning: @f2 is asked in submission 4 too, 2d apart, at least 7d",
        "8:27 warning: @f3 is asked in submission 4 too, 2d apart, at least 7d",
      ]
    )
  }
}
