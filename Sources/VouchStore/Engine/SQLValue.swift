/// A value that goes into a statement or comes out of a row.
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
struct SQLRow {
  let values: [SQLValue]

  func int(_ column: Int) -> Int { optionalInt(column) ?? 0 }

  func optionalInt(_ column: Int) -> Int? {
    if case .integer(let number) = values[column] { Int(number) } else { nil }
  }

  func text(_ column: Int) -> String { optionalText(column) ?? "" }

  func optionalText(_ column: Int) -> String? {
    if case .text(let text) = values[column] { text } else { nil }
  }

  func bytes(_ column: Int) -> [UInt8] {
    if case .blob(let bytes) = values[column] { bytes } else { [] }
  }

  func bool(_ column: Int) -> Bool { int(column) != 0 }
}
