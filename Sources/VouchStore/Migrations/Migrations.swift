/// The steps from an empty file to today's schema, oldest first.
///
/// A released step never changes; a new one is added below it. Steps speak SQL and literals only,
/// never today's Swift types.
enum Migrations {
  static let all: [Migration] = [
    .m0001Foundation
  ]

  /// The step that today's code works with.
  static var today: Int { all.count }

  /// Brings the database behind `connection` to today's schema.
  static func run(on connection: SQLConnection) throws {
    let version = try connection.schemaVersion()
    try refuseNewer(version)
    for migration in all.dropFirst(version) {
      for step in migration.steps { try connection.run(script: step) }
      try connection.setSchemaVersion(migration.number)
    }
  }

  static func refuseNewer(_ version: Int) throws {
    guard version <= today else { throw StoreError.newer(version: version) }
  }
}

/// One step of the schema.
struct Migration {
  /// Its place in the list, from 1.
  let number: Int
  /// What it does, one after another; not joined, because every command looks at the list.
  let steps: [String]
}
