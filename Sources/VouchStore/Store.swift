package import VouchCore

/// The workspace's database: submissions, deliveries, people, and the ledger.
///
/// Every change goes through ``write(_:)``, which is one transaction with its ledger entries: it
/// is there whole, and safe against a power cut once the call returns, or it is not there at all. Only
/// within a ``StoreSeries`` somebody else waits for the disk.
public struct Store: Sendable {
  let engine: SQLiteEngine
  let path: String
  let digest: Digest
  let shelf = WordingShelf()
  private var isPretended = false

  /// SHA-256 in hexadecimal; handed in, because the store links no cryptography.
  public typealias Digest = @Sendable ([UInt8]) -> String

  init(engine: SQLiteEngine, path: String, digest: @escaping Digest) {
    self.engine = engine
    self.path = path
    self.digest = digest
  }

  /// How long a process waits for another one to finish its transaction, in seconds.
  public static let patience = SQLiteEngine.patience

  /// Opens the database at `path` for reading and writing, and brings it to today's schema.
  ///
  /// - Throws: ``StoreError``.
  public static func open(
    _ path: String,
    creating: Bool = false,
    patience: Double = patience,
    digest: @escaping Digest
  ) throws -> Store {
    try open(try DatabasePlace(path), creating: creating, patience: patience, digest: digest)
  }

  static func open(
    _ place: DatabasePlace,
    creating: Bool = false,
    patience: Double = patience,
    digest: @escaping Digest
  ) throws -> Store {
    let path = place.path
    guard try place.exists() || creating else { throw StoreError.missing(path: path) }
    return try StoreError.translating(path: path) {
      var isToday = false
      let engine = try SQLiteEngine.open(place, patience: patience) { connection in
        let version = try connection.schemaVersion()
        try Migrations.refuseNewer(version)
        // A file that was cut to nothing must not come back as a workspace without a past.
        guard creating || version > 0 else { throw StoreError.blank }
        isToday = version == Migrations.today
      }
      if !isToday { try engine.write { try Migrations.run(on: $0) } }
      return Store(engine: engine, path: path, digest: digest)
    }
  }

  /// Opens the database at `path` for reading alone, also in a folder that cannot be written.
  ///
  /// - Throws: ``StoreError``.
  public static func openReadOnly(
    _ path: String,
    patience: Double = patience,
    digest: @escaping Digest
  ) throws -> Store {
    try StoreError.translating(path: path) {
      let engine = try SQLiteEngine.openReadOnly(path, patience: patience)
      let version = try engine.read { try $0.schemaVersion() }
      try Migrations.refuseNewer(version)
      guard version > 0 else { throw StoreError.blank }
      if version < Migrations.today {
        // Whoever comes first after an update brings the file up; questions ask today's columns.
        _ = try open(path, patience: patience, digest: digest)
        return try openReadOnly(path, patience: patience, digest: digest)
      }
      return Store(engine: engine, path: path, digest: digest)
    }
  }

  /// An empty database in memory, for tests.
  ///
  /// - Throws: ``StoreError``.
  public static func inMemory(digest: @escaping Digest) throws -> Store {
    try StoreError.translating(path: ":memory:") {
      let engine = try SQLiteEngine.inMemory()
      try engine.write { try Migrations.run(on: $0) }
      return Store(engine: engine, path: ":memory:", digest: digest)
    }
  }

  /// Runs `body` on one consistent state of the database.
  ///
  /// - Throws: ``StoreError``, or whatever `body` throws.
  public func read<Value>(_ body: (StoreReader) throws -> Value) throws -> Value {
    try StoreError.translating(path: path) {
      try engine.read {
        shelf.beginTransaction()
        return try body(StoreReader(connection: $0, digest: digest, shelf: shelf))
      }
    }
  }

  /// Runs `body` alone: no other process writes meanwhile, and all of its changes are kept or none.
  ///
  /// - Throws: ``StoreError``, or whatever `body` throws; nothing is changed then.
  @discardableResult
  public func write<Value>(_ body: (StoreWriter) throws -> Value) throws -> Value {
    try StoreError.translating(path: path) {
      do {
        return try engine.write {
          shelf.beginTransaction()
          let reader = StoreReader(connection: $0, digest: digest, shelf: shelf)
          return try body(StoreWriter(reader: reader, isPretended: isPretended))
        }
      } catch {
        // What it packed is not packed after all.
        shelf.clear()
        throw error
      }
    }
  }

  /// The same store, whose ledger entries will say that the present was pretended.
  public func recordingPretence() -> Store {
    var copy = self
    copy.isPretended = true
    return copy
  }

  /// Puts a delivery into a state as if a process had died there; for tests alone.
  package func rewind(_ id: RevisionID, on channel: Channel, to state: DeliveryState) throws {
    try StoreError.translating(path: path) {
      try engine.write {
        _ = try $0.execute(
          "UPDATE delivery SET state = ? WHERE submission = ? AND revision = ? AND channel = ?",
          [
            .text(state.rawValue), .int(id.submission), .int(id.revision), .text(channel.name),
          ]
        )
      }
    }
  }

  /// Refuses a database whose parts do not belong together; ``StoreReader/verifyLedger()`` says
  /// more.
  ///
  /// - Throws: ``StoreError``.
  public func refuseMixture() throws {
    try StoreError.translating(path: path) {
      try engine.read { try $0.refuseMixture() }
    }
  }

  /// What is wrong with the file, by SQLite's own word and by the counts kept in it; empty where it
  /// is sound.
  ///
  /// - Throws: ``StoreError``.
  public func integrityProblems() throws -> [String] {
    try StoreError.translating(path: path) {
      try engine.read { connection in
        let reader = StoreReader(connection: connection, digest: digest, shelf: shelf)
        // What is counted in a damaged file means nothing.
        let damage = try connection.integrityProblems()
        return try damage.isEmpty ? reader.miscounts() : damage
      }
    }
  }

  /// The engine behind the store and its version, such as `SQLite 3.45.1`.
  ///
  /// - Throws: ``StoreError``.
  public func engineVersion() throws -> String {
    try StoreError.translating(path: path) {
      let version = try engine.read { try $0.row("SELECT sqlite_version()") { $0.text(0) } }
      return "SQLite " + (version ?? "of unknown version")
    }
  }
}

/// Answers questions about one consistent state of the database.
///
/// Only valid inside the closure it was handed to.
public struct StoreReader {
  let connection: SQLConnection
  let digest: Store.Digest
  let shelf: WordingShelf

  init(
    connection: SQLConnection,
    digest: @escaping Store.Digest,
    shelf: WordingShelf = WordingShelf()
  ) {
    self.connection = connection
    self.digest = digest
    self.shelf = shelf
  }
}

/// Changes the database inside one transaction.
///
/// Only valid inside the closure it was handed to. Every public function that changes a state
/// appends its ledger entry itself; there is no other way to change one.
public struct StoreWriter {
  /// Answers questions, also about what this transaction has changed so far.
  public let reader: StoreReader
  let isPretended: Bool
  var connection: SQLConnection { reader.connection }
}

@available(*, unavailable)
extension StoreReader: Sendable {}

@available(*, unavailable)
extension StoreWriter: Sendable {}
