public import VouchCore

/// What a rule is: the one source of the catalogue, the generated page and the example tests.
public struct RuleDescriptor: Sendable {
  /// The id, a promise to those who write policies.
  public let id: RuleID
  /// What the rule asks, one line, in the imperative: `Mention at most a few people`.
  public let summary: String
  /// Why an owner cares, and when to turn it off; a few sentences.
  public let rationale: String
  /// How much its findings weigh where the policy does not say.
  public let severity: Severity
  /// When it is asked.
  public let stages: Set<RuleStage>
  /// The options it takes, beside `severity` and `on`, which every rule takes.
  public let options: [AnyRuleOption]
  /// Ids it had before, still accepted.
  public let formerIDs: [RuleID]
  /// Drafts that flag and drafts that pass; at least one of each.
  public let examples: [RuleExample]

  /// A description of a rule.
  public init(
    id: RuleID,
    summary: String,
    rationale: String,
    severity: Severity,
    stages: Set<RuleStage> = RuleStage.all,
    options: [AnyRuleOption] = [],
    formerIDs: [RuleID] = [],
    examples: [RuleExample]
  ) {
    self.id = id
    self.summary = summary
    self.rationale = rationale
    self.severity = severity
    self.stages = stages
    self.options = options
    self.formerIDs = formerIDs
    self.examples = examples
  }
}

/// When rules are asked.
public enum RuleStage: String, Hashable, Sendable, CaseIterable {
  /// On the author's demand; nothing is kept.
  case check
  /// When a draft is handed in.
  case submit
  /// When the owner decides.
  case approve
  /// When the scheduler is about to let a post out.
  case emit

  /// Every stage.
  public static let all = Set(RuleStage.allCases)
  /// Every stage but the last: for what a draft owes its owner before the decision.
  public static let beforeEmission: Set<RuleStage> = [.check, .submit, .approve]
}
