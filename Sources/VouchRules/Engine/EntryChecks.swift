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
  private let stages: [RuleStage]
  private let general: Check?
  /// The checks of channels with options of their own; nil where the rule is off there.
  private let overrides: [Channel: Check?]

  init(entry: PolicyEntry, rule: any Rule.Type) {
    id = entry.rule
    looksAtTheDraftAlone = rule.looksAtTheDraftAlone
    stages = Array(rule.descriptor.stages)
    general = entry.severity.map {
      Check(severity: $0, options: entry.options, rule: rule.init(options: entry.options))
    }
    overrides = entry.overrides.mapValues { override in
      override.severity.map {
        Check(severity: $0, options: override.options, rule: rule.init(options: override.options))
      }
    }
  }

  /// True where the rule is asked at `stage`.
  func isAsked(at stage: RuleStage) -> Bool { stages.contains(stage) }

  /// The check that holds for every channel; nil where single channels have their own, or where the
  /// rule is off.
  var sole: Check? { overrides.isEmpty ? general : nil }

  /// The checks with the contexts they are asked in where single channels have their own: that of the
  /// whole draft, narrowed to the channels for which the check holds.
  func narrowed(_ context: RuleContext) -> [(check: Check, context: RuleContext)] {
    guard !overrides.isEmpty else { return [] }
    return groups(of: context.channels).map { group in
      var narrowed = context
      narrowed.channels = group.channels
      return (group.check, narrowed)
    }
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
