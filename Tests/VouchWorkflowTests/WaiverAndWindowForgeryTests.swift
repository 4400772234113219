import Testing
import VouchCore
import VouchStore
import VouchTestSupport

@testable import VouchWorkflow

/// What somebody tries with the rows of waivers and windows: what the owner signed counts, and
/// nothing else.
struct WaiverAndWindowForgeryTests {
  let workspace: TemporaryWorkspace
  private let first = RevisionID(submission: 1, revision: 1)

  /// 1@1 waits for the owner; the next slot is at 12:15.
  init() throws {
    workspace = try TemporaryWorkspace()
    _ = try workspace.desk("2026-09-07T09:40").submit([workspace.draft("first")], from: "maya")
  }

  /// From now on the policy forbids what 1@1 says.
  private func forbidPromises() throws {
    try workspace.editPolicy {
      $0.replacing("politics: [election]", with: "meals: [promise]")
    }
  }

  @Test("a waiver that was written into the database waives nothing")
  func addedWaiver() throws {
    _ = try workspace.desk("2026-09-07T09:50").approve(ApprovalRequest(id: first))
    try forbidPromises()
    try workspace.tamper(
      """
      UPDATE approval SET waivers = '[{"rule":"off-limits","reason":"the owner said so"}]'
      """
    )
    let result = try workspace.desk("2026-09-07T12:15").emit()
    #expect(result.emitted.isEmpty)
    #expect(result.held.first?.reasons.first?.hasSuffix("[off-limits]") == true)
  }

  @Test("a waiver that was taken out of the database, or worded anew, goes out as it was signed")
  func changedWaiver() throws {
    try forbidPromises()
    let waiver = Waiver(rule: "off-limits", reason: "this promise is ours")
    _ = try workspace.desk("2026-09-07T09:50")
      .approve(ApprovalRequest(id: first, waivers: [waiver]))
    for waivers in [#"[{"rule":"off-limits","reason":"because"}]"#, "[]"] {
      try workspace.tamper("UPDATE approval SET waivers = '\(waivers)'")
      #expect(try workspace.desk("2026-09-07T12:15").rehearseEmit().emitted.count == 1)
    }
    let file = try #require(try workspace.desk("2026-09-07T12:15").emit().emitted.first?.file)
    let post = try #require(JSON(parsing: workspace.text(of: file)))
    #expect(
      post["waivers"]?.elements
        == [["rule": "off-limits", "reason": "this promise is ours"]]
    )
    let checker = try workspace.desk("2026-09-07T12:20").postChecker()
    #expect(try checker.check("\(workspace.root)/\(file)").isGenuine)
  }

  /// 2@1 may go out until 12:50, in the slot of 12:15.
  private func approveUntilTenToOne() throws {
    let desk = try workspace.desk("2026-09-07T09:50")
    let draft = try workspace.draft(
      "second",
      head: "channel: x\nschedule: {before: 2026-09-07T12:50}",
      why: "Explain to clients how we count our hours",
      body: "An hour is what it takes, and we write down each of them."
    )
    _ = try desk.submit([draft], from: "maya")
    _ = try desk.approve(ApprovalRequest(id: RevisionID(submission: 2, revision: 1)))
  }

  private static let widened = """
    UPDATE approval SET windowEnd = NULL;
    UPDATE submission SET windowEnd = NULL;
    UPDATE delivery SET windowEnd = NULL;
    """

  @Test("a window that was widened in the database gives a late post no other slot")
  func widenedWindow() throws {
    try approveUntilTenToOne()
    try workspace.tamper(Self.widened)
    let result = try workspace.desk("2026-09-07T12:46").emit()
    #expect(result.emitted.isEmpty)
    #expect(result.held.map(\.delivery.state) == [.missed])
  }

  @Test("a post that was moved past its window in rows and ledger stays where it is")
  func movedPastTheWindow() throws {
    try approveUntilTenToOne()
    try workspace.tamper(Self.widened)
    let desk = try workspace.desk("2026-09-07T10:00")
    try desk.storeForWriting().write { writer in
      let delivery = try #require(try writer.reader.deliveries(of: 2).first)
      let later = TemporaryWorkspace.instant("2026-09-07T17:00")
      let details = delivery.ledgerDetails.adding("scheduledAt", .integer(later.milliseconds))
      try writer.transition(
        delivery,
        .move,
        by: .scheduler,
        at: desk.clock.now,
        event: LedgerEvent("moved", details)
      ) { $0.scheduledAt = later }
    }
    let result = try workspace.desk("2026-09-07T17:00").emit()
    #expect(result.emitted.isEmpty)
    #expect(result.held.map(\.reasons) == [["its instant lies outside the approved window"]])
  }

  @Test("an approval's window that was closed in the database closes nothing")
  func closedWindow() throws {
    try approveUntilTenToOne()
    try workspace.tamper("UPDATE approval SET windowStart = 1, windowEnd = 2")
    let emitted = try workspace.desk("2026-09-07T12:15").emit().emitted
    #expect(emitted.map(\.delivery.submission) == [2])
  }
}
