/// Somebody who works in a busy office, and what they do over and over.
enum Hand: Hashable, Sendable {
  case submits(String)
  case drops
  /// Decides on each submission whose number leaves this remainder.
  case decides(Int)
  case emits
  case publishes
  case audits

  /// Assistants who hand in.
  static let submitters = (1...7).map { "ana-\($0)" }
  /// The assistant whose folder is synced.
  static let synced = "drop"
  /// How many share the owner's decisions.
  static let deciders = 4

  /// All sixteen.
  static let all: [Hand] =
    submitters.map(Hand.submits) + (0..<deciders).map(Hand.decides)
    + [.drops, .emits, .emits, .publishes, .audits]
}
