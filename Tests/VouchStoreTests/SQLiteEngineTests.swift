import Foundation
import Testing

@testable import VouchStore

/// What the store relies on where it calls SQLite itself.
@Suite struct SQLiteEngineTests {
  @Test func whatABodyThrowsTakesItsChangesBack() throws {
    struct Unwanted: Error {}
    let engine = try sample()
    #expect(throws: Unwanted.self) {
      try engine.write { connection in
        try connection.execute("INSERT INTO word VALUES ('lost')")
        throw Unwanted()
      }
    }
    #expect(try words(in: engine) == ["kept"])
    _ = try engine.write { try $0.execute("INSERT INTO word VALUES ('later')") }
    #expect(try words(in: engine) == ["kept", "later"])
  }

  @Test func aTransactionThatTheLibraryEndedIsNoSuccess() throws {
    let engine = try sample()
    #expect(throws: SQLiteFailure.self) {
      try engine.write { connection in
        try connection.execute("INSERT INTO word VALUES ('lost')")
        // As the library does by itself on a full disk.
        try connection.run(script: "ROLLBACK")
      }
    }
    #expect(try words(in: engine) == ["kept"])
  }

  @Test func readingChangesNothing() throws {
    let engine = try sample()
    try engine.read { _ = try $0.execute("INSERT INTO word VALUES ('lost')") }
    #expect(try words(in: engine) == ["kept"])
  }

  @Test func aMistakeIsToldInTheWordsOfTheLibrary() throws {
    let engine = try sample()
    let failure = try #require(throws: SQLiteFailure.self) {
      try engine.read { try $0.rows("SELECT absent FROM word") { $0.text(0) } }
    }
    #expect(failure.description == "no such column: absent, in SELECT absent FROM word")
    // A name in double quotes is no text.
    #expect(throws: SQLiteFailure.self) {
      try engine.read { try $0.rows("SELECT \"absent\" FROM word") { $0.text(0) } }
    }
    #expect(try words(in: engine) == ["kept"])
  }

  @Test func aSecondStatementIsNotPassedOver() throws {
    let engine = try sample()
    #expect(throws: SQLiteFailure.self) {
      try engine.write { connection in
        _ = try connection.execute(
          "INSERT INTO word VALUES ('one'); INSERT INTO word VALUES ('two')"
        )
      }
    }
    #expect(try words(in: engine) == ["kept"])
  }

  @Test func rowsThatBelongToNoneAreRefused() throws {
    let engine = try sample()
    try engine.write { try $0.run(script: "CREATE TABLE line (word TEXT REFERENCES word (text))") }
    #expect(throws: SQLiteFailure.self) {
      try engine.write { try $0.execute("INSERT INTO line VALUES ('unknown')") }
    }
  }

  @Test func aClosedFileLeavesNoLogAndIsNotUsedAgain() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/a.sqlite"
      let engine = try SQLiteEngine.open(path) { _ in }
      try engine.write { try $0.run(script: "CREATE TABLE word (text TEXT PRIMARY KEY)") }
      try engine.close()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.sqlite"])
      #expect(throws: SQLiteFailure.self) { try engine.read { _ in } }
      #expect(throws: SQLiteFailure.self) { try engine.close() }
    }
  }

  @Test func whatACommandLeavesStandsInTheFileAlone() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/a.sqlite"
      try change(path) { try $0.run(script: "CREATE TABLE word (text TEXT PRIMARY KEY)") }
      for word in ["first", "second"] {
        try change(path) { _ = try $0.execute("INSERT INTO word VALUES (?)", [.text(word)]) }
      }
      #expect(try DatabasePlace(path).isLogEmpty)
      let copy = folder + "/copy.sqlite"
      try FileManager.default.copyItem(atPath: path, toPath: copy)
      #expect(try words(in: SQLiteEngine.openReadOnly(copy)) == ["first", "second"])
      #expect(try words(in: SQLiteEngine.openReadOnly(path)) == ["first", "second"])
    }
  }

  @Test func whoeverHasNoPatienceIsToldThatAnotherWrites() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/a.sqlite"
      let busy = try SQLiteEngine.open(path) { _ in }
      let hasty = try SQLiteEngine.open(path, patience: 0) { _ in }
      try busy.write { _ in
        let failure = try #require(throws: SQLiteFailure.self) { try hasty.write { _ in } }
        #expect(failure.description.hasPrefix("database is locked"))
      }
      try hasty.write { _ in }
    }
  }

  private func sample() throws -> SQLiteEngine {
    let engine = try SQLiteEngine.inMemory()
    try engine.write { connection in
      try connection.run(script: "CREATE TABLE word (text TEXT PRIMARY KEY)")
      try connection.execute("INSERT INTO word VALUES ('kept')")
    }
    return engine
  }

  /// Changes the file as a command does: opened, changed, and gone.
  private func change(_ path: String, _ body: (SQLConnection) throws -> Void) throws {
    try SQLiteEngine.open(path) { _ in }.write(body)
  }

  private func words(in engine: SQLiteEngine) throws -> [String] {
    try engine.read { try $0.rows("SELECT text FROM word ORDER BY text") { $0.text(0) } }
  }
}
