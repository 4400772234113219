import VouchCore

extension PolicyBuilder {
  /// `rules: {id: {severity, on, options…}}`, or `id: off` and `id: warning` for short.
  ///
  /// The id of a phrase is taken too, with a severity alone: that is how a policy changes the
  /// weight of a phrase that it inherits.
  mutating func takeRules(_ node: PolicyNode, _ reader: PolicyReader) {
    var spokenOf: Set<RuleID> = []
    for entry in reader.entries(node, of: "rules") ?? [] {
      if let rule = catalog[RuleID(entry.name)] {
        let id = rule.descriptor.id
        guard spokenOf.insert(id).inserted else {
          reader.report("'\(entry.name)' is a former name of '\(id)', named above", at: entry.key)
          continue
        }
        takeRule(entry, rule, reader)
      } else if let index = phrases.firstIndex(where: { $0.id.name == entry.name }) {
        takePhraseWeight(entry, index, reader)
      } else if isWhole {
        reader.report(
          "'\(shown(entry.name))' is not a rule",
          at: entry.key,
          help: Suggestion.help(for: entry.name, among: ruleAndPhraseNames, label: "there are")
        )
      }
    }
  }

  private mutating func takeRule(
    _ entry: PolicyField,
    _ rule: any Rule.Type,
    _ reader: PolicyReader
  ) {
    let descriptor = rule.descriptor
    let sound = reader.problems.count
    var places = SettingPlaces(key: entry.key)
    var newer = RuleDraft(place: reader.place(of: entry.key))
    newer.general = setting(entry.value, of: descriptor, on: nil, &places, &newer, reader)
    // What cannot be read has been reported; comparing the rest with it would mislead.
    guard reader.problems.count == sound else { return }
    let older = rules[descriptor.id] ?? RuleDraft()
    let merged = older.overridden(by: newer)
    if let file = locks[descriptor.id] {
      for loosening in older.loosenings(in: merged, of: descriptor) {
        report(loosening, of: descriptor, lockedBy: file, at: places.node(for: loosening), reader)
      }
    }
    for channel in [nil] + merged.channels.keys.sorted().map(Optional.some) {
      guard let objection = rule.objection(to: merged.setting(on: channel).options) else {
        continue
      }
      let where_ = channel.map { " on \($0)" } ?? ""
      reader.report("\(descriptor.id)\(where_): \(objection)", at: entry.key)
      break
    }
    rules[descriptor.id] = merged
  }

  /// The severity and options of a map, or the severity that stands for one.
  private func setting(
    _ node: PolicyNode,
    of descriptor: RuleDescriptor,
    on channel: Channel?,
    _ places: inout SettingPlaces,
    _ draft: inout RuleDraft,
    _ reader: PolicyReader
  ) -> RuleDraft.Setting {
    var setting = RuleDraft.Setting()
    if let text = node.text, !node.isBlank {
      setting.weight = weight(node, reader, orMapOf: descriptor, text)
      places.nodes[SettingPlaces.Key(name: "severity", channel: channel)] = node
      return setting
    }
    let known =
      ["severity"] + (channel == nil ? ["on"] : []) + descriptor.options.map(\.name)
    let what = channel.map { "\(descriptor.id) on \($0)" } ?? "the rule '\(descriptor.id)'"
    guard let fields = reader.fields(node, of: what, known: known) else { return setting }
    if let field = fields["severity"] {
      setting.weight = weight(field.value, reader)
      places.nodes[SettingPlaces.Key(name: "severity", channel: channel)] = field.value
    }
    for option in descriptor.options {
      guard let field = fields[option.name] else { continue }
      setting.options[option.name] = value(of: option, field, reader)
      places.nodes[SettingPlaces.Key(name: option.name, channel: channel)] = field.value
    }
    guard channel == nil, let field = fields["on"] else { return setting }
    for entry in reader.entries(field.value, of: "on") ?? [] {
      guard let channel = self.channel(entry.name, at: entry.key, reader) else { continue }
      draft.channels[channel] = self.setting(
        entry.value,
        of: descriptor,
        on: channel,
        &places,
        &draft,
        reader
      )
    }
    return setting
  }

  private func value(
    of option: AnyRuleOption,
    _ field: PolicyField,
    _ reader: PolicyReader
  ) -> OptionValue? {
    let (node, what) = (field.value, option.name)
    return switch option.standard {
    case .integer:
      reader.integer(node, of: what, in: option.bounds ?? 0...1_000_000).map(OptionValue.integer)
    case .span: reader.span(node, of: what).map(OptionValue.span)
    case .flag: reader.flag(node, of: what).map(OptionValue.flag)
    case .words: reader.texts(node, of: what).map { OptionValue.words($0.map(\.text)) }
    }
  }

  private func weight(_ node: PolicyNode, _ reader: PolicyReader) -> RuleDraft.Weight? {
    reader.choice(node, of: "a severity", among: RuleDraft.Weight.names)
      .flatMap(RuleDraft.Weight.init)
  }

  private func weight(
    _ node: PolicyNode,
    _ reader: PolicyReader,
    orMapOf descriptor: RuleDescriptor,
    _ text: String
  ) -> RuleDraft.Weight? {
    if let weight = RuleDraft.Weight(name: trimmed(text)) { return weight }
    let nearest = Suggestion.nearest(to: text, among: RuleDraft.Weight.names)
    let option = descriptor.options.first?.name
    reader.report(
      "the rule '\(descriptor.id)' takes a map of options or a severity, not '\(shown(text))'",
      at: node,
      help: nearest.map { "did you mean '\($0)'?" } ?? option.map { "write {\($0): …}" }
        ?? "there are \(RuleDraft.Weight.names.joined(separator: ", "))"
    )
    return nil
  }

  private func report(
    _ loosening: Loosening,
    of descriptor: RuleDescriptor,
    lockedBy file: String,
    at node: PolicyNode,
    _ reader: PolicyReader
  ) {
    let option = descriptor.options.first { $0.name == loosening.name }
    let place = loosening.channel.map { " on \($0)" } ?? ""
    reader.report(
      "\(file) locks '\(descriptor.id)': \(loosening.name)\(place) is \(loosening.locked) there"
        + " and cannot become \(loosening.wanted)",
      at: node,
      help: option?.tightening ?? "it can only be raised"
    )
  }

  private mutating func takePhraseWeight(
    _ entry: PolicyField,
    _ index: Int,
    _ reader: PolicyReader
  ) {
    var node = entry.value
    if case .map = node.content {
      guard let fields = reader.fields(node, of: "a phrase under rules", known: ["severity"]),
        let field = fields["severity"]
      else { return }
      node = field.value
    }
    guard let weight = weight(node, reader) else { return }
    let phrase = phrases[index]
    let old = phrase.severity.map(RuleDraft.Weight.on) ?? .off
    if let file = locks[phrase.id], weight < old {
      reader.report(
        "\(file) locks '\(phrase.id)': severity is \(old.name) there and cannot become"
          + " \(weight.name)",
        at: node,
        help: "it can only be raised"
      )
      return
    }
    phrases[index].severity = weight.severity
  }
}

/// Where the settings of one rule stand, so that a problem points at the value.
private struct SettingPlaces {
  struct Key: Hashable {
    let name: String
    let channel: Channel?
  }

  let key: PolicyNode
  var nodes: [Key: PolicyNode] = [:]

  /// The value that loosens, or the one for all channels that shows on this one, or the rule.
  func node(for loosening: Loosening) -> PolicyNode {
    nodes[Key(name: loosening.name, channel: loosening.channel)]
      ?? nodes[Key(name: loosening.name, channel: nil)] ?? key
  }
}
