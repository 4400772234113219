import Foundation

// Modes are spelled `UInt32` here: with `mode_t`, one of the two ways to build asks for a public
// import and the other one calls it unused.
extension Folder {
  /// Puts `bytes` into a new file called `name`, or leaves what lies there alone.
  ///
  /// The bytes are written under a temporary name, synced, and linked into place, so that no
  /// reader ever sees a part of them; the folder is synced before the call returns.
  ///
  /// - Returns: False where something lies there already.
  /// - Throws: ``FileFailure``.
  public func create(_ name: String, bytes: [UInt8], mode: UInt32) throws(FileFailure) -> Bool {
    let temporary = try stage(bytes, for: name, mode: mode)
    defer { unlinkat(descriptor, temporary, 0) }
    let isPlaced = try place(temporary, as: name)
    try sync()
    return isPlaced
  }

  /// Puts `bytes` into the file called `name`, in the place of what lies there.
  ///
  /// After a power cut the file is whole; where `isLasting` says no, it may be the one from before.
  ///
  /// - Throws: ``FileFailure``.
  public func replace(
    _ name: String,
    bytes: [UInt8],
    mode: UInt32,
    isLasting: Bool = true
  ) throws(FileFailure) {
    let temporary = try stage(bytes, for: name, mode: mode)
    guard renameat(descriptor, temporary, descriptor, name) == 0 else {
      let failure = FileFailure("write", path(of: name))
      unlinkat(descriptor, temporary, 0)
      throw failure
    }
    if isLasting { try sync() }
  }

  /// Writes `beginning` over the first bytes of the file called `name`, in one call.
  ///
  /// - Returns: False where the file does not hold `content`, or cannot be written; it is as it was.
  public func amend(_ name: String, from content: [UInt8], with beginning: ArraySlice<UInt8>)
    -> Bool
  {
    let file = openat(descriptor, name, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { close(file) }
    var held = [UInt8](repeating: 0, count: content.count + 1)
    guard pread(file, &held, held.count, 0) == content.count, held.dropLast() == content[...] else {
      return false
    }
    return beginning.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
      == beginning.count
  }

  /// Gives the file called `temporary` the name `name`, where nothing lies there; the folder is not
  /// synced.
  ///
  /// - Returns: False where something lies there already.
  /// - Throws: ``FileFailure``.
  public func place(_ temporary: String, as name: String) throws(FileFailure) -> Bool {
    if linkat(descriptor, temporary, descriptor, name, 0) != 0 {
      switch errno {
      case EEXIST: return false
      case EPERM, ENOTSUP, ENOSYS:
        // Sticks and some network folders know no links.
        guard kind(of: name) == nil else { return false }
        try move(temporary, to: self, as: name)
      default: throw FileFailure("write", path(of: name))
      }
    }
    return true
  }

  /// Moves the file called `name` into `folder`, over what lies there.
  ///
  /// - Throws: ``FileFailure``.
  public func move(_ name: String, to folder: Folder, as newName: String) throws(FileFailure) {
    guard renameat(descriptor, name, folder.descriptor, newName) == 0 else {
      throw FileFailure("move", "\(path(of: name)) to \(folder.path(of: newName))")
    }
  }

  /// Removes the file called `name`; nothing lying there is as good.
  ///
  /// - Throws: ``FileFailure``.
  public func remove(_ name: String) throws(FileFailure) {
    guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else {
      throw FileFailure("remove", path(of: name))
    }
  }

  /// Makes an empty file called `name` with exactly `mode`, whatever the umask.
  ///
  /// - Throws: ``FileFailure``, also where something lies there.
  public func makeEmpty(_ name: String, mode: UInt32) throws(FileFailure) {
    close(try openNew(name, mode: mode))
  }

  /// Waits until the content of the file called `name` is safe against a power cut.
  ///
  /// - Throws: ``FileFailure``.
  public func syncFile(_ name: String) throws(FileFailure) {
    let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw FileFailure("open", path(of: name)) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw FileFailure("sync", path(of: name)) }
  }

  /// The file called `name`, open for reading; a pipe without a writer is not waited for.
  ///
  /// - Throws: ``FileFailure``, also where it is a link.
  public func openFile(_ name: String) throws(FileFailure) -> Int32 {
    let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard file >= 0 else { throw FileFailure("read", path(of: name)) }
    return file
  }

  /// The name under which a file called `name` is written before it is put in place.
  public static func temporaryName(for name: String) -> String { ".\(name).\(getpid()).part" }

  /// True for a name that ``temporaryName(for:)`` makes.
  public static func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(".") && name.hasSuffix(".part")
  }

  private func stage(
    _ bytes: [UInt8],
    for name: String,
    mode: UInt32
  ) throws(FileFailure) -> String {
    let temporary = Self.temporaryName(for: name)
    // What a process of the same number left when it was killed.
    unlinkat(descriptor, temporary, 0)
    let file = try openNew(temporary, mode: mode)
    do throws(FileFailure) {
      defer { close(file) }
      try write(bytes, to: file, temporary)
      guard fsync(file) == 0 else { throw FileFailure("sync", path(of: temporary)) }
    } catch {
      unlinkat(descriptor, temporary, 0)
      throw error
    }
    return temporary
  }

  private func openNew(_ name: String, mode: UInt32) throws(FileFailure) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let file = openat(descriptor, name, flags, mode)
    guard file >= 0 else { throw FileFailure("write", path(of: name)) }
    // A umask can only take away, also what is needed.
    fchmod(file, mode)
    return file
  }

  private func write(_ bytes: [UInt8], to file: Int32, _ name: String) throws(FileFailure) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(file, $0.baseAddress?.advanced(by: offset), $0.count - offset)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure("write", path(of: name)) }
      offset += count
    }
  }
}
