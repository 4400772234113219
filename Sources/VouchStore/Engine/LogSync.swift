import Dispatch
import Foundation
import Synchronization

/// Has the log of a database put on the disk while its connection goes on writing to it.
///
/// One wait for the disk makes safe whatever was committed before it began, one transaction or ten:
/// nobody waits between two transactions, and each is safe about as soon as if somebody had.
///
/// A wait that failed is not tried again: the system takes what it could not write for written.
final class LogSync: Sendable {
  private struct Progress {
    var committed = 0
    var safe = 0
    var isBegun = false
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

  /// Has what was committed put on the disk, beside whatever the caller does next.
  func begin() {
    let isNeeded = progress.withLock { progress in
      defer { progress.isBegun = progress.isBegun || progress.safe < progress.committed }
      return !progress.isBegun && progress.safe < progress.committed
    }
    if isNeeded { line.async { self.wait() } }
  }

  /// Waits until all that was committed is safe.
  ///
  /// - Throws: ``StoreError`` where the disk did not say so.
  func settle() throws(StoreError) {
    if progress.withLock({ $0.isBegun }) { line.sync {} }
    if progress.withLock({ $0.safe < $0.committed && $0.failure == nil }) { wait() }
    _ = try safe()
  }

  private func wait() {
    // Whoever commits from here on asks anew.
    let committed = progress.withLock { progress in
      progress.isBegun = false
      return progress.committed
    }
    let failure = log.flatMap { fdatasync($0) == 0 ? nil : StoreError.unsure(errno) }
    progress.withLock { progress in
      progress.failure = progress.failure ?? failure
      if progress.failure == nil { progress.safe = committed }
    }
  }
}
