import Foundation
import CSQLite

/// One statement on its way through the engine: its values go in, its rows come out.
struct SQLStatement {
  private let sql: String
  private let statement: OpaquePointer
  private let connection: SQLConnection

  /// The statement that `sql` is, as `connection` keeps it.
  init(_ sql: String, in connection: SQLConnection) throws {
    self.sql = sql
    statement = try connection.prepared(sql)
    self.connection = connection
  }

  /// Runs the statement with `values`, and hands its rows to `body` until there are no more or it
  /// says false.
  ///
  /// - Throws: ``SQLiteFailure``, ``StoreError`` for values that cannot be stored, or what `body`
  ///   throws.
  func run(_ values: [SQLValue], _ body: (SQLRow) throws -> Bool) throws {
    guard sqlite3_bind_parameter_count(statement) == values.count else {
      throw failure(SQLITE_MISUSE, "\(values.count) values for another number of places")
    }
    guard sqlite3_stmt_busy(statement) == 0 else {
      throw failure(SQLITE_MISUSE, "a statement is run while it still answers")
    }
    try Self.withJoined(values) { bytes in
      defer {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
      }
      try bind(values, bytes, to: statement)
      while true {
        let code = sqlite3_step(statement)
        guard code == SQLITE_ROW else {
          guard code == SQLITE_DONE else { throw failure(code) }
          return
        }
        guard try body(SQLRow(statement)) else { return }
      }
    }
  }

  /// Hands `body` the bytes of all texts and blobs, one behind the other.
  private static func withJoined(
    _ values: [SQLValue],
    _ body: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    // One more, because an empty text without an address would be NULL.
    var size = 1
    for value in values {
      switch value {
      case .text(let text): size += text.utf8.count
      case .blob(let blob): size += blob.count
      case .null, .integer: break
      }
    }
    // Most are short, and have room on the stack.
    try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { room in
      var count = 0
      for value in values {
        let rest = UnsafeMutableBufferPointer(rebasing: room[count...])
        switch value {
        case .text(let text): count += rest.initialize(fromContentsOf: text.utf8)
        case .blob(let blob): count += rest.initialize(fromContentsOf: blob)
        case .null, .integer: break
        }
      }
      room.initializeElement(at: count, to: 0)
      try body(UnsafeRawBufferPointer(room))
    }
  }

  /// Binds `values`; texts and blobs are where ``withJoined(_:_:)`` has put them.
  private func bind(
    _ values: [SQLValue],
    _ bytes: UnsafeRawBufferPointer,
    to statement: OpaquePointer
  ) throws {
    var rest = bytes.baseAddress
    for (place, value) in zip(Int32(1)..., values) {
      var code = SQLITE_OK
      switch value {
      case .null: code = sqlite3_bind_null(statement, place)
      case .integer(let number): code = sqlite3_bind_int64(statement, place, number)
      case .text(let text):
        let size = text.utf8.count
        // The engine would store what stands before it, without a word.
        guard let start = rest, memchr(start, 0, size) == nil else { throw StoreError.nulCharacter }
        code = sqlite3_bind_text64(
          statement,
          place,
          start.assumingMemoryBound(to: CChar.self),
          UInt64(size),
          nil,
          UInt8(SQLITE_UTF8)
        )
        rest = start + size
      case .blob(let blob):
        code = sqlite3_bind_blob64(statement, place, rest, UInt64(blob.count), nil)
        rest = rest.map { $0 + blob.count }
      }
      guard code == SQLITE_OK else { throw failure(code) }
    }
  }

  private func failure(_ code: Int32, _ message: String? = nil) -> SQLiteFailure {
    message.map { SQLiteFailure(code, $0, sql: sql) }
      ?? SQLiteFailure(code, on: connection.handle, sql: sql)
  }
}

/// One row of an answer; columns are asked for by their position in the statement, from 0.
///
/// Only valid inside the closure it was handed to: it is the engine's own row, not a copy.
struct SQLRow {
  private let statement: OpaquePointer

  init(_ statement: OpaquePointer) {
    self.statement = statement
  }

  func int(_ column: Int) -> Int { Int(sqlite3_column_int64(statement, Int32(column))) }

  func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }

  func bool(_ column: Int) -> Bool { int(column) != 0 }

  func text(_ column: Int) -> String { optionalText(column) ?? "" }

  func optionalText(_ column: Int) -> String? {
    // In this order: the text may be made where it is asked for, and has its size then.
    guard let start = sqlite3_column_text(statement, Int32(column)) else { return nil }
    let size = Int(sqlite3_column_bytes(statement, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: start, count: size), as: UTF8.self)
  }

  func bytes(_ column: Int) -> [UInt8] { withBytes(column) { [UInt8]($0) } }

  /// Lets `body` look at the bytes of a column without a copy; none where it is NULL.
  func withBytes<Value>(
    _ column: Int,
    _ body: (UnsafeRawBufferPointer) throws -> Value
  ) rethrows -> Value {
    let start = sqlite3_column_blob(statement, Int32(column))
    let size = Int(sqlite3_column_bytes(statement, Int32(column)))
    return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : size))
  }

  private func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
  }
}
