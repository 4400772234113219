import GRDB

/// The seam between Vouch's SQL and a database engine: execute a statement, read rows.
///
/// Statements stay in the portable subset (`INSERT … ON CONFLICT`, `CHECK`, integers for instants),
/// so that another engine can stand behind this seam.
struct SQLConnection {
  let database: Database
  private let statements = StatementShelf()

  init(_ database: Database) {
    self.database = database
  }

  /// How many rows this connection has changed since it was opened.
  var changes: Int { database.totalChangesCount }

  /// Runs one statement and forgets its rows; returns how many rows it changed.
  @discardableResult
  func execute(_ sql: String, _ arguments: [SQLValue] = []) throws -> Int {
    try statements.statement(sql, in: database).run(arguments) { _ in true }
    return database.changesCount
  }

  /// Adds one row, and returns the number that the engine has given it.
  func insert(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    // Not by `RETURNING`, for which SQLite makes a table of the one row first.
    try execute(sql, arguments)
    return Int(database.lastInsertedRowID)
  }

  /// Runs statements without arguments, one after another.
  func run(script sql: String) throws {
    try database.execute(sql: sql)
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
    try statements.statement(sql, in: database).run(arguments, body)
  }
}

/// The statements of one transaction, so that those of a batch of drafts are looked up once.
///
/// They are told apart by the lengths of their texts before these are compared: the library hashes
/// each text whole, which takes longer than many a statement.
private final class StatementShelf {
  private var byLength: [Int: [(sql: String, statement: SQLStatement)]] = [:]

  /// The statement that `sql` is, as `database` keeps it.
  func statement(_ sql: String, in database: Database) throws -> SQLStatement {
    let known = byLength[sql.utf8.count, default: []].first { $0.sql == sql }
    if let known { return known.statement }
    let statement = try SQLStatement(sql, in: database)
    byLength[sql.utf8.count, default: []].append((sql, statement))
    return statement
  }
}
