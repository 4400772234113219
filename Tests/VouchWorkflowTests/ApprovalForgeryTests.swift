import Foundation
import Testing
import VouchCore
import VouchStore
import VouchTestSupport

@testable import VouchWorkflow

/// What somebody tries with approvals, who can write rows and entries as Vouch does: an approval
/// counts for what was signed, where it was signed, and for nothing else.
struct ApprovalForgeryTests {
  let workspace: TemporaryWorkspace
  private let second = RevisionID(submission: 2, revision: 1)

  /// 1@1 is approved and went out at 09:30; 2@1 waits for the owner.
  init() throws {
    workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:10")
    _ = try desk.submit([workspace.draft("first")], from: "maya")
    _ = try desk.approve(ApprovalRequest(id: RevisionID(submission: 1, revision: 1)))
    #expect(try workspace.desk("2026-09-07T09:30").emit().emitted.count == 1)
    _ = try workspace.desk("2026-09-07T09:40").submit([try secondDraft()], from: "maya")
  }

  private func secondDraft(
    body: String = "On the first day we only listen. The work begins after lunch."
  ) throws -> String {
    try workspace.draft(
      "second",
      why: "Tell people what happens on the first day of work",
      body: body
    )
  }

  // MARK: Statements for something else

  /// One thing that a statement says and that does not fit.
  enum Lie: String, CaseIterable, Sendable {
    case otherWorkspace, real, otherSubmission, otherRevision, rejection, otherFingerprint
    case noPosts, otherPost, laterPlace, otherHead, otherInstant, closedWindow, otherKey, formerKey

    var reason: String {
      switch self {
      case .otherWorkspace, .real, .otherSubmission, .otherRevision, .rejection:
        "its approval was signed for something else"
      case .otherFingerprint, .noPosts, .otherPost:
        "what is stored is not what was approved: the fingerprint differs"
      case .laterPlace, .otherHead, .otherInstant:
        "its approval was signed for another place in the ledger"
      case .closedWindow: "its instant lies outside the approved window"
      case .otherKey, .formerKey: "its approval is not signed with the owner's key"
      }
    }
  }

  @Test(
    "an approval that was signed for something else counts for nothing",
    arguments: Lie.allCases
  )
  func lie(_ lie: Lie) throws {
    try writeApproval(with: lie)
    let result = try workspace.desk("2026-09-07T12:15").emit()
    #expect(result.emitted.isEmpty)
    #expect(result.held.map(\.reasons) == [[lie.reason]])
    #expect(try workspace.outbox().count == 1)
  }

