import VouchCore

/// Flags missions for which the window has no day left that is under the daily number.
///
/// Friends of a brand talk to one another; three requests on one day look like a machine. The
/// planner keeps the number; this rule says so where it leaves no day. Turn it off where you send
/// no missions.
struct MissionPace: Rule {
  static let perDay = RuleOption.integer(
    "per-day",
    default: 2,
    in: 1...100,
    stricter: .lower,
    "the most missions on one day of the brand"
  )

  static let descriptor = RuleDescriptor(
    id: "mission-pace",
    summary: "Send only a few missions a day",
    rationale: """
      Friends of a brand talk to one another, and three requests on one day look like a machine. \
      Missions move to a day that is free; where the window has none, the draft is blocked. \
      Turn it off where you send no missions.
      """,
    severity: .error,
    options: [perDay.erased],
    examples: [
      .flags(
        mission(before: "▸2027-01-18"),
        saying: "at most 2 missions a day",
        history: twoToday
      ),
      .passes(mission(before: "2027-01-19"), history: twoToday),
      .passes(mission(before: "2027-01-18")),
    ]
  )

  private let perDay: Int

  init(options: OptionValues) {
    perDay = options[Self.perDay]
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    context.channels.compactMap { channel in
      guard case .failure(let obstacle) = context.plan[channel], obstacle.kind == .missionPace
      else { return nil }
      return Observation(
        "\(obstacle.description) (at most \(perDay) \(perDay == 1 ? "mission" : "missions") a day)",
        at: draft.place(of: obstacle),
        limit: perDay,
        help: "give it more days under `schedule`"
      )
    }
  }
}

private func mission(before: String) -> String {
  """
  ---
  channel: linkedin
  kind: mission
  topics: [news]
  why: Ask a few friends for one honest sentence about the guide.
  schedule: {before: \(before)}
  mission: {ask: Read the guide and tell us what is missing, people: ["@ana"]}
  ---
  We are looking for readers of our new guide.
  """
}

private let twoToday = History(
  posts: (1...2).map { submission in
    PastPost(
      submission: submission,
      channel: .linkedin,
      at: RuleExample.now - .hours(submission),
      kind: .mission
    )
  }
)
