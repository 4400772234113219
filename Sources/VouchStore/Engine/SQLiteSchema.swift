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

  /// Refuses a file whose parts do not belong together, such as one beside another one's log.
  ///
  /// The library cannot tell: a log carries no mark of the file it belongs to. Every change of ours
  /// appends to the ledger, so that its two ends give a foreign log away.
  ///
  /// - Throws: ``StoreError/damaged(_:)``.
  func refuseMixture() throws {
    let isWhole = try row(
      """
      SELECT (SELECT digest FROM ledgerEntry ORDER BY sequence DESC LIMIT 1) IS
          (SELECT digest FROM ledgerHead)
        AND (SELECT max(sequence) FROM ledgerEntry) IS (SELECT sequence FROM ledgerHead)
        AND NOT EXISTS (
          SELECT 1 FROM workspace JOIN ledgerEntry ON sequence = 1 AND event = 'founded'
          WHERE details ->> '$.workspace' IS NOT workspaceKey
        )
      """
    ) { $0.bool(0) }
    guard isWhole == true else {
      throw StoreError.damaged("its ledger does not fit the rest of it, as 'vouch verify' shows")
    }
  }

  /// What a quick look finds wrong with the file, in the engine's words; empty where it is sound.
  func quickProblems() throws -> [String] {
    try rows("PRAGMA quick_check") { $0.text(0) }.filter { $0 != "ok" }
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
