import Foundation
import Testing
import VouchCore
import VouchStore
import VouchTestSupport

@testable import VouchWorkflow

/// What somebody tries with a workspace as a whole, who cannot make an account forget what it has
/// seen: another ledger, another key, another workspace, an earlier state.
struct MemoryForgeryTests {
  let workspace: TemporaryWorkspace

  init() throws { workspace = try .withApprovedPost() }

  @Test("what the owner took back stays taken back when its rows and entries are gone")
  func revocationHolds() throws {
    let before = try Data(contentsOf: URL(fileURLWithPath: workspace.database))
    _ = try workspace.desk("2026-09-07T08:20").revoke(1, because: "second thoughts")
    // The whole database of before, sound in itself, put back.
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: workspace.database + suffix)
    }
    try before.write(to: URL(fileURLWithPath: workspace.database))
    try workspace.expectDistrust("the ledger does not go on from entry")
    let reason = try workspace.heldReason()
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
    let reason = try workspace.heldReason()
    #expect(reason.contains("was taken back by entry"), "\(reason)")
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
    try workspace.expectDistrust("another workspace was seen in")
    let reason = try workspace.heldReason()
    #expect(reason.contains("another workspace was seen in"), "\(reason)")
  }

  @Test("a workspace is named by no path")
  func nameIsNoPath() throws {
    try workspace.tamper("UPDATE workspace SET workspaceKey = '../../../elsewhere'")
    #expect(try workspace.heldReason().contains("another workspace was seen in"))
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
    try workspace.expectDistrust("the ledger is not what was written: entry")
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

  @Test("another key in vouch.yaml holds everything back")
  func swappedKey() throws {
    let other = try KeySource { Array(100..<116) }.ownerKey().publicKey
    try workspace.editSettings { text in
      text.split(separator: "\n").map { $0.hasPrefix("key:") ? "key: \(other)" : String($0) }
        .joined(separator: "\n")
    }
    try workspace.expectDistrust("the key in vouch.yaml is not the owner's")
    let reason = try workspace.heldReason()
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
    try workspace.take(from: forged)
    try workspace.expectDistrust("the owner's key is another one than was seen here before")
    let reason = try workspace.heldReason()
    #expect(
      reason.contains("the owner's key is another one than was seen here before"),
      "\(reason)"
    )
  }

  @Test("a simulation cannot be passed off as real")
  func simulationStaysOne() throws {
    try workspace.editSettings { $0.replacingOccurrences(of: "simulation: true", with: "") }
    try workspace.tamper("UPDATE workspace SET isSimulation = 0")
    try workspace.expectDistrust("this was not always a real workspace", isPretended: false)
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
}

extension ApprovalOutcome {
  fileprivate var isApproved: Bool {
    if case .approved = self { true } else { false }
  }
}
