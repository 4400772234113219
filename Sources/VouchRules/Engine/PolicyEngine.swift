public import VouchCore

/// Asks a policy what it makes of a draft.
///
/// Cheap to make: words and rules are prepared when the first draft comes.
public final class PolicyEngine: Sendable {
  /// The policy that is asked.
  public let policy: Policy
  private let catalog: RuleCatalog
  private let folding: Folding
  private let made = Once<PreparedPolicy>()

  /// An engine for `policy`, which was loaded with the same catalogue.
  public init(policy: Policy, catalog: RuleCatalog = .all, folding: Folding) {
    self.policy = policy
    self.catalog = catalog
    self.folding = folding
  }

  private var prepared: PreparedPolicy {
    made.value { PreparedPolicy(policy, catalog: catalog, folding: folding) }
  }

  /// The phrases of the policy that are found in a text that is no draft, an example for instance.
  public func phrases(in text: String) -> Set<RuleID> {
    prepared.words.phrases(in: text)
  }

  /// What of the past the rules in force ask about `draft`; the arguments are those of
  /// ``report(on:stage:now:plan:assistant:history:)``.
  public func needs(
    of draft: Draft,
    stage: RuleStage,
    now: Instant,
    assistant: AssistantFacts? = nil
  ) -> HistoryNeeds {
    let prepared = prepared
    let context = RuleContext(
      prepared,
      draft,
      stage: stage,
      channels: draft.channels,
      now: now,
      assistant: assistant
    )
    var needs = HistoryNeeds()
    prepared.wideEntries(at: stage)?.forEach { entry in
      needs.formUnion(entry.needs(of: draft, in: context))
    }
    return needs
  }

  /// What the rules that look at the draft alone see in it, whatever else becomes known; for
  /// ``report(on:stage:now:plan:assistant:history:glance:)`` at the same stage.
  public func glance(at draft: Draft, stage: RuleStage, now: Instant) -> DraftGlance {
    let prepared = prepared
    let suspects = prepared.suspects(in: draft)
    let context = RuleContext(
      prepared,
      draft,
      stage: stage,
      channels: draft.channels,
      now: now,
      words: prepared.words.hits(in: draft, suspects),
      suspects: suspects
    )
    var all: [[DraftGlance.Seen]] = []
    prepared.entries(at: stage)?.forEach { entry in
      var seen: [DraftGlance.Seen] = []
      if entry.looksAtTheDraftAlone { entry.look(at: draft, context) { seen.append($0) } }
      all.append(seen)
    }
    return DraftGlance(
      stage: stage,
      policy: policy.fingerprint,
      words: context.words,
      seen: all
    )
  }

  /// Everything the policy finds in `draft`.
  ///
  /// The same arguments always give the same report. `assistant` is nil where nobody is named and
  /// `history` outside a workspace: rules that need them find nothing then.
  ///
  /// - Parameters:
  ///   - draft: What is looked at.
  ///   - stage: Why it is looked at; rules that are not asked then stay silent.
  ///   - now: The present.
  ///   - plan: For each channel, the instant it would go out at, or why it cannot.
  ///   - assistant: Who hands it in.
  ///   - history: The past and what is planned.
  ///   - glance: What was seen in the draft before, by this policy and for the same reason; nil
  ///     where nobody has looked yet.
  /// - Returns: The findings, sorted.
  public func report(
    on draft: Draft,
    stage: RuleStage,
    now: Instant,
    plan: ChannelPlan = [:],
    assistant: AssistantFacts? = nil,
    history: History? = nil,
    glance: DraftGlance? = nil
  ) -> Report {
    let prepared = prepared
    // One by another policy would leave rules out, or hold what others see.
    let isOurs = glance.map { $0.stage == stage && $0.policy == policy.fingerprint } ?? false
    let glance = isOurs ? glance : nil
    // Whoever has looked already knows what there was to see at them.
    let suspects = glance == nil ? prepared.suspects(in: draft) : Suspects()
    let context = RuleContext(
      prepared,
      draft,
      stage: stage,
      channels: draft.channels,
      now: now,
      plan: plan,
      assistant: assistant,
      history: history,
      words: glance?.words ?? prepared.words.hits(in: draft, suspects),
      suspects: suspects
    )
    return Report(
      findings: findings(on: draft, in: context, prepared.entries(at: stage), glance).all,
      policyName: policy.name,
      policyFingerprint: policy.fingerprint
    )
  }

  /// What rules and phrases see in `draft`, in the order of the policy.
  private func findings(
    on draft: Draft,
    in context: RuleContext,
    _ entries: EntryChain?,
    _ glance: DraftGlance?
  ) -> FindingList {
    var findings = FindingList(draft)
    entries?.look(at: draft, context, besides: glance?.seen, &findings)
    for phrase in prepared.phrases(context.words.phrases) {
      guard let severity = phrase.severity else { continue }
      let observations = phrase.observations(of: context.words, for: context.channels)
      findings.add((observations, severity), rule: phrase.id)
    }
    return findings
  }
}

/// What of a report on a draft does not change with the past, with what is planned, with the present
/// and with who hands in.
public struct DraftGlance: Sendable {
  typealias Seen = (observations: [Observation], severity: Severity)

  let stage: RuleStage
  /// The fingerprint of the policy that looked.
  let policy: String
  /// Where the draft uses words that the policy names.
  let words: WordHits
  /// For each entry that is asked, what its rule sees; nothing for one that looks beyond the draft.
  let seen: [[Seen]]
}

extension PhraseEntry {
  /// How many places of one phrase are reported.
  private static let reported = 20

  fileprivate func observations(of hits: WordHits, for channels: [Channel]) -> [Observation] {
    let hits = hits.phrase(id, for: channels)
    return hits.prefix(Self.reported).enumerated().map { index, hit in
      let isLast = index == Self.reported - 1 && hits.count > Self.reported
      let help = isLast ? "and \(hits.count - Self.reported) more places" : hit.explanation
      let words = hit.isExhausted ? "" : " ('\(shown(hit.words))')"
      return Observation("\(message)\(words)", at: hit.span, surface: hit.surface, help: help)
    }
  }
}
