import GRDBSQLite
import Synchronization

/// One open database file, with the statements that were prepared on it.
///
/// Used by one thread at a time, which has the turn; whoever asks for another one while having it
/// would wait for itself.
final class SQLiteFile: Sendable {
  private let turn = Mutex(())
  // Unsafe only to the compiler, which cannot see that whoever touches these has the turn, or is the
  // last to know this object: the library lets any thread use a handle, one at a time.
  private nonisolated(unsafe) let handle: OpaquePointer
  // Changed by those alone who have the turn, too: a statement belongs to the handle.
  private nonisolated(unsafe) var statements = PreparedStatements()
  // Set by those alone who have the turn, too, and then read by the last to know this object.
  private nonisolated(unsafe) var isClosed = false
  /// The connection looks its files up in the folder for as long as it lives.
  private let folder: Folder?

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The path by which the library opens it.
  ///   - folder: The held folder that the path leads through; nil where it leads through none.
  ///   - flags: How to open it, in the library's terms.
  ///   - patience: How long to wait for others, in seconds.
  /// - Throws: ``SQLiteFailure``.
  init(_ path: String, in folder: Folder?, flags: Int32, patience: Double) throws {
    var opened: OpaquePointer?
    // The turn is ours to give, so that the library need not lock once more.
    let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      let failure = SQLiteFailure(code, on: opened)
      sqlite3_close_v2(opened)
      throw failure
    }
    handle = opened
    self.folder = folder
    sqlite3_extended_result_codes(opened, 1)
    // A name in double quotes that means nothing would be taken for a text.
    _disableDoubleQuotedStringLiterals(opened)
    // The number travels in the place of an address.
    let milliseconds = UnsafeMutableRawPointer(bitPattern: UInt(max(0, patience) * 1000))
    sqlite3_busy_handler(
      opened,
      { milliseconds, tries in
        let patience = Double(UInt(bitPattern: milliseconds)) / 1000
        return Turn.wait(afterTries: Int(tries), patience: patience) ? 1 : 0
      },
      milliseconds
    )
    try SQLConnection(self).run(script: "PRAGMA foreign_keys = ON")
  }

  deinit {
    guard !isClosed else { return }
    forgetStatements()
    sqlite3_close_v2(handle)
  }

  /// Runs `body` while nobody else uses the file.
  func alone<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
    var result: Result<Value, any Error>?
    turn.withLock { _ in
      result = Result {
        guard !isClosed else { throw SQLiteFailure(SQLITE_MISUSE, "the file was closed") }
        return try body(SQLConnection(self))
      }
    }
    guard let result else { throw SQLiteFailure(SQLITE_MISUSE, "nothing was done") }
    return try result.get()
  }

  /// Closes the file, and folds its log into it where nobody else has it open.
  ///
  /// - Throws: ``SQLiteFailure``.
  func close() throws {
    try alone { _ in
      forgetStatements()
      let code = sqlite3_close(handle)
      guard code == SQLITE_OK else { throw SQLiteFailure(code, on: handle) }
      isClosed = true
    }
  }

  /// Forgets what was prepared; the next to ask for it has it prepared anew.
  func forgetStatements() {
    for statement in statements.all { sqlite3_finalize(statement) }
    statements = PreparedStatements()
  }
}

/// What only those who have the turn may use.
extension SQLConnection {
  /// The library's own name for the open file.
  var handle: OpaquePointer { file.opened }

  /// The statements prepared since the last time they were forgotten, as they were written.
  var preparedStatements: [String] { file.prepared }

  /// The statement that `sql` is, prepared once.
  ///
  /// - Throws: ``SQLiteFailure``.
  func prepared(_ sql: String) throws -> OpaquePointer { try file.prepare(sql) }
}

extension SQLiteFile {
  fileprivate var opened: OpaquePointer { handle }
  fileprivate var prepared: [String] { statements.texts }

  fileprivate func prepare(_ sql: String) throws -> OpaquePointer {
    if let known = statements[sql] { return known }
    var statement: OpaquePointer?
    let (code, isWhole) = sql.withCString { text in
      var rest: UnsafePointer<CChar>?
      let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
      let code = sqlite3_prepare_v3(handle, text, -1, flags, &statement, &rest)
      return (code, rest.map { $0.pointee == 0 } ?? true)
    }
    guard code == SQLITE_OK, let statement else {
      throw SQLiteFailure(code == SQLITE_OK ? SQLITE_MISUSE : code, on: handle, sql: sql)
    }
    guard isWhole else {
      sqlite3_finalize(statement)
      throw SQLiteFailure(SQLITE_MISUSE, "only the first of several statements would run", sql: sql)
    }
    statements.add(statement, of: sql)
    return statement
  }
}
