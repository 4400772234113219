import Testing
import VouchCore

@testable import VouchStore

/// What somebody with a database tool does to the ledger shows.
@Suite struct LedgerChainTests {
  @Test(arguments: [
    // Every column of an entry.
    (
      "UPDATE ledgerEntry SET at = at + 1 WHERE sequence = 3", 3,
      "its content does not match its digest"
    ),
    (
      "UPDATE ledgerEntry SET actor = 'noor' WHERE sequence = 3", 3,
      "its content does not match its digest"
    ),
    (
      "UPDATE ledgerEntry SET event = 'rejected' WHERE sequence = 3", 3,
      "its content does not match its digest"
    ),
    (
      "UPDATE ledgerEntry SET submission = NULL WHERE sequence = 3", 3,
      "its content does not match its digest"
    ),
    (
      "UPDATE ledgerEntry SET details = details || ' ' WHERE sequence = 3", 3,
      "its content does not match its digest"
    ),
    (
      "UPDATE ledgerEntry SET digest = 'x' WHERE sequence = 3", 3,
      "its content does not match its digest"
    ),
    (
      "UPDATE ledgerEntry SET previous = 'x' WHERE sequence = 3", 3,
      "it does not continue the entry before it"
    ),
    (
      "UPDATE ledgerEntry SET actor = 'maya' WHERE sequence = 1", 1,
      "its content does not match its digest"
    ),
    (
      "UPDATE ledgerEntry SET actor = 'noor' WHERE sequence = 5", 5,
      "its content does not match its digest"
    ),
    // Taken out: the first, one in the middle, the last, all.
    ("DELETE FROM ledgerEntry WHERE sequence = 1", 1, "entry 1 is missing"),
    ("DELETE FROM ledgerEntry WHERE sequence = 3", 3, "entry 3 is missing"),
    ("DELETE FROM ledgerEntry WHERE sequence = 5", 5, "entry 5 is missing"),
    ("DELETE FROM ledgerEntry", 1, "entry 1 is missing"),
    // Taken out, and the gap closed.
    (
      """
      DELETE FROM ledgerEntry WHERE sequence = 3;
      UPDATE ledgerEntry SET sequence = sequence - 1 WHERE sequence = 4;
      UPDATE ledgerEntry SET sequence = sequence - 1 WHERE sequence = 5;
      """,
      3, "it does not continue the entry before it"
    ),
    // Two change places.
    (
      """
      UPDATE ledgerEntry SET sequence = 99 WHERE sequence = 2;
      UPDATE ledgerEntry SET sequence = 2 WHERE sequence = 3;
      UPDATE ledgerEntry SET sequence = 3 WHERE sequence = 99;
      """,
      2, "it does not continue the entry before it"
    ),
    // One more, in the middle and at the end.
    (
      """
      UPDATE ledgerEntry SET sequence = 6 WHERE sequence = 5;
      UPDATE ledgerEntry SET sequence = 5 WHERE sequence = 4;
      UPDATE ledgerEntry SET sequence = 4 WHERE sequence = 3;
      INSERT INTO ledgerEntry SELECT 3, at, 'maya', event, submission, details, previous, digest
      FROM ledgerEntry WHERE sequence = 4;
      """,
      3, "its content does not match its digest"
    ),
    (
      """
      INSERT INTO ledgerEntry SELECT 6, at, actor, event, submission, details, digest, digest
      FROM ledgerEntry WHERE sequence = 5;
      """,
      6, "its content does not match its digest"
    ),
  ])
  func theFirstBadEntryIsNamed(_ sql: String, _ sequence: Int, _ reason: String) throws {
    let store = try Store.sample()
    try store.write { writer in
      try writer.submitApproved()
      try writer.note(LedgerEvent("seen"), by: .assistant("maya"), at: minute(2))
    }
    let whole = try store.read { try $0.verifyLedger() }
    #expect(whole.fault == nil && whole.entries == 5)
    let digests = try store.read { try $0.ledger() }.map(\.digest)
    try store.write { try tamper($0, sql) }
    let verification = try store.read { try $0.verifyLedger() }
    #expect(
      verification
        == LedgerVerification(
          head: sequence == 1
            ? .genesis : LedgerHead(sequence: sequence - 1, digest: digests[sequence - 2]),
          fault: .init(sequence: sequence, reason: reason)
        )
    )
  }

  @Test func anEntryThatFitsTheChainButCameBesideTheDoorIsNamed() throws {
    let store = try Store.sample()
    try store.write { writer in
      try writer.note(LedgerEvent("seen"), by: .owner, at: minute(1))
      // Whoever knows the layout can make a chain; the head beside it is left behind.
      try tamper(
        writer,
        "CREATE TEMP TABLE head AS SELECT * FROM main.ledgerHead"
      )
      try writer.note(LedgerEvent("forged"), by: .owner, at: minute(2))
      try tamper(
        writer,
        """
        UPDATE main.ledgerHead SET sequence = (SELECT sequence FROM temp.head),
          digest = (SELECT digest FROM temp.head)
        """
      )
    }
    #expect(
      try store.read { try $0.verifyLedger() }.fault
        == .init(sequence: 3, reason: "it was not written by Vouch")
    )
  }

  @Test func anEmptyLedgerIsSound() throws {
    let store = try Store.inMemory(digest: sampleDigest)
    #expect(
      try store.read { try $0.verifyLedger() }
        == LedgerVerification(head: .genesis, fault: nil)
    )
  }

  @Test func aWalkStopsAtTheFirstBadEntry() throws {
    let counter = DigestCounter()
    let store = try Store.inMemory(digest: counter.digest)
    try store.write { writer in
      for step in 0..<50 {
        try writer.note(LedgerEvent("seen"), by: .owner, at: minute(Int64(step)))
      }
      try tamper(writer, "UPDATE ledgerEntry SET actor = 'maya' WHERE sequence = 7")
    }
    counter.reset()
    #expect(try store.read { try $0.verifyLedger() }.fault?.sequence == 7)
    #expect(counter.count == 7)
  }

  @Test func theLedgerIsReadInOrderWholeOrInPart() throws {
    let store = try Store.sample()
    try store.write { writer in
      try writer.submitApproved(bytes: "A")
      try writer.submitApproved(bytes: "B")
    }
    try store.read { reader throws in
      #expect(try reader.ledger().map(\.sequence) == [1, 2, 3, 4, 5, 6, 7])
      #expect(try reader.ledger(limit: 2).map(\.sequence) == [6, 7])
      #expect(try reader.ledger(of: 1).map(\.event.name) == ["submitted", "approved", "scheduled"])
      #expect(try reader.ledger(of: 2, limit: 2).map(\.sequence) == [6, 7])
      #expect(try reader.ledger(of: 3) == [])
      #expect(try reader.ledger(limit: 0) == [])
    }
  }

  @Test func aPretendedPresentIsWrittenIntoEachEntryAndCannotBeTakenOut() throws {
    let store = try Store.sample()
    try store.recordingPretence().write { try $0.submitApproved() }
    try store.write { try $0.note(LedgerEvent("seen"), by: .owner, at: minute(3)) }
    let entries = try store.read { try $0.ledger() }
    #expect(
      entries.map { $0.event.details["pretended"] } == [nil, true, true, true, nil]
    )
    #expect(try store.read { try $0.verifyLedger() }.fault == nil)
    try store.write {
      try tamper(
        $0,
        """
        UPDATE ledgerEntry SET details = replace(details, ',"pretended":true', '')
        WHERE sequence = 3
        """
      )
    }
    #expect(try store.read { try $0.verifyLedger() }.fault?.sequence == 3)
  }

  /// Does with the ledger what a database tool can do.
  private func tamper(_ writer: StoreWriter, _ sql: String) throws {
    let triggers = try writer.connection.rows(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'ledger%'"
    ) { (name: $0.text(0), sql: $0.text(1)) }
    for trigger in triggers { try writer.connection.run(script: "DROP TRIGGER \(trigger.name)") }
    try writer.connection.run(script: sql)
    for trigger in triggers { try writer.connection.run(script: trigger.sql) }
  }
}
