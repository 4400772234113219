public import VouchCore
import VouchRules

/// What the policy in force makes of one rule or phrase entry.
public struct RuleExplanation: Sendable {
  /// The id.
  public let id: RuleID
  /// What it asks, one line.
  public let summary: String
  /// Why; empty for phrase entries.
  public let rationale: String
  /// How much its findings weigh; nil where it is turned off.
  public let severity: Severity?
  /// The options in force.
  public let options: [CatalogueOption]
  /// What differs on single channels, in order.
  public let overrides: [Override]
  /// True where an extending policy can only tighten it and nobody can waive it.
  public let isLocked: Bool
  /// The policy file that spoke of it last; nil where it runs with its defaults.
  public let file: String?
  /// The 1-based line there.
  public let line: Int?

  /// What holds on one channel.
  public struct Override: Sendable {
    /// The channel.
    public let channel: Channel
    /// How much findings weigh there; nil where the rule is turned off.
    public let severity: Severity?
    /// The options there.
    public let options: [CatalogueOption]
  }
}

extension Desk {
  /// What the policy in force makes of the rule or phrase entry called `name`.
  ///
  /// - Throws: ``WorkflowError`` where there is none; `PolicyError`.
  public func explain(rule name: String) throws -> RuleExplanation {
    let policy = try rulebook().policy
    if let phrase = policy.phrases.first(where: { $0.id.name == name }) {
      return RuleExplanation(
        id: phrase.id,
        summary: phrase.message,
        rationale: "Never: " + phrase.never.joined(separator: ", ") + ".",
        severity: phrase.severity,
        options: [],
        overrides: [],
        isLocked: phrase.isLocked,
        file: policy.places["phrases/\(phrase.id)"]?.file,
        line: policy.places["phrases/\(phrase.id)"]?.line
      )
    }
    guard let rule = RuleCatalog.all[RuleID(name)],
      let entry = policy.entries.first(where: { $0.rule == rule.descriptor.id })
    else {
      throw Catalogue.unknownRule(name, besides: policy.phrases.map(\.id.name))
    }
    let descriptor = rule.descriptor
    func shown(_ values: OptionValues) -> [CatalogueOption] {
      descriptor.options.map { CatalogueOption($0, value: values[$0.name]) }
    }
    return RuleExplanation(
      id: descriptor.id,
      summary: descriptor.summary,
      rationale: descriptor.rationale,
      severity: entry.severity,
      options: shown(entry.options),
      overrides: entry.overrides.sorted { $0.key < $1.key }.map {
        .init(channel: $0.key, severity: $0.value.severity, options: shown($0.value.options))
      },
      isLocked: entry.isLocked,
      file: entry.file,
      line: entry.line
    )
  }
}
