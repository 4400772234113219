/// How much a finding weighs.
public enum Severity: Int, Hashable, Comparable, Sendable, CaseIterable {
  /// Worth knowing; changes nothing.
  case note
  /// The owner should look twice.
  case warning
  /// The draft is blocked unless the owner waives it.
  case error

  /// Orders by weight: `note < warning < error`.
  public static func < (left: Severity, right: Severity) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The word that policies and output use.
  public var name: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// The severity of that name; nil for any other word.
  public init?(name: String) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}

/// What a report implies; made by the machine, never by the owner.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// Nothing above a note.
  case clear
  /// Warnings, no errors.
  case flagged
  /// At least one error that nobody waived.
  case blocked
}
