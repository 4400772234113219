import Foundation
import Testing
import VouchCore
import VouchStore
import VouchTestSupport

@testable import VouchWorkflow

/// What somebody tries with the rows and files of a workspace, who can write to it and has neither
/// the owner's key nor the scheduler's memory.
struct ForgeryTests {
  let workspace: TemporaryWorkspace

  init() throws { workspace = try .withApprovedPost() }

  struct Edit: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let sql: String
    let reason: String

    init(_ name: String, _ sql: String, _ reason: String) {
      testDescription = name
      self.sql = sql
      self.reason = reason
    }
  }

  static let edits = [
    Edit(
      "another text",
      "UPDATE revision SET content = replace(content, 'promise', 'bribe') WHERE submission = 1",
      "what is stored is not what was approved: the fingerprint differs"
    ),
    Edit(
      "other links beside the same text",
      """
      UPDATE revision
      SET content = json_set(content, '$.posts[0].links', json_array('https://evil.test'))
      WHERE submission = 1
      """,
      "what is stored is not what was approved: the fingerprint differs"
    ),
    Edit(
      "other bytes",
      "UPDATE revision SET bytes = CAST(replace(CAST(bytes AS TEXT), 'fee', 'fie') AS BLOB)",
      "what is stored is not what was handed in: the fingerprint differs"
    ),
    Edit(
      "another instant inside the window",
      "UPDATE delivery SET scheduledAt = scheduledAt - 60000",
      "its instant is not the one in the ledger"
    ),
    Edit(
      "another key",
      "UPDATE delivery SET deliveryKey = '0000'",
      "its key is not that of this post"
    ),
    Edit(
      "an approval that points elsewhere",
      "UPDATE approval SET entry = 3",
      "the ledger has no approval of it"
    ),
    Edit(
      "an approval written into the ledger by hand",
      "UPDATE ledgerEntry SET details = replace(details, '\"note\":null', '\"note\":\"yes\"')",
      "the ledger has no approval of it"
    ),
    Edit(
      "an approval copied from another submission",
      """
      UPDATE submission SET state = 'approved' WHERE id = 2;
      UPDATE delivery SET submission = 2;
      UPDATE approval SET submission = 2;
      """,
      "the ledger has no approval of it"
    ),
    Edit(
      "a history without its beginning",
      "DELETE FROM ledgerEntry WHERE event = 'submitted' AND submission = 1",
      "entries of its history are missing or were changed"
    ),
  ]

  @Test("a row that was edited holds the post back", arguments: edits)
  func editedRow(edit: Edit) throws {
    try workspace.tamper(edit.sql)
    #expect(try workspace.heldReason() == edit.reason)
  }

  @Test("a pending post does not go out by its rows alone")
  func rowsAreNoApproval() throws {
    try workspace.tamper(
      """
      UPDATE submission SET state = 'approved' WHERE id = 2;
      INSERT INTO approval
        (submission, revision, fingerprint, at, windowStart, windowEnd, note, waivers, entry)
        SELECT 2, 1, fingerprint, 0, NULL, NULL, NULL, '[]', 5 FROM revision WHERE submission = 2;
      UPDATE delivery SET submission = 2;
      """
    )
    #expect(try workspace.heldReason() == "the ledger has no approval of it")
  }

  @Test("a post that went out does not go out again when its row says that it has not")
  func emittedStaysEmitted() throws {
    #expect(try workspace.desk("2026-09-07T09:31").emit().emitted.count == 1)
    try FileManager.default.removeItem(atPath: workspace.root + "/outbox")
    try workspace.tamper("UPDATE delivery SET state = 'scheduled', emittedAt = NULL")
    let result = try workspace.desk("2026-09-07T09:32").emit()
    #expect(result.held.map(\.reasons) == [["the ledger says that it went out already"]])
  }

  @Test("a text that was changed before the owner decided cannot be approved")
  func changedBeforeApproval() throws {
    try workspace.tamper(
      "UPDATE revision SET content = replace(content, 'after lunch', 'never') WHERE submission = 2"
    )
    #expect(throws: WorkflowError.self) {
      try workspace.desk("2026-09-07T08:20")
        .approve(ApprovalRequest(id: RevisionID(submission: 2, revision: 1)))
    }
    #expect(try workspace.desk("2026-09-07T08:20").show(2).listed.submission.state == .pending)
  }

  @Test("what was shown is what is approved")
  func shownIsApproved() throws {
    let id = RevisionID(submission: 2, revision: 1)
    #expect(throws: WorkflowError.self) {
      try workspace.desk("2026-09-07T08:20")
        .approve(ApprovalRequest(id: id, fingerprint: String(repeating: "0", count: 64)))
    }
  }

  @Test("a missed post does not become due by its row")
  func missedStaysMissed() throws {
    try workspace.editPolicy { $0.replacingOccurrences(of: "next-slot", with: "ask") }
    let late = try workspace.desk("2026-09-07T10:30").emit()
    #expect(late.held.map(\.delivery.state) == [.missed])
    try workspace.tamper("UPDATE delivery SET state = 'scheduled', reason = NULL")
    try workspace.editPolicy { $0.replacingOccurrences(of: "grace: 30m", with: "grace: 90h") }
    #expect(
      try workspace.heldReason(at: "2026-09-07T10:40") == "its state is not the one in the ledger"
    )
  }

  @Test("one row that cannot be read holds one post back")
  func unreadableRow() throws {
    _ = try workspace.desk("2026-09-07T08:20")
      .approve(
        ApprovalRequest(
          id: RevisionID(submission: 2, revision: 1),
          exact: TemporaryWorkspace.instant("2026-09-07T11:10")
        )
      )
    try workspace.tamper("UPDATE revision SET content = 'nope' WHERE submission = 1")
    let first = try workspace.desk("2026-09-07T09:31").emit()
    #expect(first.held.map(\.delivery.submission) == [1])
    #expect(try workspace.desk("2026-09-07T11:10").emit().emitted.map(\.delivery.submission) == [2])
  }

  @Test("a file that was planted in the outbox is not taken for the post")
  func plantedFile() throws {
    let twin = try TemporaryWorkspace.withApprovedPost()
    _ = try twin.desk("2026-09-07T09:31").emit()
    let file = "outbox/20260907T133000Z-1-x.json"
    let genuine = try String(contentsOfFile: "\(twin.root)/\(file)", encoding: .utf8)
    let planted = genuine.replacingOccurrences(of: "A fee is a promise", with: "A fee is a joke")
    try workspace.write(planted, to: file)
    let held = try workspace.desk("2026-09-07T09:31").emit()
    #expect(held.emitted.isEmpty && held.found.isEmpty)
    #expect(held.held.first?.reasons.first?.contains("is not the post that was approved") == true)
    try FileManager.default.removeItem(atPath: "\(workspace.root)/\(file)")
    #expect(try workspace.desk("2026-09-07T09:32").emit().emitted.count == 1)
  }

  @Test("a key that was given up signs nothing any more")
  func formerKey() throws {
    let former = try KeySource { Array(0..<16) }.ownerKey()
    let desk = try workspace.desk("2026-09-07T08:20")
    #expect(try desk.rotateKey().earlier == [former.publicKey])
    var thief = desk
    thief.openedKey = former
    _ = try thief.approve(ApprovalRequest(id: RevisionID(submission: 2, revision: 1)))
    // The thief's key was not used: the one in force was. So it is done past the program.
    #expect(try desk.checkLedger().isSound)
    let store = try desk.storeForReading()
    let entry = try #require(
      try store.read { try $0.ledger(of: 2) }.first { $0.event.name == "approved" }
    )
    let signed = try #require(SignedStatement(in: entry.event.details))
    #expect(signed.key != former.publicKey)
    let forged = try former.sign(signed.bytes)
    let text = JSON.object(forged.members).text().dropFirst().dropLast()
    let genuine = JSON.object(signed.members).text().dropFirst().dropLast()
    try workspace.tamper(
      "UPDATE ledgerEntry SET details = replace(details, '\(genuine)', '\(text)')"
    )
    let check = try desk.checkLedger()
    #expect(check.badEntry == entry.sequence)
  }
}
