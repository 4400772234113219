import Foundation
import CSQLite

/// Opens the workspace's SQLite file and runs transactions on it.
struct SQLiteEngine: Sendable {
  private let file: SQLiteFile
  /// Where the file lies; nil for one in memory.
  private let place: DatabasePlace?

  /// How long a process waits for another one to finish its transaction, in seconds.
  ///
  /// Transactions are short, but sixteen processes may stand in line.
  static let patience = 30.0

  /// How large a page of a new file is, in bytes.
  ///
  /// A commit writes every page that it changes, whole, and checks sums over it: a submission changes
  /// some twenty in as many places. Half of what the library would take; still smaller pages make
  /// deeper indexes, and texts of several pages.
  static let pageBytes = 2048

  /// How many pages the log has before it is folded into the file.
  ///
  /// Drafts of one command change the same pages again and again, and each is copied once; the library
  /// would fold four times as often. It is 16 MB at most, gone when the last one closes the file.
  private static let logPages: Int32 = 8000

  private static let readingAndWriting = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE

  /// A database in memory, for tests.
  static func inMemory() throws -> SQLiteEngine {
    SQLiteEngine(
      file: try SQLiteFile(":memory:", in: nil, flags: readingAndWriting, patience: patience),
      place: nil
    )
  }

  /// The file at `path`, made where it is missing, in WAL mode with full durability.
  static func open(
    _ path: String,
    patience: Double = patience,
    vetting vet: (SQLConnection) throws -> Void
  ) throws -> SQLiteEngine {
    try open(try DatabasePlace(path), patience: patience, vetting: vet)
  }

  /// The file at `place`, made where it is missing, in WAL mode with full durability.
  ///
  /// Nothing is written before `vet` has looked at the file, and nothing at all where it is in
  /// order: a command that changes nothing costs no wait for the disk.
  static func open(
    _ place: DatabasePlace,
    pageBytes: Int = pageBytes,
    patience: Double = patience,
    vetting vet: (SQLConnection) throws -> Void
  ) throws -> SQLiteEngine {
    let isNew = try !place.exists()
    if isNew {
      // The library would leave its mode to the umask; its other files get the mode of this one.
      do throws(FileFailure) {
        try place.folder.makeEmpty(place.name, mode: 0o600)
      } catch {
        // Somebody else was faster.
        guard error.code == EEXIST else { throw StoreError.file(error) }
      }
    }
    let engine = SQLiteEngine(
      file: try open(place, flags: readingAndWriting, patience: patience),
      place: place
    )
    try engine.withoutTransaction { connection in
      try vet(connection)
      if isNew { try connection.run(script: "PRAGMA page_size = \(pageBytes)") }
      try turnOnWAL(connection)
      // A cache in KiB. A batch of drafts goes all over the indexes, and the library would keep 2 MB
      // of them; with many times as much, it would look through an ever longer table at each commit.
      try connection.run(script: "PRAGMA synchronous = FULL; PRAGMA cache_size = -4096")
      connection.foldsLog(afterPages: logPages)
    }
    return engine
  }

  /// The existing file at `path`, never written to; works in a folder that cannot be written.
  static func openReadOnly(_ path: String, patience: Double = patience) throws -> SQLiteEngine {
    try openReadOnly(try DatabasePlace(path), patience: patience)
  }

  /// The existing file at `place`, never written to; works in a folder that cannot be written.
  static func openReadOnly(
    _ place: DatabasePlace,
    patience: Double = patience
  ) throws -> SQLiteEngine {
    guard try place.exists() else { throw StoreError.missing(path: place.path) }
    do {
      let file = try open(place, flags: SQLITE_OPEN_READONLY, patience: patience)
      let engine = SQLiteEngine(file: file, place: place)
      // A WAL database needs its side files; only the first statement finds out.
      _ = try engine.withoutTransaction { connection in
        try connection.row("SELECT count(*) FROM sqlite_schema") { $0.int(0) }
      }
      return engine
    } catch let error as SQLiteFailure
      where error.code == SQLITE_CANTOPEN || error.code == SQLITE_READONLY
    {
      // Only where nobody can write, nobody is writing, and the file may be read as it lies.
      guard place.isQuiet else { throw StoreError.readOnly(path: place.path) }
      // The file without its log would be an older state, shown as if it were today's.
      guard place.isLogEmpty else { throw StoreError.readOnly(path: place.path + "-wal") }
      let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      return SQLiteEngine(
        file: try open(place, flags: flags, isImmutable: true, patience: patience),
        place: place
      )
    }
  }

