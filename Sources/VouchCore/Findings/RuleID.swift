/// The name of a rule or of a policy's own phrase entry, in kebab-case: `mention-limit`.
public struct RuleID: Hashable, Comparable, Sendable {
  /// The name.
  public let name: String

  /// A rule id, which the caller has checked.
  public init(_ name: String) {
    self.name = name
  }

  /// The id under which an unreadable draft is reported.
  public static let draft = RuleID("draft")

  /// Orders by name.
  public static func < (left: RuleID, right: RuleID) -> Bool { left.name < right.name }
}

extension RuleID: CustomStringConvertible, ExpressibleByStringLiteral {
  /// The name.
  public var description: String { name }

  /// A rule id written in code.
  public init(stringLiteral value: String) { self.init(value) }
}
