import VouchCore

/// One entry of a policy, ready to run: the rule with its general options and with those of single
/// channels.
final class EntryChecks: Sendable {
  /// A rule with options, and how much its findings weigh.
  final class Check: Sendable {
    let severity: Severity
    let options: OptionValues
    let rule: any Rule

    init(severity: Severity, options: OptionValues, rule: any Rule) {
      (self.severity, self.options, self.rule) = (severity, options, rule)
    }
  }

  /// Channels for which the same check holds.
  private struct Group {
    var channels: [Channel]
    let check: Check
  }

  let id: RuleID
  /// Whether the rule looks at nothing else.
  let looksAtTheDraftAlone: Bool
  private let stages: Set<RuleStage>
  /// The check of channels without options of their own.
  private let general: Check
  /// True where the rule is off on those.
  private let isOff: Bool
  /// The checks of channels with options of their own; nil where the rule is off there.
  private let overrides: [Channel: Check?]

  init(entry: PolicyEntry, rule: any Rule.Type) {
    id = entry.rule
    looksAtTheDraftAlone = rule.looksAtTheDraftAlone
    stages = rule.descriptor.stages
    isOff = entry.severity == nil
    general = Check(
      severity: entry.severity ?? .note,
      options: entry.options,
      rule: rule.init(options: entry.options)
    )
    overrides = entry.overrides.mapValues { override in
      override.severity.map {
        Check(severity: $0, options: override.options, rule: rule.init(options: override.options))
      }
    }
  }

  /// True where the rule is asked at `stage` on any channel.
  func isAsked(at stage: RuleStage) -> Bool {
    stages.contains(stage) && !(isOff && overrides.isEmpty)
  }

  /// What the rule sees in `draft`, and how much that weighs.
  func seen(in draft: Draft, _ context: RuleContext) -> [DraftGlance.Seen] {
    if overrides.isEmpty {
      let observations = general.rule.check(draft, in: context)
      return observations.isEmpty ? [] : [(observations, general.severity)]
    }
    return narrowed(context).map { check, context in
      (check.rule.check(draft, in: context), check.severity)
    }
  }

  /// What the rule asks about the past.
  func needs(of draft: Draft, in context: RuleContext) -> HistoryNeeds {
    if overrides.isEmpty { return general.rule.needs(of: draft, in: context) }
    return narrowed(context).reduce(into: HistoryNeeds()) { needs, narrowed in
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
      guard let check = overrides[channel] ?? (isOff ? nil : general) else { continue }
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
