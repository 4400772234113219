import VouchCore
import VouchRules

/// One setting on which two policies differ.
public struct PolicyDifference: Sendable, Equatable {
  /// Where it stands, such as `rules.mention-limit.max`.
  public let key: String
  /// What the policy in force says; nil where it says nothing.
  public let before: String?
  /// What the other policy says; nil where it says nothing.
  public let after: String?
}

extension Desk {
  /// Every setting on which the policy in force and the one in `file` differ, by key.
  ///
  /// - Throws: ``WorkflowError`` or `PolicyError`.
  public func compare(withPolicyIn file: String) throws -> [PolicyDifference] {
    let before = try rulebook().policy.settings
    let after = try Rulebook.load(file: file, zone: workspace.settings.zone).policy.settings
    return Set(before.keys).union(after.keys).sorted().compactMap { key in
      guard before[key] != after[key] else { return nil }
      return PolicyDifference(key: key, before: before[key], after: after[key])
    }
  }
}

extension Policy {
  /// Everything the policy says, one value a key.
  var settings: [String: String] {
    var settings: [String: String] = [
      "timezone": calendar.zone.identifier,
      "training": "\(training)",
      "calendar.late": "\(calendar.late.grace), then \(calendar.late.then.rawValue)",
    ]
    settings["brand"] = brand
    settings["why"] = why
    for topic in topics {
      settings["topics.\(topic.name)"] = "\(topic.about) [\(topic.words.joined(separator: ", "))]"
    }
    for topic in offLimits {
      settings["off-limits.\(topic.name)"] = topic.words.joined(separator: ", ")
    }
    for entry in entries { add(entry, to: &settings) }
    for phrase in phrases {
      let words = phrase.never.joined(separator: " | ")
      let severity = phrase.severity?.name ?? "off"
      settings["phrases.\(phrase.id)"] = "\(severity)\(phrase.isLocked ? ", locked" : ""): \(words)"
    }
    addCalendar(to: &settings)
    for (name, scope) in scopes { settings["assistants.\(name)"] = scope.summary }
    return settings
  }

  private func add(_ entry: PolicyEntry, to settings: inout [String: String]) {
    let key = "rules.\(entry.rule)"
    settings[key] = (entry.severity?.name ?? "off") + (entry.isLocked ? ", locked" : "")
    for name in entry.options.names {
      settings["\(key).\(name)"] = entry.options[name]?.summary
    }
    for (channel, override) in entry.overrides {
      settings["\(key).on.\(channel)"] = override.severity?.name ?? "off"
      for name in override.options.names {
        settings["\(key).on.\(channel).\(name)"] = override.options[name]?.summary
      }
    }
  }

  private func addCalendar(to settings: inout [String: String]) {
    for profile in channels.profiles {
      let cadence = calendar.cadence[profile.channel]
      var parts = ["limit \(profile.limit) \(profile.unit.rawValue)"]
      if let cap = profile.hashtagCap { parts.append("hashtags \(cap)") }
      if let perDay = cadence?.perDay { parts.append("per-day \(perDay)") }
      if let gap = cadence?.minGap { parts.append("min-gap \(gap)") }
      settings["channels.\(profile.channel)"] = parts.joined(separator: ", ")
    }
    for (channel, week) in calendar.slots {
      for (day, times) in week {
        settings["calendar.slots.\(channel).\(day.abbreviation)"] =
          times.map(\.description).joined(separator: ", ")
      }
    }
    for (day, hours) in calendar.quiet {
      settings["calendar.quiet.\(day.abbreviation)"] =
        hours.map { "\($0.start)-\($0.end)" }.joined(separator: ", ")
    }
    if !calendar.daysOff.isEmpty {
      settings["calendar.days-off"] =
        calendar.daysOff.map { "\($0.lowerBound)..\($0.upperBound)" }.joined(separator: ", ")
    }
  }
}

extension OptionValue {
  /// The value as a policy writes it.
  var summary: String {
    switch self {
    case .integer(let number): "\(number)"
    case .span(let span): "\(span)"
    case .words(let words): "[\(words.joined(separator: ", "))]"
    case .flag(let flag): "\(flag)"
    }
  }
}

extension AssistantScope {
  fileprivate var summary: String {
    var parts: [String] = []
    if let channels { parts.append("channels \(channels.map(\.name).joined(separator: " "))") }
    if let kinds { parts.append("kinds \(kinds.map(\.rawValue).joined(separator: " "))") }
    if let topics { parts.append("topics \(topics.joined(separator: " "))") }
    if let perDay { parts.append("per-day \(perDay)") }
    if !requires.isEmpty {
      parts.append("requires \(requires.map(\.rawValue).sorted().joined(separator: " "))")
    }
    return parts.isEmpty ? "no bounds" : parts.joined(separator: ", ")
  }
}
