import VouchCore

/// One entry of a policy, ready to run: the rule with its general options and with those of single
/// channels.
struct EntryChecks: Sendable {
  /// A rule with options, and how much its findings weigh.
  struct Check: Sendable {
    let severity: Severity
    let options: OptionValues
    let rule: any Rule
  }

  /// Channels for which the same check holds.
  struct Group {
    var channels: [Channel]
    let check: Check
  }

  let id: RuleID
  let stages: Set<RuleStage>
  private let general: Check?
  /// The checks of channels with options of their own; nil where the rule is off there.
  private let overrides: [Channel: Check?]

  init(entry: PolicyEntry, rule: any Rule.Type) {
    id = entry.rule
    stages = rule.descriptor.stages
    general = entry.severity.map {
      Check(severity: $0, options: entry.options, rule: rule.init(options: entry.options))
    }
    overrides = entry.overrides.mapValues { override in
      override.severity.map {
        Check(severity: $0, options: override.options, rule: rule.init(options: override.options))
      }
    }
  }

  /// `channels` by the check that holds for them, without those for which the rule is off.
  func groups(of channels: [Channel]) -> [Group] {
    guard !overrides.isEmpty else {
      return general.map { [Group(channels: channels, check: $0)] } ?? []
    }
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
