import VouchCore

/// Flags people who were asked for something only days ago.
///
/// Whoever is asked every week stops answering. Missions that are planned count as well as those
/// that went out. Turn it off for a standing group that expects to be asked.
struct MissionRest: Rule {
  static let samePerson = RuleOption.span(
    "same-person",
    default: .days(7),
    stricter: .higher,
    "how long a person is left alone"
  )

  static let descriptor = RuleDescriptor(
    id: "mission-rest",
    summary: "Leave people alone for a while before asking them again",
    rationale: """
      Whoever is asked every week stops answering. Missions that are planned count as well as \
      those that went out. Turn it off for a standing group that expects to be asked.
      """,
    severity: .warning,
    options: [samePerson.erased],
    examples: [
      .flags(
        mission(asking: "\"▸@Ana\", \"@li\""),
        saying: "5d apart, at least 7d",
        history: asked(.days(5))
      ),
      .passes(mission(asking: "\"@Ana\", \"@li\""), history: asked(.days(8))),
      .passes(mission(asking: "\"@li\", \"@tom\""), history: asked(.days(5))),
    ]
  )

  private let samePerson: TimeSpan

  init(options: OptionValues) {
    samePerson = options[Self.samePerson]
  }

  func needs(of draft: Draft, in context: RuleContext) -> HistoryNeeds {
    var needs = HistoryNeeds()
    if draft.frontMatter.mission != nil { needs.missions = samePerson }
    return needs
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    guard let mission = draft.frontMatter.mission, let history = context.history else { return [] }
    let instants = context.channels.map(context.instant)
    var nearest: [String: (post: PastPost, distance: TimeSpan)] = [:]
    for post in history.posts where !post.asked.isEmpty {
      guard let distance = instants.map({ distance($0, post.at) }).min(), distance < samePerson
      else { continue }
      for person in post.asked where nearest[person].map({ distance < $0.distance }) ?? true {
        nearest[person] = (post, distance)
      }
    }
    var seen: Set<String> = []
    return mission.people.compactMap { person in
      let name = MissionRequest.canonicalPerson(person.value)
      guard seen.insert(name).inserted, let (post, distance) = nearest[name] else { return nil }
      return Observation(
        "\(person.value) is asked in submission \(post.submission) too, \(coarse(distance)) apart, "
          + "at least \(samePerson)",
        at: person.span,
        measured: hours(distance),
        limit: hours(samePerson),
        help: "ask somebody else this time, or wait"
      )
    }
  }
}

private func distance(_ left: Instant, _ right: Instant) -> TimeSpan {
  left < right ? right - left : left - right
}

private func hours(_ span: TimeSpan) -> Int { Int(span.milliseconds / 3_600_000) }

/// Whole hours, or whole minutes below one: nobody cares for seconds here.
private func coarse(_ span: TimeSpan) -> TimeSpan {
  let unit: Int64 = span < .hours(1) ? 60_000 : 3_600_000
  return TimeSpan(milliseconds: span.milliseconds / unit * unit)
}

private func mission(asking people: String) -> String {
  """
  ---
  channel: linkedin
  kind: mission
  topics: [news]
  why: Ask a few friends for one honest sentence about the guide.
  mission:
    ask: Read the guide and tell us what is missing
    people: [\(people)]
  ---
  We are looking for readers of our new guide.
  """
}

private func asked(_ ago: TimeSpan) -> History {
  History(
    posts: [
      PastPost(
        submission: 7,
        channel: .linkedin,
        at: RuleExample.now - ago,
        kind: .mission,
        asked: ["ana"]
      )
    ]
  )
}
