import Foundation
import Testing
import VouchCore

@testable import VouchStore

/// What was acknowledged survives a power cut, and what was not leaves no trace.
@Suite struct DurabilityTests {
  @Test func everyWritingConnectionWaitsForTheDisk() throws {
    try withDatabase { path throws in
      // FULL is 2. The first connection made the file, the second found it, both stay open.
      let first = try Store.open(path, digest: sampleDigest)
      let second = try Store.open(path, digest: sampleDigest)
      for store in [first, second, first.recordingPretence()] {
        let settings = try store.write { writer in
          try ["synchronous", "journal_mode", "foreign_keys"].map { name in
            try writer.connection.row("PRAGMA \(name)") { $0.text(0) }
          }
        }
        #expect(settings == ["2", "wal", "1"])
      }
    }
  }

  @Test func aConnectionThatMakesTheFileWaitsForTheDisk() throws {
    try withTemporaryFolder { folder throws in
      let store = try Store.open(folder + "/new.sqlite", creating: true, digest: sampleDigest)
      let settings = try store.write { writer in
        try ["synchronous", "journal_mode"].map { name in
          try writer.connection.row("PRAGMA \(name)") { $0.text(0) }
        }
      }
      #expect(settings == ["2", "wal"])
    }
  }

  @Test func whateverStatementFailsNothingOfItsTransactionIsKept() throws {
    let store = try Store.sample()
    try store.write { try $0.submitApproved() }
    let before = try store.logicalContent()
    // Fails the insert into one table after another, deeper in the transaction each time.
    for table in ["submission", "revision", "approval", "delivery", "ledgerEntry", "ledgerHead"] {
      let change = table == "ledgerHead" ? "UPDATE" : "INSERT"
      let trigger = "CREATE TEMP TRIGGER disk BEFORE \(change) ON main.\(table) "
      try store.write {
        try $0.connection.run(
          script: trigger + "BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END"
        )
      }
      let answer = refusal {
        try store.write { writer in
          try writer.add(assistant: "noor", at: minute(1))
          try writer.submitApproved(bytes: "Another text")
        }
      }
      #expect(answer == "the database failed: the disk is gone")
      try store.write { try $0.connection.run(script: "DROP TRIGGER temp.disk") }
      #expect(try store.logicalContent() == before)
    }
    try store.write { try $0.submitApproved(bytes: "Another text") }
    #expect(try store.read { try $0.verifyLedger() }.fault == nil)
  }

  @Test func whatTheCallerThrowsUndoesTheTransactionAndReachesTheCaller() throws {
    struct Interruption: Error, Equatable {}
    let store = try Store.sample()
    let before = try store.logicalContent()
    #expect(throws: Interruption()) {
      try store.write { writer in
        try writer.submitApproved()
        throw Interruption()
      }
    }
    #expect(try store.logicalContent() == before)
  }

  @Test func aTextThatSQLiteWouldCutShortIsRefused() throws {
    let store = try Store.sample()
    let answer = refusal {
      try store.write { try $0.add(assistant: "maya\0root", at: minute(0)) }
    }
    #expect(answer == "the database failed: a text holds a NUL character")
    #expect(try store.read { try $0.assistants() } == [])
  }

  @Test func theTextsOfFailuresSayWhatToDo() {
    let texts = [
      StoreError.missing(path: "/w/db"), .readOnly(path: "/w/db"), .busy, .diskFull,
      .damaged("x"), .newer(version: 7), .unreadable("x"), .failed("x"),
    ].map(\.description)
    #expect(
      texts == [
        "there is no database at /w/db; put a backup there with 'vouch restore'",
        "/w/db cannot be opened or written; check its permissions and the disk",
        "the database is busy with another process; try again",
        "the disk is full; nothing was changed: make room, then do it again",
        "the database is damaged: x; put a backup back with 'vouch restore'",
        "the database was made by a newer version of Vouch (schema 7); update this one",
        "the database holds something unreadable: x",
        "the database failed: x",
      ]
    )
  }
}

extension Store {
  /// Every row of every table, in words.
  func logicalContent() throws -> [String] {
    try read { reader in
      let tables = try reader.connection.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
      ) { $0.text(0) }
      return try tables.flatMap { table in
        let columns = try reader.connection.rows("PRAGMA table_info(\(table))") { $0.text(1) }
        let row = columns.map { "quote(\($0))" }.joined(separator: " || ', ' || ")
        return try reader.connection.rows("SELECT \(row) FROM \(table) ORDER BY 1") {
          "\(table): \($0.text(0))"
        }
      }
    }
  }
}
