import Foundation

/// Where a database file lies: a folder that is held open, and a name in it.
struct DatabasePlace: Sendable {
  let folder: Folder
  let name: String

  /// The place that `path` names; the folder itself may not be a link.
  ///
  /// - Throws: ``StoreError`` where there is no such folder, or it cannot be entered.
  init(_ path: String) throws {
    let parts = Self.parts(of: path)
    name = parts.name
    do throws(FileFailure) {
      folder = try Folder.open(parts.folder, followingLinks: false)
    } catch {
      throw error.code == ENOENT ? StoreError.missing(path: path) : StoreError.file(error)
    }
  }

  init(folder: Folder, name: String) {
    self.folder = folder
    self.name = name
  }

  /// The folder of `path` and the name in it.
  static func parts(of path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return (folder, String(path[path.index(after: slash)...]))
  }

  /// The path for people.
  var path: String { folder.path(of: name) }

  /// The path for the library, through the held folder.
  var heldPath: String { folder.heldPath(of: name) }

  /// The name of the log that the library keeps beside the file.
  var logName: String { name + "-wal" }

  /// The file and those that the library keeps beside it.
  var names: [String] { [name, logName, name + "-shm"] }

  /// True where a regular file lies there.
  ///
  /// - Throws: ``StoreError`` where something else does, there or where the side files belong.
  func exists() throws -> Bool {
    for name in names where folder.kind(of: name) == .link {
      throw StoreError.file(FileFailure("open", folder.path(of: name), code: ELOOP))
    }
    switch folder.kind(of: name) {
    case .file: return true
    case nil where errno != ENOENT: throw StoreError.file(FileFailure("open", path))
    case nil: return false
    case .folder, .link, .other: throw StoreError.readOnly(path: path)
    }
  }

  /// True where the log beside the file is missing or holds nothing.
  var isLogEmpty: Bool {
    guard let status = folder.status(of: logName), status.st_size > 0 else { return true }
    return LogHead(of: logName, in: folder)?.isBlank ?? false
  }

  /// True where nobody can be writing to the database in this folder, us included.
  var isQuiet: Bool {
    // Whoever writes needs the index of the log.
    switch folder.kind(of: name + "-shm") {
    case .folder, .other: true
    case .file, .link, nil: !folder.isWritable
    }
  }
}
