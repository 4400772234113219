import Foundation
import VouchStore

/// Writes files whole or not at all, and safely: what was written is on the disk on return.
enum FileWriter {
  /// What became of a file that was to be written.
  enum Outcome: Equatable {
    case written
    /// Something lies there already; it was not touched.
    case exists
  }

  /// Puts `bytes` into a new file at `folder`/`name`, or leaves what lies there alone.
  ///
  /// - Throws: ``WorkflowError`` with the code `unavailable`.
  static func create(_ name: String, in folder: String, bytes: [UInt8], mode: mode_t = 0o600) throws
    -> Outcome
  {
    try create(
      name,
      in: try reporting { () throws(FileFailure) in try Folder.open(folder) },
      bytes: bytes,
      mode: mode
    )
  }

  /// Puts `bytes` into a new file called `name`, or leaves what lies there alone.
  ///
  /// - Throws: ``WorkflowError`` with the code `unavailable`.
  static func create(_ name: String, in folder: Folder, bytes: [UInt8], mode: mode_t = 0o600) throws
    -> Outcome
  {
    try reporting { () throws(FileFailure) in
      try folder.create(name, bytes: bytes, mode: mode) ? .written : .exists
    }
  }

  /// Puts `bytes` in the place of the file at `folder`/`name`, or into a new one, in one step: a
  /// reader sees the old ones or the new ones.
  ///
  /// After a power cut, too; where `isLasting` says no, it may be the old ones then.
  ///
  /// - Throws: ``WorkflowError`` with the code `unavailable`; the old file is untouched then.
  static func replace(
    _ name: String,
    in folder: String,
    bytes: [UInt8],
    mode: mode_t = 0o600,
    isLasting: Bool = true
  ) throws {
    try reporting { () throws(FileFailure) in
      try Folder.open(folder).replace(name, bytes: bytes, mode: mode, isLasting: isLasting)
    }
  }

  /// Writes `new` over `old` in the file at `folder`/`name`, where they differ at its beginning
  /// alone; a power cut may bring the old ones back.
  ///
  /// Whoever reads the file at that very moment may see a part of both.
  ///
  /// - Returns: False where that cannot be done, or the file does not hold `old`; it is as it was.
  static func amend(_ name: String, in folder: String, from old: [UInt8], to new: [UInt8]) -> Bool {
    // No disk writes half of so much, which is why a power cut leaves the old ones or the new ones.
    let beginning = 512
    guard new.count == old.count, new.dropFirst(beginning) == old.dropFirst(beginning),
      let folder = try? Folder.open(folder)
    else { return false }
    return folder.amend(name, from: old, with: new.prefix(beginning))
  }

  /// Adds `bytes` to the end of the file at `path`, made where it is missing; they are on the disk
  /// on return.
  ///
  /// - Throws: ``WorkflowError`` with the code `unavailable`.
  static func append(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws {
    let isNew = !FilePath.exists(path)
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW
    let descriptor = open(path, flags, mode)
    guard descriptor >= 0 else { throw WorkflowError(FileFailure("write", path)) }
    defer { close(descriptor) }
    // In one call, so that what is there is a line or nothing.
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard count == bytes.count, fsync(descriptor) == 0 else {
      throw WorkflowError(FileFailure("write", path))
    }
    guard isNew else { return }
    try reporting { () throws(FileFailure) in
      try Folder.open(FilePath.folder(of: path)).sync()
    }
  }

  /// Makes the folder at `path` and those above it; does nothing where it is there.
  ///
  /// Whatever the umask allows, none gets a wider mode than `mode`.
  ///
  /// - Throws: ``WorkflowError`` with the code `unavailable`.
  static func makeFolder(_ path: String, mode: mode_t = 0o700) throws {
    guard mkdir(path, mode) != 0 else { return }
    switch errno {
    case ENOENT:
      let above = FilePath.folder(of: path)
      guard above != path else { throw WorkflowError(FileFailure("make", path)) }
      try makeFolder(above, mode: mode)
      guard mkdir(path, mode) == 0 || errno == EEXIST else {
        throw WorkflowError(FileFailure("make", path))
      }
    case EEXIST, EROFS, EACCES:
      let code = errno
      if FilePath.isFolder(path) { return }
      guard code == EEXIST else { throw WorkflowError(FileFailure("make", path, code: code)) }
      throw WorkflowError(
        .unavailable,
        "\(path) is in the way: it is no folder",
        help: "move it away"
      )
    default: throw WorkflowError(FileFailure("make", path))
    }
  }

  /// Runs `body`, and says what went wrong as use cases do.
  static func reporting<Value>(_ body: () throws(FileFailure) -> Value) throws -> Value {
    do throws(FileFailure) {
      return try body()
    } catch {
      throw WorkflowError(error)
    }
  }
}

extension WorkflowError {
  /// A failure of the file system.
  init(_ failure: FileFailure) {
    self.init(.unavailable, failure.description, help: failure.help)
  }
}
