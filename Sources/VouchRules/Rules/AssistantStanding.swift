import VouchCore

/// Flags drafts of assistants who are suspended, have no reference, or missed a training.
///
/// Nobody writes in the owner's name before somebody vouched for them and they read the policy of
/// today. Turn it off where you are the only one who hands in drafts.
struct AssistantStanding: Rule {
  static let descriptor = RuleDescriptor(
    id: "assistant-standing",
    summary: "Be in good standing: not suspended, vouched for, trained",
    rationale: """
      Nobody writes in the owner's name before somebody vouched for them and they read the policy \
      of today. Turn it off where you are the only one who hands in drafts.
      """,
    severity: .error,
    examples: [
      .flags(
        "Anything at all.",
        saying: "suspended",
        assistant: AssistantFacts(name: "lee", standing: Standing(suspension: "bought followers"))
      ),
      .flags(
        "Anything at all.",
        saying: "trained at 2, the policy asks for 3",
        policy: "training: 3\nassistants: {default: {requires: [training]}}",
        assistant: AssistantFacts(name: "lee", standing: Standing(trainedAt: 2))
      ),
      .passes(
        "Anything at all.",
        policy: "training: 3\nassistants: {default: {requires: [reference, training]}}",
        assistant: AssistantFacts(
          name: "lee",
          standing: Standing(
            references: [Reference(source: "Ana of Orchard Ltd", at: Instant(seconds: 0))],
            trainedAt: 3
          )
        )
      ),
    ]
  )

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    guard let assistant = context.assistant, !assistant.isOwner else { return [] }
    let name = assistant.name
    let standing = assistant.standing ?? Standing()
    let required = context.policy.scope(of: name).requires
    var observations: [Observation] = []

    if assistant.standing == nil {
      observations.append(
        Observation(
          "the workspace does not know \(name)",
          at: draft.headStart,
          cap: .note,
          help: "vouch assistant add \(name)"
        )
      )
    }
    if let reason = standing.suspension {
      observations.append(
        Observation(
          "\(name) is suspended: \(reason)",
          at: draft.headStart,
          help: "vouch assistant resume \(name)"
        )
      )
    }
    // References and training are owed before the owner decides; later they are history.
    guard context.stage != .emit else { return observations }
    if required.contains(.reference), standing.references.isEmpty {
      observations.append(
        Observation(
          "\(name) has no reference on file, at least 1 is required",
          at: draft.headStart,
          measured: 0,
          limit: 1,
          help: "vouch assistant vet \(name)"
        )
      )
    }
    if required.contains(.training), standing.trainedAt ?? Int.min < context.policy.training {
      observations.append(untrained(name, standing.trainedAt, context.policy.training, draft))
    }
    return observations
  }

  private func untrained(
    _ name: String,
    _ trainedAt: Int?,
    _ training: Int,
    _ draft: Draft
  ) -> Observation {
    let state = trainedAt.map { "was trained at \($0)" } ?? "was never trained"
    return Observation(
      "\(name) \(state), the policy asks for \(training)",
      at: draft.headStart,
      measured: trainedAt,
      limit: training,
      help: "read the policy, then: vouch assistant train \(name)"
    )
  }
}
