import Dispatch
import Foundation
import Synchronization

/// Has the log of a database put on the disk while its connection goes on writing to it.
///
/// One wait for the disk makes safe whatever was committed before it began, one transaction or ten:
/// nobody waits between two transactions, and each is safe about as soon as if somebody had.
///
/// Where a wait failed, nothing is safe any more, whatever later ones say: the system takes what it
/// could not write for written.
final class LogSync: Sendable {
  private struct Progress {
    var committed = 0
    /// How many the last wait that was begun makes safe at least.
    var awaited = 0
    var safe = 0
    var failure: StoreError?
  }

  /// The log; nil for a database in memory, for which nobody can wait.
  private let log: Int32?
  private let progress = Mutex(Progress())
  private let line = DispatchQueue(label: "vouch.log")

  /// - Throws: ``StoreError`` where the log cannot be opened.
  init(of place: DatabasePlace?) throws(StoreError) {
    do throws(FileFailure) {
      log = if let place { try place.folder.openFile(place.logName) } else { nil }
    } catch {
      throw .file(error)
    }
  }

  deinit { if let log { close(log) } }

  /// How many transactions were committed.
  var committed: Int { progress.withLock { $0.committed } }

  /// How many of them are safe against a power cut, beginning with the first.
  ///
  /// - Throws: ``StoreError`` where the disk did not say so.
  func safe() throws(StoreError) -> Int {
    let progress = progress.withLock { $0 }
    if let failure = progress.failure { throw failure }
    return progress.safe
  }

  /// Takes note of one more transaction; nobody waits for it yet.
  func commit() { progress.withLock { $0.committed += 1 } }

  /// Has what was committed put on the disk, beside whatever the caller does next, where so many
  /// transactions or more have nobody who waits for them.
  func begin(after count: Int) {
    let isNeeded = progress.withLock { progress in
      guard progress.committed - progress.awaited >= count else { return false }
      progress.awaited = progress.committed
      return true
    }
    if isNeeded { line.async { self.wait() } }
  }

  /// Waits until all that was committed is safe.
  ///
  /// - Throws: ``StoreError`` where the disk did not say so.
  func settle() throws(StoreError) {
    // Never two waits at once: of an error, the system tells the first of them alone.
    line.sync { wait() }
    _ = try safe()
  }

  private func wait() {
    let committed: Int? = progress.withLock { progress in
      // Whoever commits from here on asks anew.
      progress.awaited = progress.committed
      let isNeeded = progress.safe < progress.committed && progress.failure == nil
      return isNeeded ? progress.committed : nil
    }
    guard let committed else { return }
    let failure = log.flatMap { fdatasync($0) == 0 ? nil : StoreError.unsure(errno) }
    progress.withLock { progress in
      progress.failure = failure
      if failure == nil { progress.safe = committed }
    }
  }

  /// Writes the log at `place` once more, as everybody reads it, and waits for it.
  ///
  /// After a wait that failed, what was committed is there for all to see, and the next to wait would
  /// be told that nothing is left to write. Nobody else may write to it meanwhile.
  ///
  /// - Throws: ``StoreError`` where it cannot be done, or the disk does not say that it has it.
  static func writeAgain(_ place: DatabasePlace) throws(StoreError) {
    let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW
    let log = openat(place.folder.descriptor, place.logName, flags)
    guard log >= 0 else { throw .unsure(errno) }
    defer { close(log) }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var place = 0
    while true {
      let count = pread(log, &piece, piece.count, place)
      if count == 0 { break }
      guard count > 0, pwrite(log, piece, count, place) == count else { throw .unsure(errno) }
      place += count
    }
    guard fdatasync(log) == 0 else { throw .unsure(errno) }
  }
}
