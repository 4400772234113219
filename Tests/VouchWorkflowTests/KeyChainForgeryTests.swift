import Testing
import VouchCore
import VouchStore
import VouchTestSupport

@testable import VouchWorkflow

/// What somebody tries with the entries that name the owner's keys: `vouch verify` names the entry,
/// and nothing goes out.
struct KeyChainForgeryTests {
  let workspace: TemporaryWorkspace
  /// The entry that rotated the key.
  let rotation: Int

  /// 1@1 is approved for 09:30 with the first key; then the key is rotated.
  init() throws {
    workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:10")
    _ = try desk.submit([workspace.draft("first")], from: "maya")
    _ = try desk.approve(ApprovalRequest(id: RevisionID(submission: 1, revision: 1)))
    _ = try desk.rotateKey()
    rotation = try desk.storeForReading().read { try $0.ledgerHead().sequence }
    _ = try desk.submit(
      [workspace.draft("second", why: "Say what the first day is for")],
      from: "maya"
    )
  }

  struct Edit: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let sql: String
    let reason: String
    var isComputedAnew = true
  }

  static let foundings = [
    Edit(
      testDescription: "another key, without the digests",
      sql: "details = replace(details, 'ed25519:', 'ed25519:A')",
      reason: "its content does not match its digest",
      isComputedAnew: false
    ),
    Edit(
      testDescription: "no key",
      sql: "details = json_remove(details, '$.ownerKey')",
      reason: "it names no key of the owner's"
    ),
    Edit(
      testDescription: "another event",
      sql: "event = 'assistant-added'",
      reason: "it does not found the workspace"
    ),
  ]

  @Test("an edit of the founding entry is named", arguments: foundings)
  func founding(edit: Edit) throws {
    try workspace.tamper("UPDATE ledgerEntry SET \(edit.sql) WHERE sequence = 1")
    if edit.isComputedAnew { try workspace.computeLedgerAnew() }
    try expectNamed(entry: 1, edit.reason)
  }

  @Test("a ledger without its beginning is named from the first entry on")
  func noBeginning() throws {
    try workspace.tamper("DELETE FROM ledgerEntry WHERE sequence = 1")
    try expectNamed(entry: 1, "entry 1 is missing")
  }

  @Test(
    "a database that is not the one it was founded as is named by its first entry",
    arguments: [
      "UPDATE workspace SET workspaceKey = 'ffffffffffffffffffffffffffffffff'",
      """
      UPDATE ledgerEntry
      SET details = json_set(details, '$.workspace', 'ffffffffffffffffffffffffffffffff')
      WHERE sequence = 1
      """,
    ]
  )
  func otherWorkspace(sql: String) throws {
    try workspace.tamper(sql)
    try workspace.computeLedgerAnew()
    let desk = try workspace.desk("2026-09-07T08:25")
    let check = try desk.checkLedger()
    #expect(check.badEntry == 1)
    #expect(check.reason == "it founds another workspace than this one")
    #expect(try workspace.desk("2026-09-07T09:31").emit().distrust != nil)
    // Whoever reads rows of a mixture is told nothing that could be wrong.
    #expect(throws: StoreError.self) { try desk.status() }
  }

  static let rotations = [
    Edit(
      testDescription: "no signature",
      sql: "json_object('byNewKey', details -> '$.byNewKey')",
      reason: "it rotates the owner's key, and the key before did not sign that"
    ),
    Edit(
      testDescription: "another signature",
      sql: "json_set(details, '$.signature', details ->> '$.byNewKey.signature')",
      reason: "it rotates the owner's key, and the key before did not sign that"
    ),
    Edit(
      testDescription: "signed with the new key alone",
      sql: "json_patch(details, details -> '$.byNewKey')",
      reason: "it rotates the owner's key, and the key before did not sign that"
    ),
    Edit(
      testDescription: "signed with the old key alone",
      sql: "json_remove(details, '$.byNewKey')",
      reason: "it rotates the owner's key, and the new key did not sign that"
    ),
  ]

  @Test("an edit of a rotation is named", arguments: rotations)
  func rotated(edit: Edit) throws {
    try workspace.tamper(
      "UPDATE ledgerEntry SET details = \(edit.sql) WHERE sequence = \(rotation)"
    )
    try workspace.computeLedgerAnew()
    try expectNamed(entry: rotation, edit.reason)
  }

  @Test("a key that was given up brings no other one into force")
  func formerKeyRotates() throws {
    let thief = try KeySource { Array(100..<116) }.ownerKey()
    let entry = try append(rotating: formerKey(), to: thief)
    try expectNamed(
      entry: entry,
      "it rotates the owner's key, and the key before did not sign that"
    )
  }

  @Test("a rotation that was signed for another place in the ledger counts for nothing")
  func movedRotation() throws {
    let key = try KeySource { Array(16..<32) }.ownerKey()
    let next = try KeySource { Array(100..<116) }.ownerKey()
    let elsewhere = LedgerHead(sequence: 3, digest: LedgerHead.genesis.digest)
    let entry = try append(rotating: key, to: next, on: elsewhere)
    try expectNamed(entry: entry, "its rotation of the key was signed elsewhere")
  }

  @Test("a workspace is founded once")
  func foundedTwice() throws {
    let founding = try #require(
      try workspace.desk("2026-09-07T08:20").storeForReading().read { try $0.soundEntry(1) }
    )
    let entry = try append(founding.event)
    // The first one counts, so that nothing has to be held.
    let check = try workspace.desk("2026-09-07T08:25").checkLedger()
    #expect(check.badEntry == entry)
    #expect(check.reason == "a workspace is founded once, by its first entry")
  }

  /// The ledger as it was written is sound; otherwise nothing above would say anything.
  @Test("a ledger whose key was rotated is sound")
  func honest() throws {
    let check = try workspace.desk("2026-09-07T08:20").checkLedger()
    #expect(check.isSound && check.badEntry == nil, "\(check)")
    #expect(check.signed == 1)
  }

  private func formerKey() throws -> OwnerPrivateKey {
    try KeySource { Array(0..<16) }.ownerKey()
  }

  /// Writes a rotation past the program, and returns its number.
  private func append(
    rotating old: OwnerPrivateKey,
    to new: OwnerPrivateKey,
    on head: LedgerHead? = nil
  ) throws -> Int {
    let desk = try workspace.desk("2026-09-07T08:20")
    let (record, newest) = try desk.storeForReading().read {
      (try $0.workspace(), try $0.ledgerHead())
    }
    let statement = RotationStatement(
      workspace: record.key,
      old: old.publicKey,
      new: new.publicKey,
      at: desk.clock.now,
      ledger: head ?? newest
    )
    let byNew = try new.sign(statement.bytes)
    let details =
      try old.sign(statement.bytes).members + [.init("byNewKey", .object(byNew.members))]
    return try append(LedgerEvent(RotationStatement.event, .object(details)))
  }

  private func append(_ event: LedgerEvent) throws -> Int {
    let desk = try workspace.desk("2026-09-07T08:20")
    return try desk.storeForWriting().write { writer in
      try writer.note(event, by: .owner, at: desk.clock.now)
      return try writer.reader.ledgerHead().sequence
    }
  }

  private func expectNamed(entry: Int, _ reason: String) throws {
    let check = try workspace.desk("2026-09-07T08:25").checkLedger()
    #expect(check.badEntry == entry)
    #expect(check.reason == reason)
    #expect(check.entries == entry - 1)
    #expect(!check.isSound)
    let desk = try workspace.desk("2026-09-07T08:25")
    #expect(try desk.status().needs.first?.kind == .distrusted)
    let found = desk.examine().filter { !$0.isSound }
    #expect(found.map(\.subject) == ["ledger", "memory"], "\(found)")
    #expect(found.first?.finding == "entry \(entry): \(reason)")
    let result = try workspace.desk("2026-09-07T09:31").emit()
    #expect(result.emitted.isEmpty)
    #expect(result.distrust != nil)
    #expect(try workspace.outbox().isEmpty)
  }
}
