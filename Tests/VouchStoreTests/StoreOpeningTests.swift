import Foundation
import Testing
import VouchCore

@testable import VouchStore

/// What becomes of files that are not today's database in good order.
@Suite struct StoreOpeningTests {
  @Test func aMissingFileIsSaidToBeMissingAndIsNotMade() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/vouch.sqlite"
      let expected = "there is no database at \(path); put a backup there with 'vouch restore'"
      #expect(refusal { try Store.open(path, digest: sampleDigest) } == expected)
      #expect(refusal { try Store.openReadOnly(path, digest: sampleDigest) } == expected)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }
  }

  @Test func anEmptyFileDoesNotBecomeAWorkspaceWithoutAPast() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/vouch.sqlite"
      #expect(FileManager.default.createFile(atPath: path, contents: Data()))
      let expected =
        "the database is damaged: it holds no workspace; put a backup back with 'vouch restore'"
      #expect(refusal { try Store.open(path, digest: sampleDigest) } == expected)
      #expect(refusal { try Store.openReadOnly(path, digest: sampleDigest) } == expected)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
    }
  }

  @Test func aFileThatIsNoDatabaseIsRefused() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/vouch.sqlite"
      let text = Data(String(repeating: "Not a database. ", count: 1000).utf8)
      try text.write(to: URL(fileURLWithPath: path))
      let expected =
        "the database is damaged: file is not a database; put a backup back with 'vouch restore'"
      #expect(refusal { try Store.open(path, digest: sampleDigest) } == expected)
      #expect(refusal { try Store.open(path, creating: true, digest: sampleDigest) } == expected)
      #expect(refusal { try Store.openReadOnly(path, digest: sampleDigest) } == expected)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
    }
  }

  @Test func anotherProgramsDatabaseIsRefusedUntouched() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/vouch.sqlite"
      let engine = try SQLiteEngine.open(path) { _ in }
      try engine.write { try $0.run(script: "CREATE TABLE bookmark (url TEXT)") }
      let expected =
        "the database is damaged: it is not a database of Vouch; put a backup back with 'vouch restore'"
      #expect(refusal { try Store.open(path, digest: sampleDigest) } == expected)
      #expect(refusal { try Store.open(path, creating: true, digest: sampleDigest) } == expected)
      #expect(refusal { try Store.openReadOnly(path, digest: sampleDigest) } == expected)
      let tables = try engine.read { try $0.rows("SELECT name FROM sqlite_schema") { $0.text(0) } }
      #expect(tables == ["bookmark"])
    }
  }

  @Test func aTruncatedFileIsSaidToBeDamaged() throws {
    try withDatabase { path throws in
      let file = try #require(FileHandle(forUpdatingAtPath: path))
      let size = try file.seekToEnd()
      try file.truncate(atOffset: size / 2)
      try file.close()
      let expected =
        "the database is damaged: database disk image is malformed; put a backup back with 'vouch restore'"
      for isReadOnly in [false, true] {
        let answer = refusal {
          let store =
            try isReadOnly
            ? Store.openReadOnly(path, digest: sampleDigest)
            : Store.open(path, digest: sampleDigest)
          _ = try store.read { try ($0.verifyLedger(), $0.submissions(), $0.assistants()) }
        }
        #expect(answer == expected)
      }
    }
  }

  @Test func aFileOfANewerVouchIsRefusedUntouched() throws {
    try withDatabase { path throws in
      let engine = try SQLiteEngine.open(path) { _ in }
      try engine.write { try $0.setSchemaVersion(99) }
      let expected =
        "the database was made by a newer version of Vouch (schema 99); update this one"
      #expect(refusal { try Store.open(path, digest: sampleDigest) } == expected)
      #expect(refusal { try Store.openReadOnly(path, digest: sampleDigest) } == expected)
      #expect(try engine.read { try $0.schemaVersion() } == 99)
    }
  }

  @Test func aFolderIsNoDatabase() throws {
    try withTemporaryFolder { folder throws in
      let expected = "\(folder) cannot be opened or written; check its permissions and the disk"
      #expect(refusal { try Store.open(folder, digest: sampleDigest) } == expected)
      #expect(refusal { try Store.openReadOnly(folder, digest: sampleDigest) } == expected)
    }
  }

  @Test func aSecondOpeningFindsWhatTheFirstWrote() throws {
    try withDatabase { path throws in
      let submitted = try Store.open(path, digest: sampleDigest)
        .write { try $0.submit(sampleRevision(), from: "maya", state: .pending) }
      let store = try Store.open(path, digest: sampleDigest)
      #expect(try store.read { try $0.submissions() } == [submitted])
      #expect(
        try store.read { try $0.workspace() }
          == WorkspaceRecord(key: "workspace", isSimulation: false)
      )
      #expect(try store.read { try $0.foundedAt() } == minute(0))
      #expect(try store.integrityProblems() == [])
    }
  }

  @Test func anOpeningThatFindsTheFileInOrderWritesNothing() throws {
    try withDatabase { path throws in
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      let store = try Store.open(path, digest: sampleDigest)
      _ = try store.read { try $0.submissions() }
      #expect(try DatabasePlace(path).isLogEmpty)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }
  }

  @Test func aWorkspaceIsFoundedOnce() throws {
    let store = try Store.sample()
    let again = WorkspaceRecord(key: "other", isSimulation: true)
    #expect(throws: StoreError.self) {
      try store.write { try $0.found(again, ownerKey: "key", at: minute(9)) }
    }
    #expect(try store.read { try $0.workspace() }.key == "workspace")
  }
}

/// What the store says where `body` fails; nil where it does not.
func refusal<Value>(_ body: () throws -> Value) -> String? {
  do {
    _ = try body()
    return nil
  } catch {
    return "\(error)"
  }
}
