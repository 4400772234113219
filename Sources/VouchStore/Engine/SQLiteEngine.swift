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
  static func open(_ path: String) throws -> SQLiteEngine {
    var configuration = configuration(readOnly: false)
    configuration.journalMode = .wal
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    // GRDB lowers this to NORMAL when it turns WAL on, which may lose what was acknowledged.
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    return SQLiteEngine(queue: queue)
  }

  /// The existing file at `path`, never written to; works in a folder that cannot be written.
  static func openReadOnly(_ path: String) throws -> SQLiteEngine {
    do {
      let engine = SQLiteEngine(
        queue: try DatabaseQueue(path: path, configuration: configuration(readOnly: true))
      )
      // A WAL database needs its side files; only the first statement finds out.
      try engine.read { _ = try $0.row("SELECT count(*) FROM sqlite_schema") }
      return engine
    } catch let error as DatabaseError
      where error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY
    {
      // Nobody can write there, so nobody is writing: the file may be read as it lies.
      let escaped = path.addingURLEscapes()
      return SQLiteEngine(
        queue: try DatabaseQueue(
          path: "file:\(escaped)?immutable=1",
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
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    return configuration
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
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
