import VouchCore

/// One entry of a policy, ready to run: the rule with its general options and with those of single
/// channels.
protocol EntryChecks: AnyObject, Sendable {
  var id: RuleID { get }
  /// Whether the rule looks at nothing else.
  var looksAtTheDraftAlone: Bool { get }

  /// Tells `found` what the rule sees in `draft`, if anything, and how much that weighs.
  func look(at draft: Draft, _ context: RuleContext, _ found: (DraftGlance.Seen) -> Void)

  /// What the rule asks about the past.
  func needs(of draft: Draft, in context: RuleContext) -> HistoryNeeds
}

/// Entries that are asked one after the other.
///
/// A chain, and no list: what is taken out of a list is retained and released for each draft, which
/// takes longer than many a rule.
final class EntryChain: Sendable {
  private let first: any EntryChecks
  private let others: EntryChain?

  /// The chain that begins with `first`.
  init(_ first: any EntryChecks, before others: EntryChain?) {
    (self.first, self.others) = (first, others)
  }

  /// Calls `visit` with each, in order.
  func forEach(_ visit: (any EntryChecks) -> Void) {
    visit(first)
    others?.forEach(visit)
  }

  /// Adds to `findings` what each sees in `draft`, in order; those that look at nothing else are not
  /// asked where a glance has `seen` it, from `place` on.
  func look(
    at draft: Draft,
    _ context: RuleContext,
    besides seen: [[DraftGlance.Seen]]?,
    from place: Int = 0,
    _ findings: inout FindingList
  ) {
    if let seen, first.looksAtTheDraftAlone {
      for seen in seen[place] { findings.add(seen, rule: first.id) }
    } else {
      first.look(at: draft, context) { findings.add($0, rule: first.id) }
    }
    others?.look(at: draft, context, besides: seen, from: place + 1, &findings)
  }
}

/// The checks of `entry`, which is about `rule`; nil where that is off on every channel.
func entryChecks(_ entry: PolicyEntry, by rule: (some Rule).Type) -> (any EntryChecks)? {
  if !entry.overrides.isEmpty { return ChecksByChannel(entry, rule) }
  return entry.severity.map { ChecksOfAll(entry, rule.init(options: entry.options), $0) }
}

/// An entry with the same options for all channels, as most have.
///
/// The rule is asked where it lies: of one that may be of any type and size, each call would make a
/// copy.
private final class ChecksOfAll<Asked: Rule>: EntryChecks {
  let id: RuleID
  let looksAtTheDraftAlone: Bool
  private let rule: Asked
  private let severity: Severity

  init(_ entry: PolicyEntry, _ rule: Asked, _ severity: Severity) {
    id = entry.rule
    looksAtTheDraftAlone = Asked.looksAtTheDraftAlone
    (self.rule, self.severity) = (rule, severity)
  }

  func look(at draft: Draft, _ context: RuleContext, _ found: (DraftGlance.Seen) -> Void) {
    let observations = rule.check(draft, in: context)
    if !observations.isEmpty { found((observations, severity)) }
  }

  func needs(of draft: Draft, in context: RuleContext) -> HistoryNeeds {
    rule.needs(of: draft, in: context)
  }
}

/// An entry with options of their own for some channels.
private final class ChecksByChannel: EntryChecks {
  /// A rule with options, and how much its findings weigh.
  private struct Check: Sendable {
    let severity: Severity
    let options: OptionValues
    let rule: any Rule

    init(_ severity: Severity, _ options: OptionValues, _ rule: any Rule.Type) {
      (self.severity, self.options) = (severity, options)
      self.rule = rule.init(options: options)
    }
  }

  /// Channels for which the same check holds.
  private struct Group {
    var channels: [Channel]
    let check: Check
  }

  let id: RuleID
  let looksAtTheDraftAlone: Bool
  /// The check of channels without options of their own; nil where the rule is off there.
  private let general: Check?
  /// The checks of channels with options of their own; nil where the rule is off there.
  private let overrides: [Channel: Check?]

  init(_ entry: PolicyEntry, _ rule: any Rule.Type) {
    id = entry.rule
    looksAtTheDraftAlone = rule.looksAtTheDraftAlone
    general = entry.severity.map { Check($0, entry.options, rule) }
    overrides = entry.overrides.mapValues { override in
      override.severity.map { Check($0, override.options, rule) }
    }
  }

  func look(at draft: Draft, _ context: RuleContext, _ found: (DraftGlance.Seen) -> Void) {
    for (check, context) in narrowed(context) {
      found((check.rule.check(draft, in: context), check.severity))
    }
  }

  func needs(of draft: Draft, in context: RuleContext) -> HistoryNeeds {
    narrowed(context).reduce(into: HistoryNeeds()) { needs, narrowed in
      needs.formUnion(narrowed.check.rule.needs(of: draft, in: narrowed.context))
    }
  }

  /// The checks of single channels with the contexts they are asked in: that of the whole draft,
  /// narrowed to the channels for which the check holds.
  private func narrowed(_ context: RuleContext) -> [(check: Check, context: RuleContext)] {
    groups(of: context.channels).map { ($0.check, context.narrowed(to: $0.channels)) }
  }

  private func groups(of channels: [Channel]) -> [Group] {
    var groups: [Group] = []
    for channel in channels {
      guard let check = overrides[channel] ?? general else { continue }
      let index = groups.firstIndex {
        $0.check.severity == check.severity && $0.check.options == check.options
      }
      if let index {
        groups[index].channels.append(channel)
      } else {
        groups.append(Group(channels: [channel], check: check))
      }
    }
    return groups
  }
}
