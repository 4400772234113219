import Foundation
import VouchCore

/// The owner's keys on the disk: one file a workspace, for nobody else's eyes.
struct KeyFolder {
  let folders: PersonalFolders

  private static let maxBytes = 65_536

  /// The key file for a workspace; nil where there is none.
  ///
  /// - Throws: ``WorkflowError`` where it cannot be read, or others could read it.
  func read(_ workspace: String) throws -> OwnerKeyFile? {
    let path = try folders.keyFile(of: workspace)
    guard access(path, F_OK) == 0 || errno != ENOENT else { return nil }
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(path, limit: Self.maxBytes, following: false)
    } catch {
      throw WorkflowError(.unavailable, "cannot read the owner's key \(path): \(error)")
    }
    for (place, mode) in [(path, "600"), (folders.keys, "700")] where isOpenToOthers(place) {
      throw WorkflowError(
        .unavailable,
        "others can read the owner's key: \(place)",
        help: "chmod \(mode) \(place), and rotate the key if somebody may have seen it"
      )
    }
    guard let file = OwnerKeyFile(bytes), file.workspace == workspace else {
      throw WorkflowError(.unavailable, "\(path) is no key of this workspace")
    }
    return file
  }

  /// Puts the key file for a new workspace in place.
  ///
  /// - Throws: ``WorkflowError`` where it cannot be written.
  func create(_ file: OwnerKeyFile) throws {
    try makeFolder()
    guard !isOpenToOthers(folders.keys), !DraftFile.isLink(folders.keys) else {
      throw WorkflowError(
        .unavailable,
        "others could read a key in \(folders.keys)",
        help: "make it a folder of your own: chmod 700 \(folders.keys)"
      )
    }
    let name = "\(file.workspace).json"
    guard try FileWriter.create(name, in: folders.keys, bytes: file.bytes) == .written else {
      throw WorkflowError(.conflict, "\(folders.keys)/\(name) is there already")
    }
  }

  /// Puts the key file in the place of the one that is there, in one step.
  ///
  /// - Throws: ``WorkflowError`` where it cannot be written.
  func replace(_ file: OwnerKeyFile) throws {
    try makeFolder()
    try FileWriter.replace("\(file.workspace).json", in: folders.keys, bytes: file.bytes)
  }

  /// Runs `body` while nobody else changes the keys.
  ///
  /// - Throws: ``WorkflowError``, or whatever `body` throws.
  func alone<Value>(_ body: () throws -> Value) throws -> Value {
    try makeFolder()
    return try FileLock.withLock("\(folders.keys)/.lock") {
      sweep()
      return try body()
    }
  }

  private func makeFolder() throws {
    try FileWriter.makeFolder(folders.configuration)
    try FileWriter.makeFolder(folders.keys)
  }

  /// Removes what a process left that was killed while it wrote a key.
  private func sweep() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folders.keys)) ?? []
    for name in names where name.hasPrefix(".") && name.hasSuffix(".part") {
      unlink("\(folders.keys)/\(name)")
    }
  }

  private func isOpenToOthers(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & 0o077 != 0
  }
}
