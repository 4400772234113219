import Dispatch
import Synchronization

/// Reads the next of several batches while the last one is put away.
///
/// To read is work for the processor, to put away means waiting for the disk: one after the other,
/// each would wait for the other.
enum ReadAhead {
  /// Hands every batch to `read`, in order, and what comes of it to `keep`, in order.
  ///
  /// `keep` runs where the caller is, `read` beside it; neither runs beside itself. Where one of
  /// them throws, what the other is doing ends first, and nothing further is begun.
  static func through<Batch: Sendable, Content: Sendable>(
    _ batches: [Batch],
    reading read: @escaping @Sendable (Batch) throws -> Content,
    then keep: (Content) throws -> Void
  ) throws {
    guard let first = batches.first else { return }
    var content = try read(first)
    for batch in batches.dropFirst() {
      let next = PendingRead { try read(batch) }
      let kept = Result { try keep(content) }
      let result = next.result()
      try kept.get()
      content = try result.get()
    }
    try keep(content)
  }
}

/// Work that has been begun on another thread.
private final class PendingRead<Content: Sendable>: Sendable {
  private let content = Mutex<Result<Content, any Error>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  init(_ work: @escaping @Sendable () throws -> Content) {
    DispatchQueue.global().async { [self] in
      let result = Result { try work() }
      content.withLock { $0 = result }
      isDone.signal()
    }
  }

  /// What came of it, once it is done; to be asked once.
  func result() -> Result<Content, any Error> {
    isDone.wait()
    return content.withLock { $0 } ?? .failure(CancellationError())
  }
}
