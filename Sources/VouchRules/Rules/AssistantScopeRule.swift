import VouchCore

/// Flags what lies outside the scope that the policy gives the assistant.
///
/// An owner hands out posting piece by piece: one channel, one kind, a few topics, so many drafts a
/// day. The owner's own drafts are not bound. Turn it off where every assistant may do everything.
struct AssistantScopeRule: Rule {
  static let descriptor = RuleDescriptor(
    id: "assistant-scope",
    summary: "Stay within what the policy lets the assistant post",
    rationale: """
      Channels, kinds, topics and a daily quota are handed out assistant by assistant. \
      The quota counts submissions that reached the owner today. \
      Turn it off where every assistant may do everything.
      """,
    severity: .error,
    examples: [
      .flags(
        """
        ---
        channels: [x, ▸linkedin]
        topics: [news]
        why: Tell people where the new shop sign hangs.
        ---
        Our new shop sign hangs at last.
        """,
        saying: "lee may not post on linkedin",
        policy: "assistants: {lee: {channels: [x]}}",
        assistant: AssistantFacts(name: "lee", standing: Standing())
      ),
      .flags(
        "One draft too many.",
        saying: "3 submissions that day, at most 2",
        policy: "assistants: {lee: {per-day: 2}}",
        history: History(pendingToday: 2),
        assistant: AssistantFacts(name: "lee", standing: Standing())
      ),
      .passes(
        "The last draft of the day.",
        policy: "assistants: {lee: {per-day: 2}}",
        history: History(pendingToday: 1),
        assistant: AssistantFacts(name: "lee", standing: Standing())
      ),
      .passes(
        "The owner posts what the owner likes.",
        policy: "assistants: {default: {kinds: [reply]}}",
        assistant: AssistantFacts(name: "owner", isOwner: true)
      ),
    ]
  )

  init(options: OptionValues) {}

  func needs(of draft: Draft, in context: RuleContext) -> HistoryNeeds {
    var needs = HistoryNeeds()
    if let assistant = context.assistant, !assistant.isOwner, context.stage != .emit {
      needs.pendingToday = context.policy.scope(of: assistant.name).perDay != nil
    }
    return needs
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    guard let assistant = context.assistant, !assistant.isOwner else { return [] }
    let scope = context.policy.scope(of: assistant.name)
    let name = assistant.name
    let head = draft.frontMatter
    var observations: [Observation] = []

    for channel in head.channels where context.channels.contains(channel.value) {
      guard let allowed = scope.channels, !allowed.contains(channel.value) else { continue }
      observations.append(
        Observation(
          "\(name) may not post on \(channel.value)",
          at: channel.span,
          help: choices(allowed.map(\.name))
        )
      )
    }
    if let allowed = scope.kinds, !allowed.contains(head.kind) {
      observations.append(
        Observation(
          "\(name) may not hand in a \(head.kind.rawValue)",
          at: draft.headStart,
          help: choices(allowed.map(\.rawValue))
        )
      )
    }
    for topic in head.topics {
      guard let allowed = scope.topics, !allowed.contains(topic.value) else { continue }
      observations.append(
        Observation(
          "\(name) may not write about \(topic.value)",
          at: topic.span,
          help: choices(allowed)
        )
      )
    }
    return observations + quota(of: scope, assistant, draft, context)
  }

  /// Asked when a draft comes in and when it is decided, about the day on which it came in; a post
  /// that was approved is not stopped by it any more.
  private func quota(
    of scope: AssistantScope,
    _ assistant: AssistantFacts,
    _ draft: Draft,
    _ context: RuleContext
  ) -> [Observation] {
    guard context.stage != .emit,
      let limit = scope.perDay, let before = context.history?.pendingToday, before >= limit
    else { return [] }
    return [
      Observation(
        "\(assistant.name) has \(before + 1) submissions that day, at most \(limit)",
        at: draft.headStart,
        measured: before + 1,
        limit: limit,
        help: "hand it in tomorrow"
      )
    ]
  }
}

private func choices(_ allowed: [String]) -> String {
  allowed.isEmpty ? "the policy allows none" : "allowed: \(allowed.joined(separator: ", "))"
}
