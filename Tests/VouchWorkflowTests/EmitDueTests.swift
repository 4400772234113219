import Foundation
import Testing
import VouchCore
import VouchStore
import VouchTestSupport
import VouchWorkflow

@Suite("Emitting")
struct EmitDueTests {
  let workspace: TemporaryWorkspace

  init() throws {
    workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:05")
    _ = try desk.submit([try workspace.draft()], from: "maya")
    _ = try desk.approve(ApprovalRequest(id: RevisionID(submission: 1, revision: 1)))
  }

  private let second = RevisionID(submission: 2, revision: 1)

  /// Hands in 2@1, on linkedin with that schedule unless told otherwise.
  private func submitSecond(
    _ schedule: String = "",
    channels: String = "channel: linkedin"
  ) throws -> SubmittedDraft {
    let path = try workspace.draft(
      "second",
      head: channels + (schedule.isEmpty ? "" : "\nschedule: {\(schedule)}"),
      why: "Tell people what happens on the first day of work",
      body: "On the first day we only listen. The work begins after lunch."
    )
    return try #require(
      try workspace.desk("2026-09-07T08:10").submit([path], from: "maya").first
    )
  }

  /// Hands in 2@1 and approves it; returns where it is to go out.
  private func approveSecond(
    _ schedule: String = "",
    channels: String = "channel: linkedin"
  ) throws -> [Delivery] {
    _ = try submitSecond(schedule, channels: channels)
    let outcome = try workspace.desk("2026-09-07T08:10").approve(ApprovalRequest(id: second))
    return try #require(outcome.deliveries, "not approved: \(outcome)")
  }

  @Test("nothing goes out before its instant")
  func nothingEarly() throws {
    let result = try workspace.desk("2026-09-07T09:29").emit()
    #expect(result.emitted.isEmpty)
    #expect(result.held.isEmpty)
    #expect(try workspace.outbox().isEmpty)
  }

  @Test("what is due goes out once, in a file named after its instant")
  func dueGoesOutOnce() throws {
    let desk = try workspace.desk("2026-09-07T09:31")
    let first = try desk.emit()
    #expect(first.emitted.map(\.file) == ["outbox/20260907T133000Z-1-x.json"])
    #expect(first.emitted.map(\.delivery.state) == [.emitted])
    #expect(try desk.emit().emitted.isEmpty)
    // A publisher has taken the file away: the database still knows.
    try FileManager.default.removeItem(atPath: "\(workspace.root)/outbox/20260907T133000Z-1-x.json")
    #expect(try desk.emit().emitted.isEmpty)
    #expect(try workspace.outbox().isEmpty)
  }

  @Test("the file carries everything a publisher needs")
  func documentIsWhole() throws {
    _ = try workspace.desk("2026-09-07T09:31").emit()
    let path = "\(workspace.root)/outbox/20260907T133000Z-1-x.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let json = try #require(JSON(parsing: text))
    guard case .object(let members) = json else {
      Issue.record("no object: \(text)")
      return
    }
    #expect(
      members.map(\.key) == [
        "schema", "key", "submission", "revision", "channel", "kind", "text", "segments", "links",
        "mentions", "hashtags", "media", "mission", "scheduledAt", "emittedAt", "assistant",
        "approvedBy", "approvedAt", "fingerprint", "policy", "waivers", "simulated",
        "statement", "signature", "signedBy",
      ]
    )
    #expect(json["schema"] == "vouch.post/1")
    #expect(json["key"]?.string?.count == 64)
    #expect(json["text"] == "A fee is a promise, said out loud before the work begins.")
    #expect(json["scheduledAt"] == "2026-09-07T09:30:00-04:00")
    #expect(json["emittedAt"] == "2026-09-07T09:31:00-04:00")
    #expect(json["approvedBy"] == "Olga")
    #expect(json["simulated"] == true)
  }

  @Test("a rehearsal changes nothing")
  func rehearsalChangesNothing() throws {
    let desk = try workspace.desk("2026-09-07T09:31")
    let before = try desk.history()
    #expect(try desk.rehearseEmit().emitted.count == 1)
    #expect(try desk.history() == before)
    #expect(try workspace.outbox().isEmpty)
    #expect(try desk.emit().emitted.count == 1)
  }

  @Test("a policy that was tightened after the approval holds the post back, with the reason")
  func tightenedPolicyHolds() throws {
    try workspace.write(
      TemporaryWorkspace.policy + "phrases:\n"
        + "  - {id: no-promises, never: [promise], message: We promise nothing., "
        + "examples: {flags: [a promise], passes: [a plan]}}\n",
      to: "policies/brand.yaml"
    )
    let result = try workspace.desk("2026-09-07T09:31").emit()
    #expect(result.emitted.isEmpty)
    #expect(result.held.count == 1)
    #expect(result.held.first?.reasons.contains { $0.contains("no-promises") } == true)
    #expect(try workspace.outbox().isEmpty)
  }

  @Test("a suspended assistant's posts stay in")
  func suspensionHolds() throws {
    try workspace.desk("2026-09-07T08:30").suspend(assistant: "maya", because: "Under review.")
    let result = try workspace.desk("2026-09-07T09:31").emit()
    #expect(result.emitted.isEmpty)
    #expect(result.held.first?.reasons.contains { $0.contains("assistant-standing") } == true)
  }

  @Test("a slot missed by more than the grace moves to the next one")
  func lateMoves() throws {
    let late = try workspace.desk("2026-09-07T10:01").emit()
    #expect(late.emitted.isEmpty)
    #expect(
      late.held.map(\.delivery.scheduledAt) == [TemporaryWorkspace.instant("2026-09-07T12:15")]
    )
    #expect(try workspace.desk("2026-09-07T12:16").emit().emitted.count == 1)
  }

  @Test("a slot missed within the grace still counts")
  func graceCounts() throws {
    #expect(try workspace.desk("2026-09-07T10:00").emit().emitted.count == 1)
  }

  @Test("where the policy says ask, a missed slot waits for the owner, who approves it again")
  func askWaits() throws {
    let asking = TemporaryWorkspace.policy.split(separator: "\n").map {
      $0.contains("late:") ? "  late: {grace: 30m, then: ask}" : String($0)
    }
    try workspace.write(asking.joined(separator: "\n") + "\n", to: "policies/brand.yaml")
    let late = try workspace.desk("2026-09-07T10:01").emit()
    #expect(late.held.map(\.delivery.state) == [.missed])
    let desk = try workspace.desk("2026-09-07T10:05")
    #expect(try desk.status().needs.map(\.kind) == [.missed])
    _ = try desk.approve(
      ApprovalRequest(
        id: RevisionID(submission: 1, revision: 1),
        exact: TemporaryWorkspace.instant("2026-09-07T11:00")
      )
    )
    #expect(try workspace.desk("2026-09-07T11:00").emit().emitted.count == 1)
  }

  @Test("a file in the way holds one post back, not those behind it")
  func fileInTheWay() throws {
    _ = try approveSecond(channels: "channel: x")
    try workspace.write("something else", to: "outbox/20260907T133000Z-1-x.json")
    // The second one's slot is 12:15; by then the first has moved there too late to be sent.
    let result = try workspace.desk("2026-09-07T09:40").emit()
    #expect(result.held.count == 1)
    #expect(result.held.first?.delivery.state == .retryable)
    #expect(try workspace.desk("2026-09-07T12:20").emit().emitted.map(\.delivery.submission) == [2])
  }

  @Test("a post that an emitter left behind goes out, and only once", arguments: [false, true])
  func crashedEmitterIsRepaired(afterWritingTheFile: Bool) throws {
    let desk = try workspace.desk("2026-09-07T09:31")
    if afterWritingTheFile {
      // The same story in another place gives the same file.
      let twin = try EmitDueTests().workspace
      _ = try twin.desk("2026-09-07T09:31").emit()
      let file = "outbox/20260907T133000Z-1-x.json"
      let text = try String(contentsOfFile: "\(twin.root)/\(file)", encoding: .utf8)
      try workspace.write(text, to: file)
    }
    // The process ended before it could say what became of the post it had claimed.
    let store = try Store.open("\(workspace.root)/.vouch/vouch.sqlite") { _ in "0" }
    try store.rewind(RevisionID(submission: 1, revision: 1), on: .x, to: .claimed)
    #expect(try desk.emit().emitted.count == 1)
    #expect(try desk.emit().emitted.isEmpty)
    #expect(try workspace.outbox() == ["20260907T133000Z-1-x.json"])
  }

  @Test("what expires unsent says so")
  func expiryIsRecorded() throws {
    let submitted = try submitSecond("before: 2026-09-08T12:00")
    #expect(submitted.state == .pending, "\(submitted.report.findings)")
    let late = try workspace.desk("2026-09-08T12:00")
    _ = try late.emit()
    #expect(try late.show(2).listed.submission.state == .expired)
  }

  @Test("an approved post that expires unsent is told, and the owner can give it a new time")
  func expiryIsTold() throws {
    _ = try approveSecond("before: 2026-09-08T12:00")
    let late = try workspace.desk("2026-09-08T12:00")
    #expect(try late.emit().held.map(\.delivery.submission).contains(2))
    #expect(try late.status().needs.map(\.kind).contains(.expired))
    let exact = TemporaryWorkspace.instant("2026-09-09T10:00")
    #expect(try late.approve(ApprovalRequest(id: second, exact: exact)).deliveries?.count == 1)
    #expect(try late.status().needs.map(\.kind).contains(.expired) == false)
    let emitted = try workspace.desk("2026-09-09T10:00").emit().emitted
    #expect(emitted.map(\.delivery.submission) == [2])
  }

  @Test("an exact time that passed waits for the owner, who can approve it again")
  func exactTimeMissedWaits() throws {
    _ = try approveSecond("at: 2026-09-08T10:00")
    let late = try workspace.desk("2026-09-08T10:31")
    #expect(try late.emit().held.contains { $0.delivery.state == .missed })
    #expect(try late.status().needs.map(\.kind).contains(.missed))
  }

  @Test("what today's policy holds back can be approved again with a waiver")
  func heldCanBeWaived() throws {
    try workspace.write(
      TemporaryWorkspace.policy.replacingOccurrences(of: "[election]", with: "[promise]"),
      to: "policies/brand.yaml"
    )
    let desk = try workspace.desk("2026-09-07T09:31")
    #expect(try desk.emit().held.count == 1)
    let waiver = Waiver(rule: "off-limits", reason: "It is our own promise.")
    let again = try desk.approve(
      ApprovalRequest(id: RevisionID(submission: 1, revision: 1), waivers: [waiver])
    )
    #expect(again.deliveries?.count == 1)
    #expect(try workspace.desk("2026-09-07T12:15").emit().emitted.count == 1)
  }

  @Test("two channels of one submission each go out at their own time")
  func channelsAreIndependent() throws {
    let deliveries = try approveSecond(channels: "channels: [linkedin, x]")
    #expect(
      deliveries.map { "\($0.channel) \($0.scheduledAt.milliseconds)" } == [
        "linkedin \(TemporaryWorkspace.instant("2026-09-08T09:30").milliseconds)",
        "x \(TemporaryWorkspace.instant("2026-09-07T12:15").milliseconds)",
      ]
    )
  }
}

extension ApprovalOutcome {
  /// Where it is to go out; nil where it was not approved.
  fileprivate var deliveries: [Delivery]? {
    if case .approved(let deliveries, _) = self { deliveries } else { nil }
  }
}
