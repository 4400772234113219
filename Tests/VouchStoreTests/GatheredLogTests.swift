import Foundation
import Testing

@testable import VouchStore

/// What is gathered before it is written to the log is there as soon as anybody may rely on it.
@Suite struct GatheredLogTests {
  @Test(arguments: ["FULL", "NORMAL", "OFF"], [1, 3, 400])
  func whatIsCommittedIsInTheFilesAtOnce(waiting: String, rows: Int) throws {
    try withFile { path, engine in
      try engine.withoutTransaction { try $0.run(script: "PRAGMA synchronous = \(waiting)") }
      for round in 1...3 {
        try engine.write { try fill($0, rows: rows) }
        #expect(try count(inCopyOf: path) == round * rows)
        #expect(try SQLiteEngine.openReadOnly(path).read(count) == round * rows)
      }
    }
  }

  @Test func whatDoesNotFitIntoTheCacheIsReadBackAndWhole() throws {
    try withFile { path, engine in
      try engine.withoutTransaction { try $0.run(script: "PRAGMA cache_size = 10") }
      try engine.write { connection in
        try fill(connection, rows: 300)
        // Pages of it lie in the log alone by now; some change a second time.
        try connection.execute("UPDATE line SET text = text || '!' WHERE id % 7 = 0")
        #expect(try count(connection) == 300)
      }
      #expect(try count(inCopyOf: path) == 300)
      let marked = try engine.read {
        try $0.row("SELECT count(*) FROM line WHERE text LIKE '%!'") { $0.int(0) }
      }
      #expect(marked == 300 / 7)
    }
  }

  @Test func whatIsTakenBackLeavesNothingForTheNextOne() throws {
    struct Unwanted: Error {}
    try withFile { path, engine in
      try engine.withoutTransaction { try $0.run(script: "PRAGMA cache_size = 10") }
      try engine.write { try fill($0, rows: 5) }
      for rows in [1, 300] {
        #expect(throws: Unwanted.self) {
          try engine.write { connection in
            try fill(connection, rows: rows)
            throw Unwanted()
          }
        }
      }
      #expect(try count(inCopyOf: path) == 5)
      try engine.write { try fill($0, rows: 2) }
      #expect(try count(inCopyOf: path) == 7)
      try engine.close()
      #expect(try SQLiteEngine.openReadOnly(path).read { try $0.integrityProblems() } == [])
    }
  }

  @Test(arguments: [10, 15, 20, 25, 30])
  func whatIsTakenBackIsNotWrittenOverWhatOthersCommit(rows: Int) throws {
    struct Unwanted: Error {}
    try withFile { path, engine in
      let other = try SQLiteEngine.open(path) { _ in }
      try engine.withoutTransaction { try $0.run(script: "PRAGMA cache_size = 10") }
      try engine.write { try fill($0, rows: 5) }
      for taken in 1...12 {
        #expect(throws: Unwanted.self) {
          try engine.write { connection in
            try fill(connection, rows: rows + taken)
            throw Unwanted()
          }
        }
        try other.write { try fill($0, rows: taken) }
        let all = 5 + taken * (taken + 1) / 2
        #expect(try engine.read(count) == all)
        #expect(try count(inCopyOf: path) == all)
      }
      try engine.close()
      try other.close()
      #expect(try SQLiteEngine.openReadOnly(path).read { try $0.integrityProblems() } == [])
      #expect(try SQLiteEngine.openReadOnly(path).read(count) == 5 + 78)
    }
  }

  @Test(arguments: [40, 80, 120])
  func whatWasNotCopiedWholeIsNotWrittenOverWhatOthersCommit(rows: Int) throws {
    try withFile { path, engine in
      try withFile { _, source in
        try source.write { try fill($0, rows: 3 * rows) }
        let other = try SQLiteEngine.open(path) { _ in }
        try engine.withoutTransaction { try $0.run(script: "PRAGMA cache_size = 1") }
        try engine.write { try fill($0, rows: rows) }
        for round in 1...3 {
          #expect(try !source.overwrite(engine) { false })
          try other.write { try fill($0, rows: 1) }
          #expect(try engine.read(count) == rows + round)
          #expect(try count(inCopyOf: path) == rows + round)
        }
      }
    }
  }

  @Test func theLogBeginsAnewOnceItWasFolded() throws {
    try withFile { path, engine in
      for round in 1...4 {
        try engine.write { try fill($0, rows: 30) }
        try engine.withoutTransaction { try $0.run(script: "PRAGMA wal_checkpoint(RESTART)") }
        try engine.write { try fill($0, rows: 1) }
        #expect(try count(inCopyOf: path) == round * 31)
      }
    }
  }

  @Test(arguments: [1, 40, 100])
  func anEmptiedLogKeepsItsRoomAndNothingOfWhatItHeld(rows: Int) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/lines.sqlite"
      func change(_ body: (SQLConnection) throws -> Void) throws {
        try SQLiteEngine.open(path) { _ in }.write(body)
      }
      try change {
        try $0.run(script: "CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)")
        try fill($0, rows: rows)
      }
      let size = try Data(contentsOf: URL(fileURLWithPath: path + "-wal")).count
      // One that is long is cut off whole: its first transactions alone must never come back.
      #expect(rows == 100 ? size == 0 : size > 4096)
      #expect(try DatabasePlace(path).isLogEmpty)
      // The file by itself has everything; beside an older one, the log adds nothing to it.
      let older = try Data(contentsOf: URL(fileURLWithPath: path))
      try change { try fill($0, rows: 1) }
      #expect(try count(inCopyOf: path) == rows + 1)
      try older.write(to: URL(fileURLWithPath: path))
      try FileManager.default.removeItem(atPath: path + "-shm")
      #expect(try count(inCopyOf: path) == rows)
      #expect(try SQLiteEngine.open(path) { _ in }.read(count) == rows)
      try change { try fill($0, rows: 2) }
      #expect(try count(inCopyOf: path) == rows + 2)
    }
  }
}

private func withFile(_ body: (String, SQLiteEngine) throws -> Void) throws {
  try withTemporaryFolder { folder in
    let path = folder + "/lines.sqlite"
    let engine = try SQLiteEngine.open(path) { _ in }
    try engine.write { try $0.run(script: "CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)") }
    try body(path, engine)
  }
}

/// Adds rows, each of which takes most of a page.
private func fill(_ connection: SQLConnection, rows: Int) throws {
  for _ in 0..<rows {
    try connection.execute(
      "INSERT INTO line (text) VALUES (?)",
      [.text(String(repeating: "word ", count: 600))]
    )
  }
}

private func count(_ connection: SQLConnection) throws -> Int {
  try connection.row("SELECT count(*) FROM line") { $0.int(0) } ?? 0
}

/// How many rows are found in a copy of the file and its log, as after a power cut: what a process
/// has in its memory is not there.
private func count(inCopyOf path: String) throws -> Int {
  try withTemporaryFolder { folder in
    let copy = folder + "/copy.sqlite"
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
    }
    let engine = try SQLiteEngine.open(copy) { _ in }
    return try engine.read { connection in
      #expect(try connection.integrityProblems() == [])
      return try count(connection)
    }
  }
}