  @Test("the same approval without a lie is good")
  func noLie() throws {
    try writeApproval(with: nil)
    #expect(
      try workspace.desk("2026-09-07T12:15").emit().emitted.map(\.delivery.submission) == [2]
    )
  }

  /// Approves 2@1 past the program, in rows and entries that are as they should be.
  private func writeApproval(with lie: Lie?) throws {
    let desk = try workspace.desk("2026-09-07T09:50")
    if lie == .formerKey { _ = try desk.rotateKey() }
    let key = try KeySource { Array(lie == .otherKey ? 100..<116 : 0..<16) }.ownerKey()
    try desk.storeForWriting().write { writer in
      let record = try writer.reader.workspace()
      let revision = try #require(try writer.reader.revision(of: 2, 1))
      let statement = try statement(lie, of: revision, record, desk.clock.now, in: writer.reader)
      let approval = Approval(
        revision: 1,
        fingerprint: revision.fingerprint,
        at: desk.clock.now,
        window: .always,
        waivers: [],
        note: nil
      )
      let details = [JSON.Member("revision", 1)] + (try key.sign(statement.bytes).members)
      _ = try writer.approve(2, approval, event: LedgerEvent("approved", .object(details)))
      try writer.schedule(
        Delivery(
          submission: 2,
          revision: 1,
          channel: .x,
          scheduledAt: TemporaryWorkspace.instant("2026-09-07T12:15"),
          key: Digests.deliveryKey(workspace: record.key, id: second, channel: .x)
        ),
        by: .owner,
        at: desk.clock.now
      )
    }
  }

  private func statement(
    _ lie: Lie?,
    of revision: Revision,
    _ record: WorkspaceRecord,
    _ now: Instant,
    in reader: StoreReader
  ) throws -> DecisionStatement {
    let head = try reader.ledgerHead()
    let digest = try #require(PostContent(revision.content, on: .x)?.digest)
    let other = String(repeating: "f", count: 64)
    return DecisionStatement(
      workspace: lie == .otherWorkspace ? String(other.prefix(32)) : record.key,
      isSimulated: lie != .real,
      decision: lie == .rejection ? .reject : .approve,
      id: RevisionID(
        submission: lie == .otherSubmission ? 1 : 2,
        revision: lie == .otherRevision ? 2 : 1
      ),
      assistant: "maya",
      owner: "Olga",
      fingerprint: lie == .otherFingerprint ? other : revision.fingerprint,
      policy: .none,
      waivers: [],
      window: lie == .closedWindow ? Window(end: now) : .always,
      at: lie == .otherInstant ? now + .minutes(1) : now,
      note: "",
      posts: lie == .noPosts
        ? [] : [.init(channel: "x", digest: lie == .otherPost ? other : digest)],
      ledger: LedgerHead(
        sequence: head.sequence + (lie == .laterPlace ? 1 : 0),
        digest: lie == .otherHead ? other : head.digest
      )
    )
  }

  // MARK: Copies

  @Test("the approval of one revision does not send another one out")
  func copiedFromAnotherRevision() throws {
    let desk = try workspace.desk("2026-09-07T09:50")
    try desk.requestChanges(second, because: "say less")
    _ = try desk.submit([secondDraft(body: "On day one we listen.")], from: "maya", revising: 2)
    _ = try desk.approve(ApprovalRequest(id: RevisionID(submission: 2, revision: 2)))
    let key = Digests.deliveryKey(workspace: try key(of: workspace), id: second, channel: .x)
    try workspace.tamper(
      """
      UPDATE approval SET revision = 1,
        fingerprint = (SELECT fingerprint FROM revision WHERE submission = 2 AND number = 1)
        WHERE submission = 2;
      UPDATE delivery SET revision = 1, deliveryKey = '\(key)' WHERE submission = 2;
      """
    )
    let result = try workspace.desk("2026-09-07T12:15").emit()
    #expect(result.emitted.isEmpty)
    #expect(result.held.map(\.reasons) == [["its approval was signed for something else"]])
  }

  @Test("an approval that the owner signed in another workspace counts there alone")
  func copiedFromAnotherWorkspace() throws {
    // The same key of the owner's, which no honest program would use twice.
    let calls = Counter()
    let other = try TemporaryWorkspace(
      keySource: KeySource { Array(calls.next() == 1 ? 100..<116 : 0..<16) }
    )
    let there = try other.desk("2026-09-07T08:10")
    _ = try there.submit([other.draft("first")], from: "maya")
    _ = try there.approve(ApprovalRequest(id: RevisionID(submission: 1, revision: 1)))
    let entry = try #require(
      try there.storeForReading().read { try $0.ledger(of: 1) }
        .first { $0.event.name == "approved" }
    )
    try workspace.tamper(
      """
      UPDATE ledgerEntry SET details = '\(entry.event.details.text())'
        WHERE event = 'approved' AND submission = 1;
      DELETE FROM ledgerEntry WHERE sequence > (
        SELECT max(sequence) FROM ledgerEntry WHERE event = 'scheduled');
      UPDATE delivery SET state = 'scheduled', emittedAt = NULL;
      """
    )
    try workspace.computeLedgerAnew()
    try FileManager.default.removeItem(atPath: workspace.root + "/outbox")
    // A scheduler that has never been here, so that nothing but the statement speaks against it.
    let stranger = PersonalFolders(
      configuration: other.folders.configuration,
      state: other.folders.state + "/stranger"
    )
    let result = try workspace.desk("2026-09-07T09:35", folders: stranger).emit()
    #expect(result.emitted.isEmpty && result.distrust == nil)
    #expect(
      result.held.map(\.reasons) == [["its approval was signed for another place in the ledger"]]
    )
  }

  /// Whoever finds a key that was given up may sign, and write that into the past: each entry then
  /// looks right beside its neighbours, and the ledger does not lead to its head any more.
  @Test("a key that was given up approves nothing in the past either")
  func formerKeyInThePast() throws {
    let workspace = try TemporaryWorkspace.withApprovedPost()
    let desk = try workspace.desk("2026-09-07T08:20")
    _ = try desk.rotateKey()
    let former = try KeySource { Array(0..<16) }.ownerKey()
    let (entry, revision, key) = try desk.storeForReading().read { reader in
      let approved = try reader.ledger(of: 1).first { $0.event.name == "approved" }
      return (
        try #require(approved), try #require(try reader.revision(of: 2, 1)),
        try reader.workspace().key
      )
    }
    let genuine = try #require(SignedStatement(in: entry.event.details))
    let statement = try DecisionStatement(genuine.bytes).about(second, revision)
    let details = JSON.object([.init("revision", 1)] + (try former.sign(statement.bytes).members))
    try workspace.tamper(
      """
      UPDATE submission SET state = 'approved' WHERE id = 2;
      INSERT INTO approval
        (submission, revision, fingerprint, at, windowStart, windowEnd, note, waivers, entry)
        VALUES (2, 1, '\(revision.fingerprint)', 0, NULL, NULL, NULL, '[]', \(entry.sequence));
      UPDATE ledgerEntry SET submission = 2, details = '\(details.text())'
        WHERE sequence = \(entry.sequence);
      UPDATE stateCount SET count = 9;
      """
    )
    try workspace.computeLedgerAnew(only: entry.sequence)
    let delivery = Delivery(
      submission: 2,
      revision: 1,
      channel: .x,
      scheduledAt: TemporaryWorkspace.instant("2026-09-07T12:15"),
      key: Digests.deliveryKey(workspace: key, id: second, channel: .x)
    )
    try desk.storeForWriting().write {
      try $0.schedule(delivery, by: .owner, at: desk.clock.now)
    }
    let result = try workspace.desk("2026-09-07T12:15").emit()
    #expect(result.emitted.isEmpty && result.distrust == nil)
    #expect(
      result.held.first { $0.delivery.submission == 2 }?.reasons
        == ["its approval is signed with an earlier key, in a ledger that is broken"]
    )
  }

  private func key(of workspace: TemporaryWorkspace) throws -> String {
    try workspace.desk("2026-09-07T09:50").storeForReading().read { try $0.workspace().key }
  }
}

extension DecisionStatement {
  /// The same approval in the same place, of another revision.
  fileprivate func about(_ id: RevisionID, _ revision: Revision) throws -> DecisionStatement {
    DecisionStatement(
      workspace: workspace,
      isSimulated: isSimulated,
      decision: decision,
      id: id,
      assistant: assistant,
      owner: owner,
      fingerprint: revision.fingerprint,
      policy: policy,
      waivers: waivers,
      window: window,
      at: at,
      note: note,
      posts: [
        .init(channel: "x", digest: try #require(PostContent(revision.content, on: .x)?.digest))
      ],
      ledger: ledger
    )
  }
}