  /// Runs `body` in a transaction that only reads.
  func read<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
    try withoutTransaction { connection in
      try connection.run(script: "BEGIN DEFERRED TRANSACTION")
      let result = Result { try body(connection) }
      try connection.rollBack()
      return try result.get()
    }
  }

  /// Runs `body` in a transaction that no other process writes beside; rolled back where it throws.
  func write<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
    try withoutTransaction { connection in
      // Prepared once: a row of transactions would have both read anew for each.
      try connection.execute("BEGIN IMMEDIATE TRANSACTION")
      do {
        let value = try body(connection)
        // The library ends a transaction by itself where it can do nothing else, as on a full disk.
        guard connection.isInTransaction else {
          throw SQLiteFailure(SQLITE_ABORT, "the transaction was ended")
        }
        try connection.execute("COMMIT TRANSACTION")
        return value
      } catch {
        // What went wrong first is what is told.
        try? connection.rollBack()
        throw error
      }
    }
  }

  /// Runs `body`, in which transactions do not wait for the disk: who began them waits, with what
  /// `body` is handed.
  ///
  /// They come one after another, whole, also after a power cut, which may take the last ones away.
  func withoutWaiting(_ body: (LogSync) throws -> Void) throws {
    let log = try LogSync(of: place)
    try withoutTransaction { try $0.run(script: "PRAGMA synchronous = NORMAL") }
    let result = Result {
      try body(log)
      try log.settle()
    }
    if case .failure = result, let place, (try? log.settle()) == nil {
      // Whoever comes next finds what was committed, and must be able to rely on it.
      try? write { _ in try LogSync.writeAgain(place) }
    }
    let isReset = Result {
      try withoutTransaction { try $0.run(script: "PRAGMA synchronous = FULL") }
    }
    try result.get()
    try isReset.get()
  }

  /// Waits until what anybody has committed is on the disk.
  func waitForDisk() throws {
    let log = try LogSync(of: place)
    log.commit()
    try log.settle()
  }

  /// Runs `body` outside any transaction.
  func withoutTransaction<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
    do {
      return try file.alone(body)
    } catch let error as SQLiteFailure where error.code == SQLITE_IOERR {
      throw StoreError.disk(error)
    }
  }

  /// Copies the whole content, page by page, over that of `other`, in one transaction there.
  ///
  /// `isStillWanted` is asked once nobody else can write to `other` any more.
  ///
  /// - Returns: False where it was not wanted any more; nothing is changed then.
  func overwrite(_ other: SQLiteEngine, where isStillWanted: () throws -> Bool) throws -> Bool {
    try withoutTransaction { source in
      try other.withoutTransaction { destination in
        try SQLiteBackup(of: source, over: destination).run(where: isStillWanted)
      }
    }
  }

  /// Closes the file, and folds its log into it where nobody else has it open.
  func close() throws { try file.close() }

  private static func open(
    _ place: DatabasePlace,
    flags: Int32,
    isImmutable: Bool = false,
    patience: Double
  ) throws -> SQLiteFile {
    guard HeldFiles.isRegistered else { throw StoreError.failed("SQLite cannot be set up") }
    let path = place.heldPath
    return try SQLiteFile(
      isImmutable ? "file:\(path.addingURLEscapes())?immutable=1" : path,
      in: place.folder,
      flags: flags,
      patience: patience
    )
  }

  /// Leaves a file alone that is in WAL mode already.
  private static func turnOnWAL(_ connection: SQLConnection) throws {
    // Two processes that do this at once are refused without any wait, unlike those that write:
    // so wait for the other one's turn to end with a transaction, and look again.
    for _ in 0..<64 {
      do {
        let mode = try connection.row("PRAGMA journal_mode = wal") { $0.text(0) }
        guard mode == "wal" else { break }
        return
      } catch let error as SQLiteFailure where error.code == SQLITE_BUSY {
        try connection.run(script: "BEGIN EXCLUSIVE; ROLLBACK")
      }
    }
    throw SQLiteFailure(SQLITE_BUSY, "it cannot be put into WAL mode")
  }
}

extension SQLConnection {
  fileprivate var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Takes back what this transaction has changed, where there is one still.
  fileprivate func rollBack() throws {
    if isInTransaction { try run(script: "ROLLBACK TRANSACTION") }
  }
}

extension String {
  fileprivate func addingURLEscapes() -> String {
    var out = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "%": out += "%25"
      case "?": out += "%3f"
      case "#": out += "%23"
      // Two at the start would name a host.
      case "/" where out.utf8.last == UInt8(ascii: "/"): continue
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
