import VouchCore

/// What the files of a policy said so far about one assistant; nil where nothing was said.
struct ScopeDraft {
  var channels: [Channel]?
  var kinds: [DraftKind]?
  var topics: [String]?
  var perDay: Int?
  var requires: Set<AssistantScope.Requirement>?

  /// The finished scope, with what is missing taken from `fallback`.
  func scope(or fallback: ScopeDraft) -> AssistantScope {
    AssistantScope(
      channels: channels ?? fallback.channels,
      kinds: kinds ?? fallback.kinds,
      topics: topics ?? fallback.topics,
      perDay: perDay ?? fallback.perDay,
      requires: requires ?? fallback.requires ?? []
    )
  }
}

extension PolicyBuilder {
  private static let scopeKeys = ["channels", "kinds", "topics", "per-day", "requires"]

  /// `assistants: {name: {channels, kinds, topics, per-day, requires}}`; keys that an assistant
  /// does not have come from `default`.
  mutating func takeAssistants(_ node: PolicyNode, _ reader: PolicyReader) {
    for entry in reader.entries(node, of: "assistants") ?? [] {
      guard entry.name == "default" || Assistant.isValid(name: entry.name) else {
        reader.report(
          "'\(shown(entry.name))' cannot be an assistant",
          at: entry.key,
          help: "a name has lower-case letters, digits, '-', '_' and '.'"
        )
        continue
      }
      let what = "the assistant '\(entry.name)'"
      guard let fields = reader.fields(entry.value, of: what, known: Self.scopeKeys) else {
        continue
      }
      var scope = scopes[entry.name] ?? ScopeDraft()
      if let field = fields["channels"], let texts = reader.texts(field.value, of: "channels") {
        scope.channels = texts.compactMap { channel($0.text, at: $0.node, reader) }
      }
      if let field = fields["kinds"] {
        scope.kinds = choices(field, of: "a kind of post", reader)
      }
      if let field = fields["topics"], let texts = reader.texts(field.value, of: "topics") {
        scope.topics = texts.compactMap { topic($0.text, at: $0.node, reader) }
      }
      if let field = fields["per-day"],
        let number = reader.integer(field.value, of: "per-day", in: 0...1_000_000)
      {
        scope.perDay = number
      }
      if let field = fields["requires"],
        let needed: [AssistantScope.Requirement] = choices(
          field,
          of: "something an assistant can need",
          reader
        )
      {
        scope.requires = Set(needed)
      }
      places["assistants/\(entry.name)"] = reader.place(of: entry.key)
      scopes[entry.name] = scope
    }
  }

  /// Every scope with its gaps filled.
  func finishedScopes() -> [String: AssistantScope] {
    let fallback = scopes["default"] ?? ScopeDraft()
    return scopes.mapValues { $0.scope(or: fallback) }
  }

  private func topic(_ name: String, at node: PolicyNode, _ reader: PolicyReader) -> String? {
    guard !isWhole || topicNames.contains(name) else {
      reader.report(
        "'\(shown(name))' is not a topic of the policy",
        at: node,
        help: Suggestion.help(for: name, among: topicNames, label: "there are")
      )
      return nil
    }
    return name
  }

  private func choices<Choice: RawRepresentable & CaseIterable>(
    _ field: PolicyField,
    of what: String,
    _ reader: PolicyReader
  ) -> [Choice]? where Choice.RawValue == String {
    let names = Choice.allCases.map(\.rawValue)
    return reader.list(field.value, of: field.name)?.compactMap { node in
      reader.choice(node, of: what, among: names).flatMap(Choice.init)
    }
  }
}
