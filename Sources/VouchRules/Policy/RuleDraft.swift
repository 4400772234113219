import VouchCore

/// What the files of a policy said so far about one rule.
struct RuleDraft {
  /// What was said for every channel.
  var general = Setting()
  /// What was said for single channels.
  var channels: [Channel: Setting] = [:]
  /// Where it was spoken of last.
  var place: PolicyPlace?

  /// A severity and options; nil and missing where nothing was said.
  struct Setting {
    var weight: Weight?
    var options = OptionValues()

    /// What the newer setting says, and this one where the newer is silent.
    func overridden(by newer: Setting) -> Setting {
      var merged = self
      if let weight = newer.weight { merged.weight = weight }
      for name in newer.options.names { merged.options[name] = newer.options[name] }
      return merged
    }
  }

  /// How much findings weigh, as a policy writes it.
  enum Weight: Hashable, Comparable {
    case off
    case on(Severity)

    /// The words that policies use, heaviest first.
    static let names = ["error", "warning", "note", "off"]

    /// The weight of that name; nil for any other word.
    init?(name: String) {
      if name == "off" {
        self = .off
      } else if let severity = Severity(name: name) {
        self = .on(severity)
      } else {
        return nil
      }
    }

    /// The severity; nil for `off`.
    var severity: Severity? {
      if case .on(let severity) = self { severity } else { nil }
    }

    /// The word that policies use.
    var name: String { severity?.name ?? "off" }
  }

  /// What holds on `channel`, or generally where it is nil.
  func setting(on channel: Channel?) -> Setting {
    guard let channel, let own = channels[channel] else { return general }
    return general.overridden(by: own)
  }

  /// What the newer draft says, and this one where the newer is silent.
  func overridden(by newer: RuleDraft) -> RuleDraft {
    var merged = self
    merged.general = general.overridden(by: newer.general)
    for (channel, setting) in newer.channels {
      merged.channels[channel] = (channels[channel] ?? Setting()).overridden(by: setting)
    }
    merged.place = newer.place ?? place
    return merged
  }

  /// The entry of the finished policy.
  func entry(for descriptor: RuleDescriptor, isLocked: Bool) -> PolicyEntry {
    func severity(_ setting: Setting) -> Severity? {
      guard let weight = setting.weight else { return descriptor.severity }
      return weight.severity
    }
    let overrides = channels.keys.map { channel in
      let setting = setting(on: channel)
      return (
        channel,
        PolicyEntry.Override(severity: severity(setting), options: setting.options)
      )
    }
    return PolicyEntry(
      rule: descriptor.id,
      severity: severity(general),
      options: general.options,
      overrides: Dictionary(uniqueKeysWithValues: overrides),
      isLocked: isLocked,
      file: place?.file,
      line: place?.line
    )
  }
}
