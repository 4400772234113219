import Foundation

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
  /// The bytes are written under a temporary name, synced, and linked into place, so that no
  /// reader ever sees a part of them; the folder is synced before the call returns.
  ///
  /// - Throws: ``WorkflowError`` with the code `unavailable`.
  static func create(_ name: String, in folder: String, bytes: [UInt8], mode: mode_t = 0o600) throws
    -> Outcome
  {
    let target = "\(folder)/\(name)"
    let temporary = "\(folder)/.\(name).\(getpid()).part"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw failure("write", temporary) }
    defer { unlink(temporary) }
    do {
      defer { close(descriptor) }
      try write(bytes, to: descriptor, path: temporary)
      guard fsync(descriptor) == 0 else { throw failure("sync", temporary) }
    }
    if link(temporary, target) != 0 {
      guard errno == EEXIST else { throw failure("write", target) }
      try sync(folder: folder)
      return .exists
    }
    try sync(folder: folder)
    return .written
  }

  /// Puts `bytes` in the place of the file at `folder`/`name`, or into a new one, in one step: a
  /// reader sees the old ones or the new ones.
  ///
  /// - Throws: ``WorkflowError`` with the code `unavailable`; the old file is untouched then.
  static func replace(
    _ name: String,
    in folder: String,
    bytes: [UInt8],
    mode: mode_t = 0o600
  ) throws {
    let target = "\(folder)/\(name)"
    let temporary = "\(folder)/.\(name).\(getpid()).part"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw failure("write", temporary) }
    defer { unlink(temporary) }
    do {
      defer { close(descriptor) }
      try write(bytes, to: descriptor, path: temporary)
      guard fsync(descriptor) == 0 else { throw failure("sync", temporary) }
    }
    guard rename(temporary, target) == 0 else { throw failure("write", target) }
    try sync(folder: folder)
  }

  /// Makes the folder at `path` and those above it; does nothing where it is there.
  ///
  /// - Throws: ``WorkflowError`` with the code `unavailable`.
  static func makeFolder(_ path: String, mode: Int = 0o700) throws {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
      throw WorkflowError(
        .unavailable,
        "\(path) is in the way: it is no folder",
        help: "move it away"
      )
    }
    do {
      try FileManager.default.createDirectory(
        atPath: path,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: mode]
      )
    } catch {
      throw WorkflowError(.unavailable, "cannot make the folder \(path): \(lastSystemError())")
    }
  }

  /// True where a folder lies at `path`.
  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Makes sure that the names in `folder` are on the disk.
  static func sync(folder: String) throws {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("sync", folder) }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
    try bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[offset...])
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw failure("write", path) }
        offset += count
      }
    }
  }

  private static func failure(_ verb: String, _ path: String) -> WorkflowError {
    WorkflowError(.unavailable, "cannot \(verb) \(path): \(lastSystemError())")
  }
}
