import Foundation
import GRDB

/// The seam between Vouch's SQL and a database engine: execute a statement, read rows.
///
/// Statements stay in the portable subset (`INSERT … ON CONFLICT`, `RETURNING`, `CHECK`, integers
/// for instants), so that another engine can stand behind this seam.
struct SQLConnection {
  private let database: Database

  init(_ database: Database) {
    self.database = database
  }

  /// Runs one statement and forgets its rows; returns how many rows it changed.
  @discardableResult
  func execute(_ sql: String, _ arguments: [SQLValue] = []) throws -> Int {
    let statement = try database.cachedStatement(sql: sql)
    try statement.execute(arguments: Self.bind(arguments))
    return database.changesCount
  }

  /// Runs statements without arguments, one after another.
  func run(script sql: String) throws {
    try database.execute(sql: sql)
  }

  /// The rows a statement answers with.
  func rows(_ sql: String, _ arguments: [SQLValue] = []) throws -> [SQLRow] {
    var rows: [SQLRow] = []
    try forEachRow(sql, arguments) { rows.append($0) }
    return rows
  }

  /// The first row a statement answers with; nil where there is none.
  func row(_ sql: String, _ arguments: [SQLValue] = []) throws -> SQLRow? {
    let statement = try database.cachedStatement(sql: sql)
    return try Row.fetchOne(statement, arguments: Self.bind(arguments)).map(Self.read)
  }

  /// Hands the rows to `body` one by one, in constant memory.
  func forEachRow(
    _ sql: String,
    _ arguments: [SQLValue] = [],
    _ body: (SQLRow) throws -> Void
  ) throws {
    let statement = try database.cachedStatement(sql: sql)
    let cursor = try Row.fetchCursor(statement, arguments: Self.bind(arguments))
    while let row = try cursor.next() { try body(Self.read(row)) }
  }

  private static func bind(_ values: [SQLValue]) -> StatementArguments {
    StatementArguments(
      values.map { value -> (any DatabaseValueConvertible)? in
        switch value {
        case .null: nil
        case .integer(let number): number
        case .text(let text): text
        case .blob(let bytes): Data(bytes)
        }
      }
    )
  }

  private static func read(_ row: Row) -> SQLRow {
    SQLRow(
      values: row.databaseValues.map { value in
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        // No table has a column of this kind; STRICT keeps it so.
        case .double(let number): .integer(Int64(number))
        case .string(let text): .text(text)
        case .blob(let data): .blob([UInt8](data))
        }
      }
    )
  }
}
