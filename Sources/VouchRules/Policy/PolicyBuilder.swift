import VouchCore

/// A policy in the making: takes one file after the other, the base first.
///
/// What a file says stands in front of what the files it extends said: key by key for single
/// values, option by option for rules, name by name for topics, channels, slots, phrases and
/// assistants. Off-limits words, days off and locks only ever add up.
struct PolicyBuilder {
  let catalog: RuleCatalog
  let folding: Folding
  /// The channels that any file of the policy may name.
  var channelNames: [String]
  /// The topics that any file of the policy declares.
  var topicNames: [String]
  /// True where every file of the chain could be read: only then is an unknown name a mistake.
  var isWhole: Bool

  var brand: String?
  var zone: BrandZone?
  var why: String?
  var training = 0
  var topics: [PolicyTopic] = []
  var offLimits: [PolicyTopic] = []
  var channels: ChannelCatalog?
  var cadence: [Channel: Cadence] = [:]
  var slots: [Channel: [Weekday: [WallTime]]] = [:]
  var quiet: [Weekday: [QuietHours]] = [:]
  var daysOff: [ClosedRange<CivilDate>] = []
  var late = LatePosts()
  var rules: [RuleID: RuleDraft] = [:]
  var phrases: [PhraseEntry] = []
  var scopes: [String: ScopeDraft] = [:]
  /// What is locked, with the file that locked it first.
  var locks: [RuleID: String] = [:]
  /// Where things stand, for whoever wants to point at them later.
  var places: [String: PolicyPlace] = [:]

  /// The keys of a policy file, in the order its sections are read in.
  static let keys = [
    "version", "brand", "timezone", "why", "extends", "topics", "off-limits", "channels",
    "calendar", "rules", "phrases", "training", "assistants", "lock",
  ]

  /// Takes everything that the file of `reader` says.
  mutating func take(_ root: PolicyNode, _ reader: PolicyReader) {
    guard let fields = reader.fields(root, of: "a policy", known: Self.keys) else { return }
    takeHead(fields, root, reader)
    if let field = fields["topics"] { takeTopics(field.value, reader) }
    if let field = fields["off-limits"] { takeOffLimits(field.value, reader) }
    // Before everything that names channels.
    if let field = fields["channels"] { takeChannels(field.value, reader) }
    if let field = fields["calendar"] { takeCalendar(field.value, reader) }
    // Before the rules, which may set how much a phrase weighs.
    if let field = fields["phrases"] { takePhrases(field.value, reader) }
    if let field = fields["rules"] { takeRules(field.value, reader) }
    if let field = fields["assistants"] { takeAssistants(field.value, reader) }
    // Last: a lock binds the files that extend this one, not this one.
    if let field = fields["lock"] { takeLocks(field.value, reader) }
  }

  private mutating func takeHead(
    _ fields: PolicyFields,
    _ root: PolicyNode,
    _ reader: PolicyReader
  ) {
    if let version = fields["version"] {
      if version.value.text.map(trimmed) != "1" {
        let found = version.value.text.map { "'\(shown($0))'" } ?? version.value.kind
        reader.report("version is 1, not \(found)", at: version.value)
      }
    } else {
      reader.report("'version: 1' is missing", at: root, help: "write it on the first line")
    }
    if let field = fields["brand"], let text = reader.text(field.value, of: "brand") {
      brand = text
    }
    if let field = fields["why"], let text = reader.text(field.value, of: "why") { why = text }
    if let field = fields["timezone"], let text = reader.text(field.value, of: "timezone") {
      if let zone = BrandZone(identifier: text) {
        self.zone = zone
      } else {
        reader.report(
          "'\(shown(text))' is not a time zone",
          at: field.value,
          help: ZoneNames.suggestion(for: text)
        )
      }
    }
    if let field = fields["training"],
      let number = reader.integer(field.value, of: "training", in: 0...1_000_000)
    {
      training = number
    }
  }

  private mutating func takeLocks(_ node: PolicyNode, _ reader: PolicyReader) {
    for (name, node) in reader.texts(node, of: "lock") ?? [] {
      if let rule = catalog[RuleID(name)] {
        let id = rule.descriptor.id
        locks[id] = locks[id] ?? reader.file.file
      } else if let index = phrases.firstIndex(where: { $0.id.name == name }) {
        phrases[index].isLocked = true
        locks[phrases[index].id] = locks[phrases[index].id] ?? reader.file.file
      } else if isWhole {
        reader.report(
          "lock names '\(shown(name))', which is neither a rule nor a phrase",
          at: node,
          help: Suggestion.help(for: name, among: ruleAndPhraseNames, label: "there are")
        )
      }
    }
  }

  /// The ids that `rules:` and `lock:` can name.
  var ruleAndPhraseNames: [String] {
    catalog.rules.map { $0.descriptor.id.name } + phrases.map(\.id.name)
  }

  /// The channel that `node` names; nil, and reported, where no file of the policy knows it.
  func channel(_ name: String, at node: PolicyNode, _ reader: PolicyReader) -> Channel? {
    guard !isWhole || channelNames.contains(name) else {
      reader.report(
        "'\(shown(name))' is not a channel",
        at: node,
        help: Suggestion.help(for: name, among: channelNames, label: "there are")
      )
      return nil
    }
    return Channel(name)
  }

  /// The finished policy.
  func policy(name: String, fingerprint: String, zone: BrandZone) -> Policy {
    let entries = catalog.rules.map { rule in
      (rules[rule.descriptor.id] ?? RuleDraft())
        .entry(for: rule.descriptor, isLocked: locks[rule.descriptor.id] != nil)
    }
    let calendar = BrandCalendar(
      zone: zone,
      slots: slots,
      quiet: quiet,
      daysOff: daysOff,
      cadence: cadence,
      missionsPerDay: missionsPerDay(entries),
      late: late
    )
    var policy = Policy(
      name: name,
      brand: brand,
      why: why,
      fingerprint: fingerprint,
      topics: topics,
      offLimits: offLimits,
      channels: channels ?? .known,
      calendar: calendar,
      entries: entries,
      phrases: phrases,
      training: training,
      scopes: finishedScopes()
    )
    policy.places = places
    return policy
  }

  /// What the rule on the pace of missions allows a day; the planner keeps to it too.
  private func missionsPerDay(_ entries: [PolicyEntry]) -> Int? {
    guard let entry = entries.first(where: { $0.rule == "mission-pace" }), entry.severity != nil,
      let option = catalog[entry.rule]?.descriptor.options.first(where: { $0.name == "per-day" }),
      case .integer(let number) = entry.options["per-day"] ?? option.standard
    else { return nil }
    return number
  }
}
