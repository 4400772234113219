import Foundation
import Testing

@testable import VouchStore

/// The schema as reviewers read it; `VOUCH_RECORD=1` writes the golden anew, and fails.
@Suite struct SchemaGoldenTests {
  private static let golden = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("Goldens/schema.sql")

  @Test func theSchemaIsTheOneThatWasReviewed() throws {
    let store = try Store.inMemory(digest: sampleDigest)
    let dump = try store.read { reader in
      let version = try reader.connection.schemaVersion()
      let statements = try reader.connection.rows(
        """
        SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
        ORDER BY tbl_name, CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name
        """
      ) { $0.text(0) + ";\n" }
      return "-- Schema \(version)\n" + statements.joined()
    }
    if ProcessInfo.processInfo.environment["VOUCH_RECORD"] == "1" {
      try dump.write(to: Self.golden, atomically: true, encoding: .utf8)
      Issue.record("the golden was written anew: read it, and run again without VOUCH_RECORD")
      return
    }
    let reviewed = try String(contentsOf: Self.golden, encoding: .utf8)
    #expect(dump == reviewed, "where the change is meant, run once with VOUCH_RECORD=1")
  }

  @Test func bringingUpWhatIsUpChangesNothing() throws {
    let store = try Store.sample()
    let before = try store.logicalContent()
    try store.write { try Migrations.run(on: $0.connection) }
    #expect(try store.logicalContent() == before)
    #expect(Migrations.all.map(\.number) == Array(1...Migrations.all.count))
  }
}
