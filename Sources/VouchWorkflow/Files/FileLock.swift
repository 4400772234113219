import Foundation
import VouchStore

/// Runs work that only one process at a time may do in a workspace.
enum FileLock {
  /// Waits for the lock at `path`, runs `body`, and lets go; a process that dies lets go too.
  ///
  /// - Throws: ``WorkflowError`` where the lock file cannot be opened, or whatever `body` throws.
  static func withLock<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw WorkflowError(FileFailure("open", path)) }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw WorkflowError(FileFailure("lock", path)) }
    }
    return try body()
  }

  /// True where another process holds the lock at `path` now.
  static func isHeld(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }
}
