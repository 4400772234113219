import Foundation
import GRDB
import GRDBSQLite

/// Opens the workspace's SQLite file and runs transactions on it.
struct SQLiteEngine: Sendable {
  private let queue: DatabaseQueue

  /// How long a process waits for another one to finish its transaction, in seconds.
  ///
  /// Transactions are short, but sixteen processes may stand in line.
  static let patience = 30.0

  /// A database in memory, for tests.
  static func inMemory() throws -> SQLiteEngine {
    SQLiteEngine(queue: try DatabaseQueue(configuration: configuration(readOnly: false)))
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
    patience: Double = patience,
    vetting vet: (SQLConnection) throws -> Void
  ) throws -> SQLiteEngine {
    if try !place.exists() {
      // The library would leave its mode to the umask; its other files get the mode of this one.
      do throws(FileFailure) {
        try place.folder.makeEmpty(place.name, mode: 0o600)
      } catch {
        // Somebody else was faster.
        guard error.code == EEXIST else { throw StoreError.file(error) }
      }
    }
    // The library's own way into WAL mode writes on most cold opens and lowers `synchronous` to
    // NORMAL, which may lose what was acknowledged.
    let queue = try queue(at: place, readOnly: false, patience: patience)
    try explaining(queue, in: place) { database in
      try vet(SQLConnection(database))
      try turnOnWAL(database)
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // In KiB. A batch of drafts goes all over the indexes, and the library would keep 2 MB of them.
      try database.execute(sql: "PRAGMA cache_size = -32768")
    }
    return SQLiteEngine(queue: queue)
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
      let queue = try queue(at: place, readOnly: true, patience: patience)
      // A WAL database needs its side files; only the first statement finds out.
      _ = try queue.unsafeRead { try Row.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
      return SQLiteEngine(queue: queue)
    } catch let error as DatabaseError
      where error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY
    {
      // Only where nobody can write, nobody is writing, and the file may be read as it lies.
      guard place.isQuiet else { throw StoreError.readOnly(path: place.path) }
      // The file without its log would be an older state, shown as if it were today's.
      guard place.isLogEmpty else { throw StoreError.readOnly(path: place.path + "-wal") }
      return SQLiteEngine(queue: try queue(at: place, readOnly: true, isImmutable: true))
    }
  }

  /// Runs `body` in a transaction that only reads.
  func read<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
    try queue.unsafeRead { database in
      try Self.explaining(database) {
        var result: Result<Value, any Error>?
        try database.inTransaction(.deferred) {
          result = Result { try body(SQLConnection(database)) }
          return .rollback
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
        return try result.get()
      }
    }
  }

  /// Runs `body` in a transaction that no other process writes beside; rolled back where it throws.
  func write<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
    try queue.writeWithoutTransaction { database in
      try Self.explaining(database) {
        var result: Value?
        try database.inTransaction(.immediate) {
          result = try body(SQLConnection(database))
          return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
        return result
      }
    }
  }

  /// Runs `body` outside any transaction.
  func withoutTransaction<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
    try queue.writeWithoutTransaction { database in
      try Self.explaining(database) { try body(SQLConnection(database)) }
    }
  }

  /// Copies the whole content, page by page, over that of `other`, in one transaction there.
  ///
  /// `isStillWanted` is asked once nobody else can write to `other` any more.
  ///
  /// - Returns: False where it was not wanted any more; nothing is changed then.
  func overwrite(_ other: SQLiteEngine, where isStillWanted: () throws -> Bool) throws -> Bool {
    struct Unwanted: Error {}
    do {
      try overwrite(other, checking: { guard try isStillWanted() else { throw Unwanted() } })
      return true
    } catch is Unwanted {
      return false
    }
  }

  private func overwrite(_ other: SQLiteEngine, checking check: () throws -> Void) throws {
    try withoutActuallyEscaping(check) { check in
      try queue.writeWithoutTransaction { source in
        try other.queue.writeWithoutTransaction { destination in
          var isAsked = false
          try Self.explaining(destination) {
            // The first step locks the destination, so it has to leave something to do.
            try source.backup(to: destination, pagesPerStep: 4) { _ in
              if isAsked { return }
              isAsked = true
              try check()
            }
          }
        }
      }
    }
  }

  /// Closes the file, and folds its log into it where nobody else has it open.
  func close() throws { try queue.close() }

  private static func queue(
    at place: DatabasePlace,
    readOnly: Bool,
    isImmutable: Bool = false,
    patience: Double = patience
  ) throws -> DatabaseQueue {
    guard HeldFiles.isRegistered else { throw StoreError.failed("SQLite cannot be set up") }
    var configuration = configuration(readOnly: readOnly, patience: patience)
    // The connection looks its files up in the folder for as long as it lives.
    configuration.prepareDatabase { _ in withExtendedLifetime(place.folder) {} }
    let path = place.heldPath
    return try DatabaseQueue(
      path: isImmutable ? "file:\(path.addingURLEscapes())?immutable=1" : path,
      configuration: configuration
    )
  }

  private static func configuration(
    readOnly: Bool,
    patience: Double = patience
  ) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .callback { Turn.wait(afterTries: $0, patience: patience) }
    configuration.foreignKeysEnabled = true
    return configuration
  }

  private static func explaining(
    _ queue: DatabaseQueue,
    in place: DatabasePlace,
    _ body: (Database) throws -> Void
  ) throws {
    try queue.writeWithoutTransaction { database in
      try explaining(database) { try body(database) }
    }
  }

  /// Says what the system said where the disk failed the library, which tells it apart from
  /// nothing.
  private static func explaining<Value>(
    _ database: Database,
    _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_IOERR {
      // Where a commit fails, the library does not keep the number.
      let last = errno
      let kept = sqlite3_system_errno(database.sqliteConnection)
      throw StoreError.disk(error, code: kept == 0 ? last : kept)
    }
  }

  /// Leaves a file alone that is in WAL mode already.
  private static func turnOnWAL(_ database: Database) throws {
    // Two processes that do this at once are refused without any wait, unlike those that write:
    // so wait for the other one's turn to end with a transaction, and look again.
    for _ in 0..<64 {
      do {
        guard try String.fetchOne(database, sql: "PRAGMA journal_mode = wal") == "wal" else {
          break
        }
        return
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        try database.execute(sql: "BEGIN EXCLUSIVE; ROLLBACK")
      }
    }
    throw DatabaseError(resultCode: .SQLITE_BUSY, message: "it cannot be put into WAL mode")
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
