import GRDBSQLite

/// The seam between Vouch's SQL and a database engine: execute a statement, read rows.
///
/// Statements stay in the portable subset (`INSERT … ON CONFLICT`, `CHECK`, integers for instants),
/// so that another engine can stand behind this seam.
struct SQLConnection {
  let file: SQLiteFile

  init(_ file: SQLiteFile) {
    self.file = file
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
}
