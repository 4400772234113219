import Testing
import VouchCore

@testable import VouchStore

/// What the schema itself refuses, whoever asks.
@Suite struct ProtectionTests {
  @Test(arguments: [
    ("UPDATE ledgerEntry SET actor = 'nobody'", "the ledger never changes"),
    ("DELETE FROM ledgerEntry WHERE sequence = 1", "the ledger never forgets"),
    (
      """
      INSERT OR REPLACE INTO ledgerEntry
      SELECT sequence, at, 'nobody', event, submission, details, previous, digest FROM ledgerEntry
      """,
      "the ledger is only added to"
    ),
    (
      "INSERT INTO ledgerEntry VALUES (99, 0, 'nobody', 'seen', NULL, '{}', '', '')",
      "the ledger is only added to"
    ),
    ("UPDATE ledgerHead SET sequence = 1", "the ledger is only added to"),
    ("DELETE FROM ledgerHead", "the ledger never forgets"),
    ("UPDATE revision SET bytes = x'00'", "a revision never changes"),
    ("DELETE FROM revision", "a revision never goes"),
    (
      "INSERT OR REPLACE INTO revision SELECT * FROM revision",
      "revisions are numbered without gaps"
    ),
    ("UPDATE approval SET fingerprint = 'other'", "an approval never changes"),
    ("DELETE FROM approval", "an approval never goes"),
    ("DELETE FROM submission", "a submission never goes"),
    ("DELETE FROM delivery", "a delivery never goes"),
    (
      "UPDATE submission SET state = 'vouched'",
      "CHECK constraint failed: state = 'blocked' OR state = 'pending'\n"
        + "    OR state = 'changes-requested' OR state = 'approved' OR state = 'rejected'\n"
        + "    OR state = 'withdrawn' OR state = 'revoked' OR state = 'expired'"
    ),
    ("UPDATE submission SET latestRevision = 0", "CHECK constraint failed: latestRevision >= 1"),
    (
      "UPDATE submission SET submittedAt = 'yesterday'",
      "cannot store TEXT value in INTEGER column submission.submittedAt"
    ),
    ("UPDATE submission SET assistant = NULL", "NOT NULL constraint failed: submission.assistant"),
    (
      "UPDATE delivery SET revision = 7",
      "FOREIGN KEY constraint failed"
    ),
    (
      """
      INSERT INTO delivery
      SELECT submission, revision, 'linkedin', state, scheduledAt, emittedAt, deliveryKey, url,
        reason, isMission, hasMentions, isApproved, windowEnd FROM delivery
      """,
      "UNIQUE constraint failed: delivery.deliveryKey"
    ),
    (
      """
      INSERT INTO delivery
      SELECT submission, revision, channel, state, scheduledAt, emittedAt, 'other', url, reason,
        isMission, hasMentions, isApproved, windowEnd FROM delivery
      """,
      "UNIQUE constraint failed: delivery.submission, delivery.revision, delivery.channel"
    ),
    (
      "INSERT INTO workspace VALUES (2, 'second', 0, 0)",
      "CHECK constraint failed: id = 1"
    ),
  ])
  func aStatementBesideTheDoorIsRefused(_ sql: String, _ reason: String) throws {
    let store = try Store.sample()
    try store.write { try $0.submitApproved() }
    let before = try store.logicalContent()
    let answer = refusal { try store.write { try $0.connection.run(script: sql) } }
    #expect(answer == "the database failed: \(reason)")
    #expect(try store.logicalContent() == before)
  }
}
