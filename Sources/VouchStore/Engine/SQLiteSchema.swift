/// What SQLite itself keeps in a file's head, and what it can say about the file.
extension SQLConnection {
  /// The mark by which a file is known as Vouch's: "Vouc" in ASCII.
  private static let applicationMark = 0x566F_7563

  /// Which step of the schema the file has reached; 0 for a blank one.
  ///
  /// - Throws: ``StoreError/damaged(_:)`` where the file is a database, but not Vouch's.
  func schemaVersion() throws -> Int {
    let mark = try row("PRAGMA application_id") { $0.int(0) } ?? 0
    let version = try row("PRAGMA user_version") { $0.int(0) } ?? 0
    if mark == Self.applicationMark { return version }
    let tables = try row("SELECT count(*) FROM sqlite_schema") { $0.int(0) } ?? 0
    guard mark == 0, version == 0, tables == 0 else {
      throw StoreError.damaged("it is not a database of Vouch")
    }
    return 0
  }

  /// Marks the file as Vouch's, at that step of the schema.
  func setSchemaVersion(_ version: Int) throws {
    try run(script: "PRAGMA application_id = \(Self.applicationMark)")
    try run(script: "PRAGMA user_version = \(version)")
  }

  /// What is wrong with the file, in the engine's words; empty where it is sound.
  func integrityProblems() throws -> [String] {
    let problems = try rows("PRAGMA integrity_check") { $0.text(0) }.filter { $0 != "ok" }
    let orphans = try rows("PRAGMA foreign_key_check") { row in
      "a row of \(row.text(0)) belongs to no \(row.text(2))"
    }
    return problems + orphans
  }

  /// Writes a compact copy of the database to a file that does not exist yet.
  func copy(to destination: String) throws {
    try execute("VACUUM INTO ?", [.text(destination)])
  }
}
