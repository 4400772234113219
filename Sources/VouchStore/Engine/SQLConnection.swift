import CSQLite

/// The seam between Vouch's SQL and a database engine: execute a statement, read rows.
///
/// Statements stay in the portable subset (`INSERT … ON CONFLICT`, `CHECK`, integers for instants),
/// so that another engine can stand behind this seam.
///
/// Owns the open file and the statements that were prepared on it, and is used by one thread at a
/// time, to which ``SQLiteFile`` hands it.
final class SQLConnection {
  /// The library's own name for the open file.
  let handle: OpaquePointer
  private var statements = PreparedStatements()
  /// The library looks its files up in the folder for as long as it has them open.
  private let folder: Folder?
  private(set) var isClosed = false

  /// The connection that `handle` is, whose file lies in `folder` where somebody holds that open.
  init(_ handle: OpaquePointer, in folder: Folder?) {
    self.handle = handle
    self.folder = folder
    // Also where the library takes a transaction back by itself.
    sqlite3_rollback_hook(
      handle,
      { connection in
        if let connection { GatheredLog.forget(for: OpaquePointer(connection)) }
      },
      UnsafeMutableRawPointer(handle)
    )
  }

  deinit {
    guard !isClosed else { return }
    forgetStatements()
    keepEmptyLog()
    sqlite3_close_v2(handle)
  }

  /// How many rows this connection has changed since it was opened.
  var changes: Int { Int(sqlite3_total_changes(handle)) }

  /// Runs one statement and forgets its rows; returns how many rows it changed.
  @discardableResult
  func execute(_ sql: String, _ arguments: [SQLValue] = []) throws -> Int {
    try SQLStatement(sql, in: self).run(arguments) { _ in true }
    return Int(sqlite3_changes(handle))
  }

  /// Adds one row, and returns the number that the engine has given it.
  func insert(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    // Not by `RETURNING`, for which SQLite makes a table of the one row first.
    try execute(sql, arguments)
    return Int(sqlite3_last_insert_rowid(handle))
  }

  /// Runs statements without arguments, one after another.
  func run(script sql: String) throws {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw SQLiteFailure(code, on: handle, sql: sql) }
  }

  /// What `read` makes of the rows a statement answers with.
  func rows<Value>(
    _ sql: String,
    _ arguments: [SQLValue] = [],
    _ read: (SQLRow) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    try forEachRow(sql, arguments) { row in
      values.append(try read(row))
      return true
    }
    return values
  }

  /// What `read` makes of the first row a statement answers with; nil where there is none.
  func row<Value>(
    _ sql: String,
    _ arguments: [SQLValue] = [],
    _ read: (SQLRow) throws -> Value
  ) throws -> Value? {
    var value: Value?
    try forEachRow(sql, arguments) { row in
      value = try read(row)
      return false
    }
    return value
  }

  /// Hands the rows to `body` one by one, in constant memory, until there are no more or it says
  /// false.
  ///
  /// `body` must not run the same statement.
  func forEachRow(
    _ sql: String,
    _ arguments: [SQLValue] = [],
    _ body: (SQLRow) throws -> Bool
  ) throws {
    try SQLStatement(sql, in: self).run(arguments, body)
  }

  /// Has the log folded into the file by the commit that makes it that long.
  func foldsLog(afterPages count: Int32) { sqlite3_wal_autocheckpoint(handle, count) }

  // MARK: - Statements

  /// The statements prepared since the last time they were forgotten, as they were written.
  var preparedStatements: [String] { statements.texts }

  /// The statement that `sql` is, prepared once.
  ///
  /// - Throws: ``SQLiteFailure``.
  func prepared(_ sql: String) throws -> OpaquePointer {
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

  /// Forgets what was prepared; the next to ask for it has it prepared anew.
  func forgetStatements() {
    for statement in statements.all { sqlite3_finalize(statement) }
    statements = PreparedStatements()
  }

  /// Has the log be emptied, not removed, once it was folded into the file: each command would make
  /// and remove two files, which a busy disk takes longer for than for what is in them.
  private func keepEmptyLog() {
    guard folder != nil else { return }
    var isKept: Int32 = 1
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_PERSIST_WAL, &isKept)
    // Not before: a long run of changes goes over the room it has.
    sqlite3_exec(handle, "PRAGMA journal_size_limit = 0", nil, nil, nil)
  }

  /// Closes the file, and folds its log into it and removes it where nobody else has it open.
  ///
  /// - Throws: ``SQLiteFailure``.
  func close() throws {
    forgetStatements()
    let code = sqlite3_close(handle)
    guard code == SQLITE_OK else { throw SQLiteFailure(code, on: handle) }
    isClosed = true
  }
}
