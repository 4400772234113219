import Foundation
import GRDB

/// A value that goes into a statement.
enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  static func int(_ number: Int) -> SQLValue { .integer(Int64(number)) }
  static func int(_ number: Int?) -> SQLValue { number.map(SQLValue.int) ?? .null }
  static func text(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }
  static func bool(_ flag: Bool) -> SQLValue { .integer(flag ? 1 : 0) }
}

/// One row of an answer; columns are asked for by their position in the statement, from 0.
///
/// Only valid inside the closure it was handed to: it is the engine's own row, not a copy.
struct SQLRow {
  private let row: Row

  init(_ row: Row) {
    self.row = row
  }

  func int(_ column: Int) -> Int { optionalInt(column) ?? 0 }

  func optionalInt(_ column: Int) -> Int? { row[column] }

  func text(_ column: Int) -> String { optionalText(column) ?? "" }

  func optionalText(_ column: Int) -> String? { row[column] }

  func bytes(_ column: Int) -> [UInt8] {
    let data: Data? = row[column]
    return data.map { [UInt8]($0) } ?? []
  }

  /// Lets `body` look at the bytes of a column without a copy; none where it is NULL.
  func withBytes<Value>(
    _ column: Int,
    _ body: (UnsafeRawBufferPointer) throws -> Value
  ) throws -> Value {
    try row.withUnsafeData(atIndex: column) { data in
      try (data ?? Data()).withUnsafeBytes(body)
    }
  }

  func bool(_ column: Int) -> Bool { int(column) != 0 }
}
