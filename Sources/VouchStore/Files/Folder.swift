public import Foundation

/// A folder that is held open: what is named below it is looked up in that very folder, whatever
/// becomes of its path meanwhile.
///
/// No operation follows a symbolic link in the names it is given.
public final class Folder: Sendable {
  let descriptor: Int32
  /// The path it was opened by, for people.
  public let path: String

  private init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// The folder at `path`; links in what leads to it are followed, the last name only where said.
  ///
  /// - Throws: ``FileFailure``.
  public static func open(
    _ path: String,
    followingLinks: Bool = true
  ) throws(FileFailure) -> Folder {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followingLinks ? 0 : O_NOFOLLOW)
    let descriptor = Foundation.open(path, flags)
    guard descriptor >= 0 else {
      // For a link that may not be followed the system says that it is no folder.
      let code = errno
      throw FileFailure("open", path, code: code == ENOTDIR && isLink(path) ? ELOOP : code)
    }
    return Folder(descriptor: descriptor, path: path)
  }

  /// The folder called `name` in this one, made with `mode` where it is missing and a mode given.
  ///
  /// - Throws: ``FileFailure``, also where it is a link.
  public func folder(_ name: String, making mode: mode_t? = nil) throws(FileFailure) -> Folder {
    let path = path(of: name)
    if let mode, mkdirat(descriptor, name, mode) != 0, errno != EEXIST {
      throw FileFailure("make", path)
    }
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
    let opened = openat(descriptor, name, flags)
    guard opened >= 0 else {
      let code = errno
      throw FileFailure(
        "open",
        path,
        code: code == ENOTDIR && kind(of: name) == .link ? ELOOP : code
      )
    }
    return Folder(descriptor: opened, path: path)
  }

  /// The folder at a path of several names below this one; see ``folder(_:making:)``.
  ///
  /// - Throws: ``FileFailure``.
  public func folder(below names: String, making mode: mode_t? = nil) throws(FileFailure) -> Folder
  {
    var folder = self
    for name in names.split(separator: "/") where name != "." {
      folder = try folder.folder(String(name), making: mode)
    }
    return folder
  }

  /// What can lie under a name.
  public enum Kind: Sendable {
    /// A regular file.
    case file
    /// A folder.
    case folder
    /// A symbolic link, wherever it leads.
    case link
    /// A pipe, a device and the like.
    case other
  }

  /// What lies under `name`; nil where nothing does.
  public func kind(of name: String) -> Kind? { status(of: name).map(Self.kind) }

  /// What the system knows of `name` itself; nil where nothing lies there.
  public func status(of name: String) -> stat? {
    var status = stat()
    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }

  /// The kind of thing that `status` is about.
  public static func kind(_ status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// The names in it, in no order.
  ///
  /// - Throws: ``FileFailure``.
  public func names() throws(FileFailure) -> [String] {
    // Another descriptor: reading moves its place, and closing the stream closes it.
    let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0, let stream = fdopendir(own) else { throw FileFailure("read", path) }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw FileFailure("read", path) }
        return names
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
  }

  /// Waits until the names in it are safe against a power cut.
  ///
  /// - Throws: ``FileFailure``.
  public func sync() throws(FileFailure) {
    guard fsync(descriptor) == 0 else { throw FileFailure("sync", path) }
  }

  /// The path of something in it, for people.
  public func path(of name: String) -> String {
    path.hasSuffix("/") ? path + name : "\(path)/\(name)"
  }

  /// True where names can be added to it.
  public var isWritable: Bool { faccessat(descriptor, ".", W_OK, 0) == 0 }

  /// Where it lies now, every link followed; nil where the system does not say.
  public var realPath: String? { Self.realPath(ofDescriptor: descriptor) }

  /// Where what is open as `descriptor` lies now, every link followed; nil where the system does
  /// not say.
  public static func realPath(ofDescriptor descriptor: Int32) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count)
    guard count > 0, count < buffer.count else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A path to `name` that leads through this very folder, for libraries that open by path.
  ///
  /// Only valid while the folder is held.
  func heldPath(of name: String) -> String {
    let held = "/proc/self/fd/\(descriptor)"
    // Where that is not mounted, the path has to do.
    return access(held, F_OK) == 0 ? "\(held)/\(name)" : path(of: name)
  }
}
