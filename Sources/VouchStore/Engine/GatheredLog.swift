import Foundation
import CSQLite

/// A write-ahead log to which the pages of a transaction are written in one piece.
///
/// By itself the library writes each page of a commit with two calls of the system, twenty pages for
/// one submission. Here they are gathered, and written with the last one: the log has all of a
/// transaction before the library tells anybody that it is there, whether or not it waits for the
/// disk then. Only what follows on what was written last is gathered; all else goes its usual way.
/// What was gathered of a transaction that was taken back is never written. A short log keeps its room
/// when it is emptied.
///
/// It lies where the library keeps what it knows of an open file, in front of the standard one's.
struct GatheredLog {
  private var base: sqlite3_file
  private let file: UnsafeMutablePointer<sqlite3_file>
  private var bytes: UnsafeMutableRawPointer?
  private var count = 0
  /// Where in the log what was gathered belongs.
  private var start: Int64 = 0
  /// Where what was written last ends, here or on file.
  private var end: Int64 = -1
  /// Whether what follows is the last page of a transaction.
  private var endsTransaction = false

  /// How much is gathered at most: the standard way to write cannot do more at once.
  private static let capacity = 131_071
  /// A page is announced by a head of this many bytes, as SQLite's file format has it.
  private static let headBytes = 24

  /// How long a log may be to keep its room when it is emptied: some small changes.
  private static let keptBytes = Int64(
    LogHead.byteCount + 128 * (headBytes + SQLiteEngine.pageBytes)
  )

  /// How much room a log takes before the standard one.
  static var room: Int32 { Int32((MemoryLayout<GatheredLog>.stride + 15) & ~15) }

  /// Opens the log at `place`, behind whose ``room`` `open` opens the standard one.
  static func open(
    _ place: UnsafeMutablePointer<sqlite3_file>,
    _ open: (UnsafeMutablePointer<sqlite3_file>) -> Int32
  ) -> Int32 {
    let file = (UnsafeMutableRawPointer(place) + Int(room)).assumingMemoryBound(
      to: sqlite3_file.self
    )
    // The library closes whatever has a table of functions.
    place.pointee.pMethods = nil
    file.pointee.pMethods = nil
    let code = open(file)
    guard code == SQLITE_OK else {
      if let methods = file.pointee.pMethods { _ = methods.pointee.xClose(file) }
      return code
    }
    UnsafeMutableRawPointer(place).assumingMemoryBound(to: GatheredLog.self)
      .initialize(to: GatheredLog(base: sqlite3_file(pMethods: methods.table), file: file))
    return SQLITE_OK
  }

  private init(base: sqlite3_file, file: UnsafeMutablePointer<sqlite3_file>) {
    (self.base, self.file) = (base, file)
  }

  // MARK: - Writing

  private mutating func write(
    _ source: UnsafeRawPointer,
    _ size: Int,
    at offset: Int64
  ) -> Int32 {
    let follows = offset == end
    if !follows || count + size > Self.capacity {
      let code = writeGathered()
      guard code == SQLITE_OK else { return code }
    }
    let isLast = endsTransaction && follows
    endsTransaction =
      size == Self.headBytes && source.loadUnaligned(fromByteOffset: 4, as: UInt32.self) != 0
    end = offset + Int64(size)
    guard follows, size <= Self.capacity else { return writeThrough(source, size, at: offset) }
    if count == 0 { start = offset }
    let room = bytes ?? UnsafeMutableRawPointer.allocate(byteCount: Self.capacity, alignment: 16)
    bytes = room
    memcpy(room + count, source, size)
    count += size
    return isLast ? writeGathered() : SQLITE_OK
  }

  /// Writes what was gathered.
  ///
  /// What could not be written is forgotten: the library takes the transaction back.
  private mutating func writeGathered() -> Int32 {
    guard count > 0, let bytes else { return SQLITE_OK }
    let size = count
    count = 0
    return writeThrough(bytes, size, at: start)
  }

  private mutating func writeThrough(
    _ source: UnsafeRawPointer,
    _ size: Int,
    at offset: Int64
  ) -> Int32 {
    let code = file.pointee.pMethods.pointee.xWrite(file, source, Int32(size), offset)
    if code != SQLITE_OK { end = -1 }
    return code
  }

  /// Makes the log one in which nothing stands.
  ///
  /// To cut it off takes longer than a small commit, and so does giving it the same room again for
  /// the next one: a head of zeros says as well that nothing follows. Either is one step: a log that
  /// was cut shorter under its old head would hold the first of its transactions alone.
  private mutating func empty() -> Int32 {
    let methods = file.pointee.pMethods.pointee
    var size: Int64 = 0
    var code = writeGathered()
    end = -1
    if code == SQLITE_OK { code = methods.xFileSize(file, &size) }
    guard code == SQLITE_OK, size > 0 else { return code }
    if size > Self.keptBytes { return methods.xTruncate(file, 0) }
    var first: UInt32 = 0
    // Whoever changed nothing leaves the file alone.
    if methods.xRead(file, &first, 4, 0) == SQLITE_OK, first == 0 { return SQLITE_OK }
    let zeros = [UInt8](repeating: 0, count: LogHead.byteCount)
    return methods.xWrite(file, zeros, Int32(zeros.count), 0)
  }

