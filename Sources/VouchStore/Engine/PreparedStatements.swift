/// The statements prepared on a file, found by their texts.
///
/// Texts are told apart by their lengths before they are compared: to hash them whole would take
/// longer than the engine takes for many a statement.
struct PreparedStatements {
  private var byLength: [Int: [(sql: String, statement: OpaquePointer)]] = [:]

  /// All of them.
  var all: [OpaquePointer] { byLength.values.flatMap { $0.map(\.statement) } }

  /// What was written for each.
  var texts: [String] { byLength.values.flatMap { $0.map(\.sql) } }

  /// The statement that `sql` is; nil where it was not prepared yet.
  subscript(sql: String) -> OpaquePointer? {
    byLength[sql.utf8.count]?.first { $0.sql == sql }?.statement
  }

  /// Keeps the statement that `sql` is.
  mutating func add(_ statement: OpaquePointer, of sql: String) {
    byLength[sql.utf8.count, default: []].append((sql, statement))
  }
}
