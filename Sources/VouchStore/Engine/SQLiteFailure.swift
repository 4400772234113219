import Foundation
import CSQLite

/// Why the library did not do what was asked, in its own terms.
struct SQLiteFailure: Error, CustomStringConvertible {
  /// The library's code, with what it adds to say more.
  let extendedCode: Int32
  /// What it says in words.
  let message: String
  /// The system's number for the reason; meaningful where the disk failed.
  let systemCode: Int32
  /// The statement, where it was one.
  let sql: String?

  /// The failure of something that was done on `handle` a moment ago.
  init(_ code: Int32, on handle: OpaquePointer?, sql: String? = nil) {
    // Where a commit fails, the library does not keep the number.
    let last = errno
    let kept = handle.map { sqlite3_system_errno($0) } ?? 0
    systemCode = kept == 0 ? last : kept
    extendedCode = code
    message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? Self.words(for: code)
    self.sql = sql
  }

  /// A failure that we found ourselves.
  init(_ code: Int32, _ message: String, sql: String? = nil) {
    extendedCode = code
    self.message = message
    systemCode = 0
    self.sql = sql
  }

  /// The library's code, without what it adds to say more.
  var code: Int32 { extendedCode & 0xFF }

  /// True where a change may have been kept all the same: the disk did not say that it was.
  var isUnsure: Bool { extendedCode == SQLITE_IOERR | 4 << 8 }

  var description: String { message + (sql.map { ", in \($0)" } ?? "") }

  private static func words(for code: Int32) -> String { String(cString: sqlite3_errstr(code)) }
}
