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
