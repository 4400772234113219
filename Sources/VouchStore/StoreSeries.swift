/// Transactions in a row, none of which waits for the disk before the next one begins.
///
/// What one of them returned is handed out once it is safe against a power cut, in order. Other
/// processes see what is committed a moment sooner; whatever they commit is on the disk no sooner
/// than what they saw.
public final class StoreSeries<Value> {
  private let store: Store
  private let log: LogSync
  /// How many transactions wait for the disk together, at least, while others follow.
  private let together: Int
  /// What was not handed out yet, each with the number of transactions that have to be safe first.
  private var waiting: [(commits: Int, value: Value)] = []

  fileprivate init(_ store: Store, _ log: LogSync, _ together: Int) {
    self.store = store
    self.log = log
    self.together = together
  }

  /// Runs `body` as ``Store/write(_:)`` does; what it returns is handed out once it is safe.
  ///
  /// - Throws: ``StoreError``, or whatever `body` throws; nothing is changed then.
  public func write(_ body: (StoreWriter) throws -> Value) throws {
    // The disk has something to do meanwhile.
    log.begin(after: together)
    let value = try store.write(body)
    log.commit()
    add(value)
  }

  /// Has a value handed out after those that came before it.
  public func add(_ value: Value) { waiting.append((log.committed, value)) }

  /// What has become safe since somebody asked last.
  ///
  /// - Throws: ``StoreError`` where the disk did not say that it has what was written.
  public func safe() throws -> [Value] {
    let safe = try log.safe()
    let values = waiting.prefix { $0.commits <= safe }.map(\.value)
    waiting.removeFirst(values.count)
    return values
  }

  /// Everything that was not handed out yet, once it is safe.
  ///
  /// - Throws: ``StoreError`` where the disk did not say that it has what was written.
  public func settled() throws -> [Value] {
    try log.settle()
    return try safe()
  }
}

extension Store {
  /// Runs `body`, whose transactions wait for the disk together; see ``StoreSeries``.
  ///
  /// - Parameters:
  ///   - count: How many of them wait together at least, while others follow: to wake whoever waits
  ///     takes as long as a part of a small transaction does.
  ///   - body: What writes.
  /// - Throws: ``StoreError``, or whatever `body` throws; what it has written before stays.
  public func series<Value>(
    waitingFor count: Int = 1,
    _ body: (StoreSeries<Value>) throws -> Void
  ) throws {
    try StoreError.translating(path: path) {
      try engine.withoutWaiting { try body(StoreSeries(self, $0, count)) }
    }
  }

  /// Waits until everything that was read from this store is safe against a power cut, whoever
  /// committed it: a series of somebody else's may not have waited yet.
  ///
  /// - Throws: ``StoreError`` where the disk did not say so.
  public func waitForDisk() throws {
    try StoreError.translating(path: path) { try engine.waitForDisk() }
  }
}

@available(*, unavailable)
extension StoreSeries: Sendable {}
