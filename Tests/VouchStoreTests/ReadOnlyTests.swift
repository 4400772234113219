import Foundation
import Testing
import VouchCore

@testable import VouchStore

/// Commands that only read, beside writers and in folders they cannot write.
@Suite struct ReadOnlyTests {
  @Test func aReaderSeesTheLastCommittedStateWhileAWriterIsAtWork() throws {
    try withDatabase { path throws in
      let writing = try Store.open(path, digest: sampleDigest)
      let reading = try Store.openReadOnly(path, digest: sampleDigest)
      try writing.write { writer throws in
        _ = try writer.submit(sampleRevision(), from: "maya", state: .pending)
        #expect(try reading.read { try $0.submissions() } == [])
        let another = try Store.openReadOnly(path, digest: sampleDigest)
        #expect(try another.read { try $0.submissions() } == [])
      }
      #expect(try reading.read { try $0.submissions() }.map(\.id) == [1])
    }
  }

  @Test func aReaderKeepsItsStateWhileAnotherIsCommitted() throws {
    try withDatabase { path throws in
      let writing = try Store.open(path, digest: sampleDigest)
      let reading = try Store.openReadOnly(path, digest: sampleDigest)
      try reading.read { reader in
        let before = try reader.submissions()
        try writing.write { try $0.submit(sampleRevision(), from: "maya", state: .pending) }
        let after = try reader.submissions()
        #expect(before == [] && after == [])
      }
      #expect(try reading.read { try $0.submissions() }.count == 1)
    }
  }

  @Test func whatIsOpenForReadingCannotBeWritten() throws {
    try withDatabase { path throws in
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      let store = try Store.openReadOnly(path, digest: sampleDigest)
      let answer = refusal { try store.write { try $0.add(assistant: "maya", at: minute(0)) } }
      #expect(answer == "\(path) cannot be opened or written; check its permissions and the disk")
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }
  }

  @Test func anUnwritableFolderIsReadAsItLies() throws {
    try withFileAlone { path throws in
      let store = try Store.openReadOnly(path, digest: sampleDigest)
      try store.read { reader throws in
        #expect(try reader.ledger(of: 1).map(\.event.name) == ["submitted"])
        #expect(try reader.verifyLedger().fault == nil)
      }
    }
  }

  @Test func aFileWhoseLogCannotBeReadIsNotPassedOffAsWhole() throws {
    try withFileAlone { path throws in
      // A log nobody can read stands for one in a folder where its index cannot be made.
      #expect(FileManager.default.createFile(atPath: path + "-wal", contents: Data([1])))
      #expect(
        refusal { try Store.openReadOnly(path, digest: sampleDigest) }
          == "\(path)-wal cannot be opened or written; check its permissions and the disk"
      )
    }
  }

  @Test(arguments: ["a b", "50%25?mode=memory", "#1", "ünï", "file:x", "x\"y'z"])
  func namesThatMeanSomethingInAnAddressAreOnlyNames(name: String) throws {
    try withFileAlone(named: name) { path throws in
      let store = try Store.openReadOnly(path, digest: sampleDigest)
      #expect(try store.read { try $0.submissions() }.map(\.id) == [1])
      let doubled = path.replacingOccurrences(of: "/" + name, with: "//" + name)
      let same = try Store.openReadOnly("/" + doubled, digest: sampleDigest)
      #expect(try same.read { try $0.submissions() }.map(\.id) == [1])
    }
  }

  /// Runs `body` with a database whose side files cannot be made, as in a folder that cannot be
  /// written: something that no open works on stands where the index of the log would be.
  private func withFileAlone(
    named name: String = "vouch.sqlite",
    _ body: (String) throws -> Void
  ) throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/" + name
      try submitOne(path)
      #expect(
        !FileManager.default.fileExists(atPath: path + "-wal"),
        "closing folds the log into the file"
      )
      try makeSocket(path + "-shm")
      try body(path)
    }
  }

  private func makeSocket(_ path: String) throws {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0, "cannot make a socket: \(errno)")
  }

  private func submitOne(_ path: String) throws {
    let store = try Store.open(path, creating: true, digest: sampleDigest)
    try store.write { try $0.submit(sampleRevision(), from: "maya", state: .pending) }
    try store.engine.close()
  }
}
