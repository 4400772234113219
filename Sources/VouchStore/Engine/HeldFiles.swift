import Foundation
import CSQLite

/// Lets SQLite open files by the very path it is given.
///
/// By itself the library first follows every link in a path. A path through a held ``Folder`` is
/// such a link, and following it would ask once more what lies where, which may have changed since
/// it was looked at. The library opens the last name of a path without following links anyway.
enum HeldFiles {
  /// Registers this way of opening as the process's own; true once it is.
  static let isRegistered: Bool = {
    // Nobody asks for the account, which takes a lock for each piece of memory.
    vouch_count_no_memory()
    guard let standard = sqlite3_vfs_find(nil) else { return false }
    let own = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    own.initialize(to: standard.pointee)
    own.pointee.pNext = nil
    own.pointee.zName = UnsafePointer(strdup("vouch"))
    own.pointee.xFullPathname = { _, path, size, result in
      guard let path, let result, strlen(path) < Int(size) else { return SQLITE_CANTOPEN }
      memcpy(result, path, strlen(path) + 1)
      return SQLITE_OK
    }
    return sqlite3_vfs_register(own, 1) == SQLITE_OK
  }()
}
