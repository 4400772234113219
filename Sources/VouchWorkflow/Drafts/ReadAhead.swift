import Dispatch
import Synchronization

/// Reads what comes next while what was read before is put away.
///
/// To read is work for the processor, to put away means waiting for the disk as well: one after the
/// other, each would wait for the other.
enum ReadAhead {
  /// How many items are read in one go, where they are put away in smaller batches.
  ///
  /// Two threads that wake one another for every draft spend longer on that than on the draft.
  static let stretch = 32

  /// How many items are handed to `read` together at most.
  static let together = 8

  /// Hands every item to `read`, in order, some together, and what comes of each to `keep`, in order,
  /// in batches of `count`.
  ///
  /// `keep` runs where the caller is, `read` beside it; neither runs beside itself. Where an item
  /// fails, the whole batches before it are kept and nothing more; where `keep` throws, what is
  /// being read ends first, and nothing further is begun.
  static func through<Item: Sendable, Content: Sendable>(
    _ items: [Item],
    by count: Int,
    reading read: @escaping @Sendable (ArraySlice<Item>) -> [Result<Content, any Error>],
    then keep: ([Content]) throws -> Void
  ) throws {
    let stretches = stretches(of: items, by: count)
    guard let first = stretches.first else { return }
    var current = Stretch(first, read)
    var spent: Stretch<Content>?
    for next in stretches.dropFirst() {
      let pending = PendingRead { [spent] in
        withExtendedLifetime(spent) { Stretch(next, read) }
      }
      spent = nil
      let kept = Result { try current.forEachBatch(of: count, keep) }
      // Where each waits for the disk by itself, whoever reads has the time to take away what was
      // put away.
      spent = count < stretch ? current : nil
      current = pending.result
      try kept.get()
    }
    try current.forEachBatch(of: count, keep)
  }

  /// The items in order: one batch first, so that there soon is something to put away, and then as
  /// many whole batches at a time as are read in one go.
  private static func stretches<Item>(of items: [Item], by count: Int) -> [ArraySlice<Item>] {
    let later = count * max(1, stretch / count)
    let starts = stride(from: min(count, items.count), to: items.count, by: later)
    return [items.prefix(count)].filter { !$0.isEmpty }
      + starts.map { items[$0..<min($0 + later, items.count)] }
  }
}

/// What was read in one go, up to the first failure.
private struct Stretch<Content: Sendable>: Sendable {
  private var contents: [Content] = []
  private var failure: (any Error)?

  /// Nothing, for nobody knows what became of it.
  static var lost: Stretch { Stretch([0]) { _ in [.failure(CancellationError())] } }

  init<Item>(_ items: ArraySlice<Item>, _ read: (ArraySlice<Item>) -> [Result<Content, any Error>])
  {
    contents.reserveCapacity(items.count)
    var rest = items
    while !rest.isEmpty {
      do {
        for content in read(rest.prefix(ReadAhead.together)) { contents.append(try content.get()) }
      } catch {
        failure = error
        return
      }
      rest = rest.dropFirst(ReadAhead.together)
    }
  }

  func forEachBatch(of count: Int, _ keep: ([Content]) throws -> Void) throws {
    for start in stride(from: 0, to: contents.count, by: count) {
      let batch = contents[start..<min(start + count, contents.count)]
      if let failure, batch.count < count { throw failure }
      try keep(Array(batch))
    }
    if let failure { throw failure }
  }
}

/// Reading that has been begun on another thread.
///
/// Commands are no asynchronous functions, and the thread that puts away is the one that waits: for
/// one signal, which comes when what was read lies under the lock, whatever became of the reading.
/// So the semaphore is never waited for in vain.
private final class PendingRead<Content: Sendable>: Sendable {
  private let stretch = Mutex<Stretch<Content>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  init(_ read: @escaping @Sendable () -> Stretch<Content>) {
    DispatchQueue.global().async { [self] in
      let read = read()
      stretch.withLock { $0 = read }
      isDone.signal()
    }
  }

  /// What was read, once it is done; to be asked once.
  var result: Stretch<Content> {
    isDone.wait()
    return stretch.withLock { $0 } ?? .lost
  }
}
