import Foundation
import Testing
import VouchCore

/// What an owner sees of a changed policy before it is put in force.
@Suite struct PolicyChangeTests {
  private static let next = "policies/lantern-next.yaml"

  /// Another policy: mentions of one person at most, no word against bestsellers, wine off limits.
  private static var nextPolicy: String {
    let phrases = Studio.policy.components(separatedBy: "phrases:")
    let assistants = Studio.policy.components(separatedBy: "assistants:")
    return (phrases[0] + "assistants:" + assistants[1])
      .replacing("mention-limit: {max: 2}", with: "mention-limit: {max: 1}")
      .replacing(
        "gambling: [casino, jackpot]\n",
        with: "gambling: [casino, jackpot]\n  drinking: [wine]\n"
      )
      .replacing("x: {per-day: 3, min-gap: 30m}", with: "x: {per-day: 4, min-gap: 30m}")
  }

  @Test func aDifferenceIsNamedWithWhatBothPoliciesSay() throws {
    let studio = try openStudio()
    try studio.write(Self.next, Self.nextPolicy)
    let document = try studio.json("policy", "diff", Self.next)
    #expect(document.keys == ["schema", "differences"])
    #expect(document["schema"] == "vouch.policy-diff/1")
    let expected: JSON = [
      [
        "key": "channels.x", "before": "limit 280 weighted, per-day 3, min-gap 30m",
        "after": "limit 280 weighted, per-day 4, min-gap 30m",
      ],
      ["key": "off-limits.drinking", "before": nil, "after": "wine"],
      ["key": "phrases.no-bestseller", "before": "error: best seller | bestseller", "after": nil],
      ["key": "rules.mention-limit.max", "before": "2", "after": "1"],
    ]
    #expect(document["differences"] == expected, "\(document.text(indent: 2))")
    let text = try studio.vouch("policy", "diff", Self.next)
    #expect(text.status == 0, "\(text)")
    #expect(text.out.contains("rules.mention-limit.max\n  - 2\n  + 1\n"), "\(text)")
    #expect(text.out.contains("off-limits.drinking\n  + wine\n"), "\(text)")
    #expect(text.out.hasSuffix("\n4 differences\n"), "\(text)")
  }

  @Test func aPolicyDiffersFromItselfInNothing() throws {
    let studio = try openStudio()
    try studio.write(Self.next, Studio.policy)
    #expect(try studio.json("policy", "diff", Self.next)["differences"] == [])
    #expect(try studio.vouch("policy", "diff", Self.next).out == "0 differences\n")
    let simulated = try studio.json("policy", "simulate", Self.next)
    #expect(simulated["differences"] == [])
  }

  @Test func aSimulationShowsWhatWouldDifferAndChangesNothing() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    try studio.submit("two", body: "This book is a bestseller.")
    try studio.submit("three", body: "A page for @ana and @ben to read.")
    try studio.submit("four", body: "A book about wine.")
    #expect(try studio.vouch("approve", "3@1").status == 0)
    try studio.write(Self.next, Self.nextPolicy)
    let before = [try studio.vouch("list"), try studio.vouch("history")]

    let document = try studio.json("policy", "simulate", Self.next)
    #expect(document.keys == ["schema", "current", "other", "differences", "summary"])
    #expect(document["schema"] == "vouch.policy-simulation/1")
    #expect(document["current"] == "lantern-books" && document["other"] == "lantern-next")
    #expect(document["summary"] == ["submissions": 4, "newlyBlocked": 2, "newlyPassing": 1])
    let differences = document["differences"]?.elements ?? []
    #expect(
      differences.allSatisfy {
        $0.keys == ["id", "revision", "state", "title", "before", "after", "gained", "lost"]
      },
      "\(document.text(indent: 2))"
    )
    func rules(_ difference: JSON, _ key: String) -> [String] {
      difference[key]?.elements.compactMap { $0["rule"]?.string } ?? []
    }
    let told = differences.map { difference in
      ["id", "state", "before", "after"].map { difference[$0]?.text() ?? "" }
        + [rules(difference, "gained").joined(), rules(difference, "lost").joined()]
    }
    #expect(
      told == [
        ["2", "\"blocked\"", "\"blocked\"", "\"clear\"", "", "no-bestseller"],
        ["3", "\"approved\"", "\"clear\"", "\"blocked\"", "mention-limit", ""],
        ["4", "\"pending\"", "\"clear\"", "\"blocked\"", "off-limits", ""],
      ]
    )
    let gained = try #require(differences.dropFirst().first?["gained"]?.elements.first)
    #expect(gained["measured"] == 2 && gained["limit"] == 1, "\(gained)")

    let text = try studio.vouch("policy", "simulate", Self.next)
    #expect(text.status == 0, "\(text)")
    #expect(text.out.contains("2@1 blocked  blocked → clear  About two\n"), "\(text)")
    #expect(text.out.contains("3@1 approved  clear → blocked  About three\n"), "\(text)")
    #expect(
      text.out.hasSuffix("\n4 submissions: 2 would now be blocked, 1 would pass\n"),
      "\(text)"
    )
    #expect([try studio.vouch("list"), try studio.vouch("history")] == before)
  }

  @Test(arguments: ["diff", "simulate"])
  func aPolicyThatCannotBeReadIsNotCompared(verb: String) throws {
    let studio = try openStudio()
    let missing = try studio.vouch("policy", verb, "policies/nowhere.yaml")
    #expect(missing.status == 2 && missing.out.isEmpty, "\(missing)")
    #expect(missing.err.contains("nowhere.yaml"), "\(missing)")
    try studio.write(Self.next, Studio.policy.replacing("mention-limit:", with: "mention-limt:"))
    let broken = try studio.vouch("policy", verb, Self.next)
    #expect(broken.status == 2 && broken.out.isEmpty, "\(broken)")
    #expect(broken.err.contains("did you mean 'mention-limit'?"), "\(broken)")
  }

  @Test func whatTheOtherPolicyExtendsLiesBesideIt() throws {
    let studio = try openStudio()
    let elsewhere = try TemporaryFolder()
    for (name, text) in [
      ("next.yaml", Studio.policy.replacing("version: 1\n", with: "version: 1\nextends: base\n")),
      ("base.yaml", "version: 1\nrules:\n  hashtag-limit: {max: 1}\n"),
    ] {
      try text.write(toFile: "\(elsewhere.path)/\(name)", atomically: true, encoding: .utf8)
    }
    let document = try studio.json("policy", "diff", "\(elsewhere.path)/next.yaml")
    #expect(
      document["differences"]?.elements.map { $0["key"] } == ["rules.hashtag-limit.max"],
      "\(document.text(indent: 2))"
    )
  }
}
