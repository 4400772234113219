import CSQLite
import Synchronization

/// One open database file, used by one thread at a time, which has the turn; whoever asks for another
/// turn while having one would wait for itself.
final class SQLiteFile: Sendable {
  private let turn = Mutex(())
  // Unsafe only to the compiler, which cannot see that whoever touches it has the turn, or is the
  // last to know this object: the library lets any thread use a connection, one at a time.
  private nonisolated(unsafe) let connection: SQLConnection

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The path by which the library opens it.
  ///   - folder: The held folder that the path leads through; nil where it leads through none.
  ///   - flags: How to open it, in the library's terms.
  ///   - patience: How long to wait for others, in seconds.
  /// - Throws: ``SQLiteFailure``.
  init(_ path: String, in folder: Folder?, flags: Int32, patience: Double) throws {
    var opened: OpaquePointer?
    // The turn is ours to give, so that the library need not lock once more.
    let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      let failure = SQLiteFailure(code, on: opened)
      sqlite3_close_v2(opened)
      throw failure
    }
    connection = SQLConnection(opened, in: folder)
    sqlite3_extended_result_codes(opened, 1)
    // A name in double quotes that means nothing would be taken for a text.
    vouch_refuse_quoted_texts(opened)
    // The number travels in the place of an address.
    let milliseconds = UnsafeMutableRawPointer(bitPattern: UInt(max(0, patience) * 1000))
    sqlite3_busy_handler(
      opened,
      { milliseconds, tries in
        let patience = Double(UInt(bitPattern: milliseconds)) / 1000
        return Turn.wait(afterTries: Int(tries), patience: patience) ? 1 : 0
      },
      milliseconds
    )
    try connection.run(script: "PRAGMA foreign_keys = ON")
  }

  /// Runs `body` while nobody else uses the file.
  func alone<Value>(_ body: (SQLConnection) throws -> Value) throws -> Value {
    var result: Result<Value, any Error>?
    turn.withLock { _ in
      result = Result {
        guard !connection.isClosed else {
          throw SQLiteFailure(SQLITE_MISUSE, "the file was closed")
        }
        return try body(connection)
      }
    }
    guard let result else { throw SQLiteFailure(SQLITE_MISUSE, "nothing was done") }
    return try result.get()
  }

  /// Closes the file, and folds its log into it where nobody else has it open.
  ///
  /// - Throws: ``SQLiteFailure``.
  func close() throws { try alone { try $0.close() } }
}
