import Foundation
import VouchStore

/// Runs `body` with a folder of its own, which is gone afterwards.
func withTemporaryFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("vouch-store-\(ProcessInfo.processInfo.globallyUniqueString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

/// Runs `body` with the path of a workspace's database in a folder of its own.
func withDatabase<Value>(_ body: (String) throws -> Value) throws -> Value {
  try withTemporaryFolder { folder in
    let path = folder + "/vouch.sqlite"
    try makeWorkspace(path)
    return try body(path)
  }
}

/// Makes the database of an empty workspace; nobody has it open afterwards.
private func makeWorkspace(_ path: String) throws {
  let store = try Store.open(path, creating: true, digest: sampleDigest)
  try store.write {
    try $0.found(
      WorkspaceRecord(key: "workspace", isSimulation: false),
      ownerKey: "key",
      at: minute(0)
    )
  }
}

extension Store {
  /// An empty workspace in memory.
  static func sample() throws -> Store {
    let store = try Store.inMemory(digest: sampleDigest)
    try store.write {
      try $0.found(
        WorkspaceRecord(key: "workspace", isSimulation: false),
        ownerKey: "key",
        at: minute(0)
      )
    }
    return store
  }
}