  /// Forgets what was gathered for the log of `connection`, whose transaction was taken back.
  ///
  /// It has no turn to write any more, and somebody else may have written to the same place by the
  /// time the file is used again.
  static func forget(for connection: OpaquePointer) {
    var file: UnsafeMutablePointer<sqlite3_file>?
    let code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file)
    // A file that is not open has no functions, and a journal has others.
    guard code == SQLITE_OK, let file, let functions: UnsafePointer = file.pointee.pMethods,
      functions == UnsafePointer(methods.table)
    else { return }
    _ = with(file) { log, _, _ in
      if log.count > 0 { (log.count, log.end) = (0, -1) }
      return SQLITE_OK
    }
  }

  /// Whether something of what was gathered lies there.
  private func holds(_ size: Int32, at offset: Int64) -> Bool {
    count > 0 && offset < start + Int64(count) && start < offset + Int64(size)
  }

  // MARK: - The library's functions

  /// Hands `body` the log that `file` is, and the standard one behind it.
  private static func with(
    _ file: UnsafeMutablePointer<sqlite3_file>?,
    _ body: (inout GatheredLog, UnsafeMutablePointer<sqlite3_file>, sqlite3_io_methods) -> Int32
  ) -> Int32 {
    guard let file else { return SQLITE_MISUSE }
    let log = UnsafeMutableRawPointer(file).assumingMemoryBound(to: GatheredLog.self)
    let standard = log.pointee.file
    return body(&log.pointee, standard, standard.pointee.pMethods.pointee)
  }

  /// The same, once the file has what was gathered.
  private static func settled(
    _ file: UnsafeMutablePointer<sqlite3_file>?,
    _ body: (UnsafeMutablePointer<sqlite3_file>, sqlite3_io_methods) -> Int32
  ) -> Int32 {
    with(file) { log, standard, methods in
      let code = log.writeGathered()
      return code == SQLITE_OK ? body(standard, methods) : code
    }
  }

  private struct Methods: Sendable {
    // Unsafe only to the compiler, for which a pointer is never Sendable: the table is filled before
    // anybody else sees it, by the one initialiser of a constant, and never written again; the library
    // only reads it, from whatever thread has a log open.
    nonisolated(unsafe) let table: UnsafeMutablePointer<sqlite3_io_methods>
  }

  private static let methods: Methods = {
    var methods = sqlite3_io_methods()
    // What came later is about sharing memory, which is the database's file's business.
    methods.iVersion = 1
    methods.xClose = { file in
      GatheredLog.with(file) { log, standard, methods in
        let code = log.writeGathered()
        log.bytes?.deallocate()
        log.bytes = nil
        let closing = methods.xClose(standard)
        return code == SQLITE_OK ? closing : code
      }
    }
    methods.xRead = { file, room, size, offset in
      GatheredLog.with(file) { log, standard, methods in
        let code = log.holds(size, at: offset) ? log.writeGathered() : SQLITE_OK
        return code == SQLITE_OK ? methods.xRead(standard, room, size, offset) : code
      }
    }
    methods.xWrite = { file, source, size, offset in
      GatheredLog.with(file) { log, _, _ in
        guard let source else { return SQLITE_MISUSE }
        return log.write(source, Int(size), at: offset)
      }
    }
    methods.xTruncate = { file, size in
      GatheredLog.with(file) { log, standard, methods in
        if size == 0 { return log.empty() }
        let code = log.writeGathered()
        return code == SQLITE_OK ? methods.xTruncate(standard, size) : code
      }
    }
    methods.xSync = { file, flags in GatheredLog.settled(file) { $1.xSync($0, flags) } }
    methods.xFileSize = { file, size in GatheredLog.settled(file) { $1.xFileSize($0, size) } }
    methods.xLock = { file, level in GatheredLog.settled(file) { $1.xLock($0, level) } }
    methods.xUnlock = { file, level in GatheredLog.settled(file) { $1.xUnlock($0, level) } }
    methods.xCheckReservedLock = { file, answer in
      GatheredLog.settled(file) { $1.xCheckReservedLock($0, answer) }
    }
    methods.xFileControl = { file, verb, argument in
      GatheredLog.settled(file) { $1.xFileControl($0, verb, argument) }
    }
    methods.xSectorSize = { file in GatheredLog.with(file) { $2.xSectorSize($1) } }
    methods.xDeviceCharacteristics = { file in
      GatheredLog.with(file) { $2.xDeviceCharacteristics($1) }
    }
    let table = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    table.initialize(to: methods)
    return Methods(table: table)
  }()
}
