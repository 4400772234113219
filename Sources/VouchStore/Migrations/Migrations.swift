/// The steps from an empty file to today's schema, oldest first.
///
/// A released step never changes; a new one is added below it. Steps speak SQL and literals only,
/// never today's Swift types.
enum Migrations {
  static let all: [Migration] = [
    .m0001Foundation
  ]

  /// Brings the database behind `connection` to today's schema.
  static func run(on connection: SQLConnection) throws {
    let version = try self.version(of: connection)
    guard version <= all.count else { throw StoreError.newer(version: version) }
    for migration in all.dropFirst(version) {
      try connection.run(script: migration.sql)
      try connection.run(script: "PRAGMA user_version = \(migration.number)")
    }
  }

  static func version(of connection: SQLConnection) throws -> Int {
    try connection.row("PRAGMA user_version")?.int(0) ?? 0
  }
}

/// One step of the schema.
struct Migration {
  /// Its place in the list, from 1.
  let number: Int
  /// What it does.
  let sql: String
}
