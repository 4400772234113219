import VouchCore

/// A policy made ready to be asked: its words compiled, its rules with their options.
final class PreparedPolicy: Sendable {
  let policy: Policy
  let words: PolicyWords
  /// The words of its topics by their names.
  let topics: [String: [String]]
  private let madePlaces = Once<[RuleID: Int]>()
  private let suspicious: SuspectWords
  /// For each stage the entries whose rules are asked then, in the order of the policy, and the same
  /// without those that look at the draft alone, which is most of them.
  private let entries: [(stage: RuleStage, all: EntryChain?, wide: EntryChain?)]

  init(_ policy: Policy, catalog: RuleCatalog, folding: Folding) {
    self.policy = policy
    words = PolicyWords(
      topics: policy.topics,
      offLimits: policy.offLimits,
      phrases: policy.phrases.filter { $0.severity != nil },
      folding: folding
    )
    topics = Dictionary(policy.topics.map { ($0.name, $0.words) }) { first, _ in first }
    let rules = policy.entries.compactMap { catalog[$0.rule] }
    suspicious = SuspectWords(
      named: words.beginnings,
      telling: rules.flatMap { $0.tellingWords }
    )
    let checks = policy.entries.compactMap { entry in
      catalog[entry.rule].flatMap { rule in
        entryChecks(entry, by: rule).map { (stages: rule.descriptor.stages, checks: $0) }
      }
    }
    entries = RuleStage.allCases.map { stage in
      var (all, wide): (EntryChain?, EntryChain?) = (nil, nil)
      for (stages, entry) in checks.reversed() where stages.contains(stage) {
        all = EntryChain(entry, before: all)
        if !entry.looksAtTheDraftAlone { wide = EntryChain(entry, before: wide) }
      }
      return (stage, all, wide)
    }
  }

  /// Where in `draft` words may begin that the policy names or a rule looks for.
  func suspects(in draft: Draft) -> Suspects {
    var suspects = Suspects()
    for text in draft.frontMatterText { suspects.add(text, suspicious) }
    for reading in draft.readings {
      for text in reading.canonical { suspects.add(text, suspicious) }
    }
    return suspects
  }

  /// The phrases with these `ids`, in the order of the policy; a draft uses few of them, however many
  /// there are.
  func phrases(_ ids: Set<RuleID>) -> [PhraseEntry] {
    guard !ids.isEmpty else { return [] }
    let places = phrasePlaces
    return ids.compactMap { places[$0] }.sorted().map { policy.phrases[$0] }
  }

  /// Where each phrase stands in the policy.
  private var phrasePlaces: [RuleID: Int] {
    madePlaces.value {
      Dictionary(policy.phrases.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }
  }

  /// The entries whose rules are asked at `stage`, in the order of the policy.
  func entries(at stage: RuleStage) -> EntryChain? {
    entries.first { $0.stage == stage }?.all
  }

  /// Those of them whose rules look beyond the draft, and may ask about the past.
  func wideEntries(at stage: RuleStage) -> EntryChain? {
    entries.first { $0.stage == stage }?.wide
  }
}
