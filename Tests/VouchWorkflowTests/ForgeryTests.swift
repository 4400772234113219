import Foundation
import Testing
import VouchCore
import VouchStore
import VouchTestSupport

@testable import VouchWorkflow

/// What somebody tries who can write to the workspace, and has neither the owner's key nor the
/// scheduler's memory.
struct ForgeryTests {
  let workspace: TemporaryWorkspace

  /// 1@1 is approved for 09:30; 2@1 waits for the owner.
  init() throws {
    workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:10")
    _ = try desk.submit([workspace.draft("first")], from: "maya")
    let second = try workspace.draft(
      "second",
      why: "Tell people what happens on the first day of work",
      body: "On the first day we only listen. The work begins after lunch."
    )
    _ = try desk.submit([second], from: "maya")
    _ = try desk.approve(ApprovalRequest(id: RevisionID(submission: 1, revision: 1)))
  }

  /// Why nothing goes out, as `status` and the doctor tell before the emitter comes.
  private func expectDistrust(_ reason: String, isPretended: Bool = true) throws {
    let desk = try workspace.desk("2026-09-07T08:30", isPretended: isPretended)
    let need = try desk.status().needs.first
    #expect(need?.kind == .distrusted)
    #expect(
      need?.message.hasPrefix("nothing goes out: \(reason)") == true,
      "\(need?.message ?? "")"
    )
    let memory = desk.examine().first { $0.subject == "memory" }
    #expect(memory?.finding.hasPrefix("nothing goes out: \(reason)") == true)
    #expect(memory?.isSound == false)
  }

  /// Why the one post that is due was held, after nothing went out.
  private func heldReason(at now: String = "2026-09-07T09:31") throws -> String {
    let result = try workspace.desk(now).emit()
    #expect(result.emitted.isEmpty)
    #expect(try workspace.outbox().isEmpty)
    return result.held.first?.reasons.joined(separator: "; ") ?? "nothing was held"
  }

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
      UPDATE revision SET content = replace(content, '"links":[]', '"links":["https://evil.test"]')
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
    #expect(try heldReason() == edit.reason)
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
    #expect(try heldReason() == "the ledger has no approval of it")
  }

  @Test("what the owner took back stays taken back when its rows and entries are gone")
  func revocationHolds() throws {
    let before = try Data(contentsOf: URL(fileURLWithPath: database))
    _ = try workspace.desk("2026-09-07T08:20").revoke(1, because: "second thoughts")
    // The whole database of before, sound in itself, put back.
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: database + suffix)
    }
    try before.write(to: URL(fileURLWithPath: database))
    try expectDistrust("the ledger does not go on from entry")
    let reason = try heldReason()
    #expect(reason.contains("the ledger does not go on from entry"), "\(reason)")
  }

  @Test("a revocation that the scheduler saw counts although the ledger has other entries after it")
  func overruledApprovalHolds() throws {
    _ = try workspace.desk("2026-09-07T08:20").revoke(1, because: "second thoughts")
    _ = try workspace.desk("2026-09-07T08:25").submit([workspace.draft("third")], from: "maya")
    _ = try workspace.desk("2026-09-07T08:26").emit()
    try workspace.tamper(
      """
      DELETE FROM ledgerEntry WHERE event IN ('revoked', 'cancelled');
      UPDATE submission SET state = 'approved' WHERE id = 1;
      UPDATE delivery SET state = 'scheduled';
      """
    )
    let reason = try heldReason()
    #expect(reason.contains("was taken back by entry"), "\(reason)")
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
    #expect(try heldReason(at: "2026-09-07T10:40") == "its state is not the one in the ledger")
  }

  @Test("a workspace put in the place of another is not taken for it")
  func swappedWorkspace() throws {
    let calls = Counter()
    let other = try TemporaryWorkspace(
      keySource: KeySource { Array(repeating: UInt8(100 + calls.next()), count: 16) }
    )
    let desk = try other.desk("2026-09-07T08:10")
    _ = try desk.submit([other.draft("first", body: "Nobody approved this text.")], from: "maya")
    _ = try desk.approve(ApprovalRequest(id: RevisionID(submission: 1, revision: 1)))
    try workspace.take(from: other)
    try expectDistrust("another workspace was seen in")
    let reason = try heldReason()
    #expect(reason.contains("another workspace was seen in"), "\(reason)")
  }

  @Test("a workspace is named by no path")
  func nameIsNoPath() throws {
    try workspace.tamper("UPDATE workspace SET workspaceKey = '../../../elsewhere'")
    #expect(try heldReason().contains("another workspace was seen in"))
    let stranger = PersonalFolders(
      configuration: workspace.folders.configuration,
      state: workspace.folders.state + "/stranger"
    )
    #expect(throws: WorkflowError.self) {
      try workspace.desk("2026-09-07T09:31", folders: stranger).emit()
    }
    #expect(!FileManager.default.fileExists(atPath: workspace.folders.state + "/../elsewhere"))
  }

  @Test("a new entry that was changed is told before the emitter comes")
  func changedNewEntry() throws {
    _ = try workspace.desk("2026-09-07T08:20").submit([workspace.draft("third")], from: "maya")
    #expect(try workspace.desk("2026-09-07T08:25").status().needs.isEmpty)
    try workspace.tamper(
      """
      UPDATE ledgerEntry SET actor = 'liam'
      WHERE sequence = (SELECT max(sequence) FROM ledgerEntry)
      """
    )
    try expectDistrust("the ledger is not what was written: entry")
  }

  @Test("a memory that cannot be read is told before the emitter comes")
  func damagedMemory() throws {
    let folder = try #require(
      try FileManager.default.contentsOfDirectory(atPath: workspace.folders.state)
        .first { $0 != "places" }
    )
    let file = "\(workspace.folders.state)/\(folder)/witness.json"
    try Data("{".utf8).write(to: URL(fileURLWithPath: file))
    let desk = try workspace.desk("2026-09-07T08:30")
    #expect(try desk.status().needs.map(\.kind) == [.distrusted])
    #expect(desk.examine().filter { !$0.isSound }.map(\.subject) == ["memory"])
    #expect(throws: WorkflowError.self) { try workspace.desk("2026-09-07T09:31").emit() }
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
    let twin = try ForgeryTests().workspace
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

  @Test("what was sent is not sent again from a database that does not know of it")
  func restoredDatabase() throws {
    let backup = workspace.root + "/backup.sqlite"
    _ = try workspace.desk("2026-09-07T08:15").backUp(to: backup)
    #expect(try workspace.desk("2026-09-07T09:31").emit().emitted.count == 1)
    // A publisher has taken the file.
    try FileManager.default.removeItem(atPath: workspace.root + "/outbox")
    _ = try workspace.desk("2026-09-07T09:32").restore(from: backup)
    let result = try workspace.desk("2026-09-07T09:33").emit()
    #expect(result.emitted.isEmpty && result.held.isEmpty)
    #expect(result.found.map(\.delivery.state) == [.emitted])
    #expect(try workspace.desk("2026-09-07T09:34").checkLedger().isSound)
  }

  @Test("a backup from before the key was rotated can be put back")
  func backupBeforeRotation() throws {
    let backup = workspace.root + "/backup.sqlite"
    _ = try workspace.desk("2026-09-07T08:15").backUp(to: backup)
    let key = try workspace.desk("2026-09-07T08:20").rotateKey().key
    _ = try workspace.desk("2026-09-07T08:25").restore(from: backup)
    let desk = try workspace.desk("2026-09-07T09:31")
    #expect(try desk.keyReport().key == key)
    #expect(try desk.checkLedger().isSound)
    #expect(try desk.emit().emitted.count == 1)
    #expect(
      try workspace.desk("2026-09-07T09:35")
        .approve(ApprovalRequest(id: RevisionID(submission: 2, revision: 1))).isApproved
    )
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

  @Test("another key in vouch.yaml holds everything back")
  func swappedKey() throws {
    let other = try KeySource { Array(100..<116) }.ownerKey().publicKey
    try workspace.editSettings { text in
      text.split(separator: "\n").map { $0.hasPrefix("key:") ? "key: \(other)" : String($0) }
        .joined(separator: "\n")
    }
    try expectDistrust("the key in vouch.yaml is not the owner's")
    let reason = try heldReason()
    #expect(reason.hasPrefix("the key in vouch.yaml is not the owner's"), "\(reason)")
    #expect(throws: WorkflowError.self) {
      try workspace.desk("2026-09-07T08:20")
        .approve(ApprovalRequest(id: RevisionID(submission: 2, revision: 1)))
    }
  }

  @Test("a whole workspace signed with another key is not this one")
  func forgedWorkspace() throws {
    // The same random key of the workspace, and another key of the owner.
    let calls = Counter()
    let forged = try TemporaryWorkspace(
      keySource: KeySource { calls.next() == 1 ? Array(0..<16) : Array(50..<66) }
    )
    let desk = try forged.desk("2026-09-07T08:10")
    _ = try desk.submit([forged.draft("first", body: "Nobody approved this text.")], from: "maya")
    _ = try desk.approve(ApprovalRequest(id: RevisionID(submission: 1, revision: 1)))
    for file in ["vouch.yaml", ".vouch/vouch.sqlite"] {
      try FileManager.default.removeItem(atPath: "\(workspace.root)/\(file)")
      try FileManager.default.copyItem(
        atPath: "\(forged.root)/\(file)",
        toPath: "\(workspace.root)/\(file)"
      )
    }
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: database + suffix)
    }
    try expectDistrust("the owner's key is another one than was seen here before")
    let reason = try heldReason()
    #expect(
      reason.contains("the owner's key is another one than was seen here before"),
      "\(reason)"
    )
  }

  @Test("a simulation cannot be passed off as real")
  func simulationStaysOne() throws {
    try workspace.editSettings { $0.replacingOccurrences(of: "simulation: true", with: "") }
    try workspace.tamper("UPDATE workspace SET isSimulation = 0")
    try expectDistrust("this was not always a real workspace", isPretended: false)
    let desk = try workspace.desk("2026-09-07T09:31", isPretended: false)
    let result = try desk.emit()
    #expect(result.emitted.isEmpty)
    #expect(result.distrust == "this was not always a real workspace")
  }

  @Test("an account that has seen nothing believes what it finds, and only once")
  func firstUse() throws {
    let other = PersonalFolders(
      configuration: workspace.folders.configuration,
      state: workspace.root + "/../" + UUID().uuidString
    )
    defer { try? FileManager.default.removeItem(atPath: other.state) }
    #expect(try workspace.desk("2026-09-07T09:31", folders: other).emit().emitted.count == 1)
    try workspace.tamper("DELETE FROM ledgerEntry WHERE sequence > 5")
    let result = try workspace.desk("2026-09-07T09:32", folders: other).emit()
    #expect(result.distrust != nil)
  }

  private var database: String { workspace.root + "/.vouch/vouch.sqlite" }
}

extension ApprovalOutcome {
  fileprivate var isApproved: Bool {
    if case .approved = self { true } else { false }
  }
}
