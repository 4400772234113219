import GRDB

/// Opens the workspace's SQLite file and runs transactions on it.
struct SQLiteEngine: Sendable {
  private let queue: DatabaseQueue

  /// How long a process waits for another one to finish its transaction, in seconds.
  ///
  /// Transactions are short, but sixteen processes may stand in line.
  static let patience = 30.0

  /// A database in memory, for tests.
  static func inMemory() throws -> SQLiteEngine {
    SQLiteEngine(queue: try DatabaseQueue(configuration: configuration(readOnly: false)))
  }

  /// The file at `path`, made where it is missing, in WAL mode with full durability.
  ///
  /// Nothing is written before `vet` has looked at the file, and nothing at all where it is in
  /// order: a command that changes nothing costs no wait for the disk.
  static func open(_ path: String, vetting vet: (SQLConnection) throws -> Void) throws
    -> SQLiteEngine
  {
    // The library's own way into WAL mode writes on most cold opens and lowers `synchronous` to
    // NORMAL, which may lose what was acknowledged.
    let queue = try DatabaseQueue(path: path, configuration: configuration(readOnly: false))
    try queue.writeWithoutTransaction { database in
      try vet(SQLConnection(database))
      try turnOnWAL(database)
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    return SQLiteEngine(queue: queue)
  }

  /// The existing file at `path`, never written to; works in a folder that cannot be written.
  static func openReadOnly(_ path: String) throws -> SQLiteEngine {
    do {
      let engine = SQLiteEngine(
        queue: try DatabaseQueue(path: path, configuration: configuration(readOnly: true))
      )
      // A WAL database needs its side files; only the first statement finds out.
      try engine.read { _ = try $0.row("SELECT count(*) FROM sqlite_schema") { $0.int(0) } }
      return engine
    } catch let error as DatabaseError
      where error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY
    {
      // The file without its log would be an older state, shown as if it were today's.
      guard isFileEmpty(path + "-wal") else { throw StoreError.readOnly(path: path + "-wal") }
      // Nobody can write there, so nobody is writing: the file may be read as it lies.
      return SQLiteEngine(
        queue: try DatabaseQueue(
          path: "file:\(path.addingURLEscapes())?immutable=1",
          configuration: configuration(readOnly: true)
        )
      )
    }
  }

  /// Runs `body` in a transaction that only reads.
  func read<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
    try queue.unsafeRead { database in
      var result: Result<Value, any Error>?
      try database.inTransaction(.deferred) {
        result = Result { try body(SQLConnection(database)) }
        return .rollback
      }
      guard let result else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
      return try result.get()
    }
  }

  /// Runs `body` in a transaction that no other process writes beside; rolled back where it throws.
  func write<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
    try queue.writeWithoutTransaction { database in
      var result: Value?
      try database.inTransaction(.immediate) {
        result = try body(SQLConnection(database))
        return .commit
      }
      guard let result else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
      return result
    }
  }

  /// Runs `body` outside any transaction.
  func withoutTransaction<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
    try queue.writeWithoutTransaction { try body(SQLConnection($0)) }
  }

  private static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .callback { Turn.wait(afterTries: $0, patience: patience) }
    configuration.foreignKeysEnabled = true
    return configuration
  }

  /// Leaves a file alone that is in WAL mode already.
  private static func turnOnWAL(_ database: Database) throws {
    // Two processes that do this at once are refused without any wait, unlike those that write:
    // so wait for the other one's turn to end with a transaction, and look again.
    for _ in 0..<64 {
      do {
        guard try String.fetchOne(database, sql: "PRAGMA journal_mode = wal") == "wal" else {
          break
        }
        return
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        try database.execute(sql: "BEGIN EXCLUSIVE; ROLLBACK")
      }
    }
    throw DatabaseError(resultCode: .SQLITE_BUSY, message: "it cannot be put into WAL mode")
  }
}

extension String {
  fileprivate func addingURLEscapes() -> String {
    var out = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "%": out += "%25"
      case "?": out += "%3f"
      case "#": out += "%23"
      // Two at the start would name a host.
      case "/" where out.utf8.last == UInt8(ascii: "/"): continue
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
