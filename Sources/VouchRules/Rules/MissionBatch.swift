import VouchCore

/// Flags missions that ask too few or too many people, or somebody twice.
///
/// A small batch can be asked one by one and thanked one by one; a hundred is a mailing. Locked in
/// the house policy: an extending policy can only tighten it.
struct MissionBatch: Rule {
  static let target = RuleOption.integer(
    "target",
    default: 10,
    in: 1...500,
    stricter: .lower,
    "how many people a mission asks"
  )
  static let tolerance = RuleOption.integer(
    "tolerance",
    default: 2,
    in: 0...500,
    stricter: .lower,
    "how many more or fewer are fine"
  )

  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "mission-batch",
    summary: "Ask a small batch of people, each once",
    rationale: """
      A small batch can be asked one by one and thanked one by one; a hundred is a mailing. \
      Fewer than the batch is a warning only; nobody to ask, or nothing to ask for, is an error. \
      Turn it off where you send no missions.
      """,
    severity: .error,
    options: [target.erased, tolerance.erased],
    examples: [
      .flags(
        mission(["@p1", "@p2", "@p3", "@p4", "▸@p5"]),
        saying: "asks 5 people, at most 4",
        policy: "rules: {mission-batch: {target: 3, tolerance: 1}}"
      ),
      .flags(mission(["▸@p1", "@p2"]), saying: "asks 2 people, at least 8"),
      .flags(
        mission(["@p1", "@p2", "@p3", "▸@P1"]),
        saying: "is asked twice",
        policy: "rules: {mission-batch: {target: 3, tolerance: 0}}"
      ),
      .passes(mission((1...8).map { "@p\($0)" })),
      .passes(mission((1...12).map { "@p\($0)" })),
      .passes("No mission, nobody to ask."),
    ]
  )

  static func objection(to options: OptionValues) -> String? {
    options[tolerance] < options[target] ? nil : "a tolerance as large as the target allows nobody"
  }

  private let target: Int
  private let tolerance: Int

  init(options: OptionValues) {
    target = options[Self.target]
    tolerance = options[Self.tolerance]
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    guard let mission = draft.frontMatter.mission else { return [] }
    var asked: [String: Located<String>] = [:]
    asked.reserveCapacity(mission.people.count)
    var observations: [Observation] = []
    var firstBeyond: SourceSpan?
    let (least, most) = (max(1, target - tolerance), target + tolerance)

    for person in mission.people {
      let name = MissionRequest.canonicalPerson(person.value)
      if let first = asked[name] {
        observations.append(
          Observation(
            "\(person.value) is asked twice, first as \(first.value)",
            at: person.span,
            help: "ask each person once"
          )
        )
      } else {
        asked[name] = person
        if asked.count == most + 1 { firstBeyond = person.span }
      }
    }
    if mission.ask.map({ $0.value.allSatisfy(\.isWhitespace) }) ?? true {
      observations.append(
        Observation(
          "asks for nothing: the mission has no `ask`",
          at: mission.ask?.span ?? mission.people.first?.span ?? draft.headStart,
          help: "write under `ask:` what people should do, in the words they will read"
        )
      )
    }
    if asked.isEmpty {
      observations.append(
        Observation(
          "asks nobody: 0 people, at least \(least)",
          at: draft.headStart,
          measured: 0,
          limit: least,
          help: "list under `people:` whom to ask"
        )
      )
    } else if let firstBeyond {
      observations.append(size(asked.count, "at most", most, at: firstBeyond))
    } else if asked.count < least {
      let place = mission.people.first?.span ?? draft.headStart
      observations.append(size(asked.count, "at least", least, at: place, cap: .warning))
    }
    return observations
  }

  private func size(
    _ count: Int,
    _ relation: String,
    _ limit: Int,
    at span: SourceSpan,
    cap: Severity? = nil
  ) -> Observation {
    Observation(
      "asks \(count) \(count == 1 ? "person" : "people"), \(relation) \(limit)",
      at: span,
      measured: count,
      limit: limit,
      cap: cap,
      help: "ask \(target), give or take \(tolerance)"
    )
  }
}

private func mission(_ people: [String]) -> String {
  """
  ---
  channel: linkedin
  kind: mission
  topics: [news]
  why: Ask a few friends for one honest sentence about the guide.
  mission:
    ask: Read the guide and tell us one thing that is missing
    people:
  \(people.map { "    - \"\($0)\"" }.joined(separator: "\n"))
  ---
  We are looking for readers of our new guide.
  """
}
