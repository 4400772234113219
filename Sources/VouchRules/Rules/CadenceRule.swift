import VouchCore

/// Flags drafts that fit nowhere in their window: too many posts, too little gap, no slot.
///
/// A crowded day tires readers, and a post that cannot go out is better known today than found
/// missed. Turn it off where something else plans the posts.
struct CadenceRule: Rule {
  static let descriptor = RuleDescriptor(
    id: "cadence",
    summary: "Fit into the calendar somewhere inside the draft's window",
    rationale: """
      Caps a day, gaps between posts, quiet hours and days off keep a brand from being a \
      nuisance; a draft that fits nowhere should be known before the owner reads it. \
      Turn it off where something else plans the posts.
      """,
    severity: .error,
    examples: [
      .flags(
        """
        ---
        channel: linkedin
        topics: [news]
        why: Remind people of something that is long over.
        schedule: {before: ▸2001-01-01}
        ---
        Last chance!
        """,
        saying: "linkedin: its window has passed"
      ),
      .passes("There is always a next slot."),
    ]
  )

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    context.channels.compactMap { channel in
      if case .failure(let obstacle) = context.plan[channel] {
        guard obstacle.kind != .missionPace else { return nil }
        return Observation(
          obstacle.description,
          at: draft.place(of: obstacle),
          help: help(for: obstacle.kind)
        )
      }
      guard !context.policy.channels.knows(channel) else { return nil }
      return Observation(
        "\(channel): the policy does not post there",
        at: draft.place(of: channel),
        help: help(for: .channel)
      )
    }
  }
}

private func help(for kind: PlanObstacle.Kind) -> String {
  switch kind {
  case .window: "move `schedule: before` to a later day"
  case .exactTime: "choose another `schedule: at`, or leave it away for the next free slot"
  case .cadence, .missionPace: "widen the window under `schedule`"
  case .channel: "choose a channel that the policy names"
  }
}

extension Draft {
  /// The words of the head that a planning obstacle is about.
  func place(of obstacle: PlanObstacle) -> SourceSpan {
    let schedule = frontMatter.schedule
    let wish =
      switch obstacle.kind {
      case .exactTime: schedule.at?.span
      case .window: schedule.before?.span ?? schedule.at?.span
      case .cadence, .missionPace: schedule.before?.span ?? schedule.after?.span
      case .channel: SourceSpan?.none
      }
    return wish ?? place(of: obstacle.channel)
  }

  /// Where the head names `channel`.
  func place(of channel: Channel) -> SourceSpan {
    frontMatter.channels.first { $0.value == channel }?.span ?? headStart
  }

  /// The place before the head, for what is about the draft as a whole.
  var headStart: SourceSpan { SourceSpan(frontMatter.span.start, frontMatter.span.start) }
}
