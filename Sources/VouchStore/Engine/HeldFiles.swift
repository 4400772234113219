import Foundation
import CSQLite

/// Lets SQLite open files by the very path it is given, and gathers what it writes to a log.
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
    let own = UnsafeMutablePointer<HeldVFS>.allocate(capacity: 1)
    own.initialize(to: HeldVFS(vfs: standard.pointee, standard: standard))
    own.pointee.vfs.pNext = nil
    own.pointee.vfs.zName = UnsafePointer(strdup("vouch"))
    own.pointee.vfs.szOsFile += GatheredLog.room
    own.pointee.vfs.xFullPathname = { _, path, size, result in
      guard let path, let result, strlen(path) < Int(size) else { return SQLITE_CANTOPEN }
      memcpy(result, path, strlen(path) + 1)
      return SQLITE_OK
    }
    own.pointee.vfs.xOpen = { vfs, name, file, flags, outFlags in
      guard let vfs, let file else { return SQLITE_MISUSE }
      let standard = UnsafeMutableRawPointer(vfs).assumingMemoryBound(to: HeldVFS.self)
        .pointee.standard
      guard let open = standard.pointee.xOpen else { return SQLITE_MISUSE }
      guard flags & SQLITE_OPEN_WAL != 0 else { return open(vfs, name, file, flags, outFlags) }
      return GatheredLog.open(file) { open(vfs, name, $0, flags, outFlags) }
    }
    let vfs = UnsafeMutableRawPointer(own).assumingMemoryBound(to: sqlite3_vfs.self)
    return sqlite3_vfs_register(vfs, 1) == SQLITE_OK
  }()
}

/// The library's table of functions for files, and the one it had before.
private struct HeldVFS {
  var vfs: sqlite3_vfs
  let standard: UnsafeMutablePointer<sqlite3_vfs>
}
