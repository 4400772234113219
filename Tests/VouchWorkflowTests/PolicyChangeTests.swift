import Testing
import VouchCore
import VouchTestSupport

@testable import VouchWorkflow

@Suite("Another policy beside the one in force")
struct PolicyChangeTests {
  private static let nextPolicy = TemporaryWorkspace.policy
    .replacing("politics: [election]", with: "politics: [senator]")
    .replacing("per-day: 20", with: "kinds: [thread], per-day: 20")

  @Test("every setting on which the two differ is named, and nothing else")
  func differencesAreNamed() throws {
    let workspace = try TemporaryWorkspace()
    let next = try workspace.write(Self.nextPolicy, to: "policies/next.yaml")
    let desk = try workspace.desk("2026-09-07T08:05")
    #expect(
      try desk.compare(withPolicyIn: next) == [
        PolicyDifference(
          key: "assistants.default",
          before: "per-day 20",
          after: "kinds thread, per-day 20"
        ),
        PolicyDifference(key: "off-limits.politics", before: "election", after: "senator"),
      ]
    )
    #expect(try desk.compare(withPolicyIn: workspace.root + "/policies/brand.yaml") == [])
  }

  @Test("a simulation asks both about words, head and scope of each newest revision")
  func simulationComparesBoth() throws {
    let workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:05")
    let bodies = [
      "The senator pays his fee on time.", "An election is no reason for a higher fee.",
      "A fee for the first hour, and nothing hidden behind it.",
    ]
    for (number, body) in bodies.enumerated() {
      let kind = number == 2 ? "thread" : "post"
      let path = try workspace.draft(
        "draft \(number)",
        head: "channel: x\nkind: \(kind)",
        why: "Help people with question \(number) about their fees",
        body: body
      )
      _ = try desk.submit([path], from: "maya")
    }
    let next = try workspace.write(Self.nextPolicy, to: "policies/next.yaml")
    var steps: [Int] = []
    let simulation = try desk.simulate(next) { steps.append($0) }
    #expect(simulation.current == "brand" && simulation.other == "next")
    #expect(simulation.submissions == 3 && steps == [1, 2, 3])
    // The thread is all the same to both.
    #expect(simulation.differences.map(\.id.submission) == [1, 2])
    #expect(simulation.differences.map(\.before) == [.clear, .blocked])
    #expect(simulation.differences.map(\.after) == [.blocked, .blocked])
    #expect(
      simulation.differences.map { $0.gained.map(\.rule.name).sorted() } == [
        ["assistant-scope", "off-limits"], ["assistant-scope"],
      ]
    )
    #expect(simulation.differences.map { $0.lost.map(\.rule.name) } == [[], ["off-limits"]])
    #expect(simulation.newlyBlocked.map(\.id.submission) == [1])
    #expect(simulation.newlyPassing.isEmpty)
  }

  @Test("only the newest revision counts")
  func onlyTheNewestRevisionCounts() throws {
    let workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:05")
    let first = try workspace.draft(body: "The senator pays his fee on time.")
    _ = try desk.submit([first], from: "maya")
    let second = try workspace.draft(body: "Everybody pays a fee on time, and gladly.")
    _ = try desk.submit([second], from: "maya", revising: 1)
    let next = try workspace.write(
      TemporaryWorkspace.policy.replacing("[election]", with: "[senator]"),
      to: "policies/next.yaml"
    )
    #expect(try desk.simulate(next).differences.isEmpty)
    let strict = try workspace.write(
      TemporaryWorkspace.policy.replacing("[election]", with: "[everybody]"),
      to: "policies/strict.yaml"
    )
    let found = try desk.simulate(strict).differences
    #expect(found.map(\.id) == [RevisionID(submission: 1, revision: 2)])
    #expect(try desk.list().map(\.submission.state) == [.pending])
  }
}
