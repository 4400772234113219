import VouchCore

/// A policy made ready to be asked: its words compiled, its rules with their options.
final class PreparedPolicy: Sendable {
  let policy: Policy
  let words: PolicyWords
  /// Its topics by their names.
  let topics: [String: PolicyTopic]
  private let entries: [RuleStage: [EntryChecks]]

  init(_ policy: Policy, catalog: RuleCatalog, folding: Folding) {
    self.policy = policy
    words = PolicyWords(
      topics: policy.topics,
      offLimits: policy.offLimits,
      phrases: policy.phrases.filter { $0.severity != nil },
      folding: folding
    )
    topics = Dictionary(policy.topics.map { ($0.name, $0) }) { first, _ in first }
    let checks = policy.entries.compactMap { entry in
      catalog[entry.rule].map { EntryChecks(entry: entry, rule: $0) }
    }
    entries = RuleStage.all.reduce(into: [:]) { entries, stage in
      entries[stage] = checks.filter { $0.isAsked(at: stage) }
    }
  }

  /// The entries whose rules are asked at `stage`, in the order of the policy.
  func entries(at stage: RuleStage) -> [EntryChecks] { entries[stage] ?? [] }
}
