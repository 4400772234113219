public import VouchCore

/// A short draft that shows what a rule flags or lets pass; documentation and test in one.
public struct RuleExample: Sendable {
  /// What the rule must make of the draft.
  public enum Expectation: Sendable, Equatable {
    /// No finding.
    case passes
    /// One finding at each marker, and each of these texts in one of their messages. With no
    /// marker in the draft, at least one finding anywhere.
    case flags([String])
  }

  /// The present in every example: Monday, 2027-01-18, noon UTC.
  public static let now = Instant(seconds: 1_800_273_600)

  /// What is written.
  ///
  /// A body alone, which gets an ordinary head, or a whole file that starts with
  /// `---`. `▸` marks the place each finding points to and is taken out before parsing.
  public let draft: String
  /// What the rule must make of it.
  public let expectation: Expectation
  /// YAML lines added to an ordinary policy, such as `rules: {mention-limit: {max: 3}}`.
  public let policy: String
  /// What went before.
  public let history: History
  /// Who hands it in; nil for nobody.
  public let assistant: AssistantFacts?
  /// The file and 1-based line the example was written in, so that a failure points there.
  public let file: String, line: Int

  /// A draft in which the rule finds nothing.
  public static func passes(
    _ draft: String,
    policy: String = "",
    history: History = History(),
    assistant: AssistantFacts? = nil,
    file: String = #fileID,
    line: Int = #line
  ) -> RuleExample {
    RuleExample(
      draft: draft,
      expectation: .passes,
      policy: policy,
      history: history,
      assistant: assistant,
      file: file,
      line: line
    )
  }

  /// A draft in which the rule finds something at each `▸`.
  public static func flags(
    _ draft: String,
    saying messages: String...,
    policy: String = "",
    history: History = History(),
    assistant: AssistantFacts? = nil,
    file: String = #fileID,
    line: Int = #line
  ) -> RuleExample {
    RuleExample(
      draft: draft,
      expectation: .flags(messages),
      policy: policy,
      history: history,
      assistant: assistant,
      file: file,
      line: line
    )
  }
}
