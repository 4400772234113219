import VouchCore

/// Flags texts that mention more people than the policy lets them.
///
/// Every mention rings somebody's telephone; being one of many is being used. Different people
/// are counted, over all posts of a thread and in alternative texts too; whom a mission asks is
/// another matter. Turn it off for channels where nobody is notified.
struct MentionLimit: Rule {
  static let max = RuleOption.integer(
    "max",
    default: 2,
    in: 0...500,
    stricter: .lower,
    "the most different people mentioned in one text"
  )

  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "mention-limit",
    summary: "Mention at most a few people",
    rationale: """
      Every mention rings somebody's telephone, and being one of many is being used. \
      Turn it off for channels where nobody is notified.
      """,
    severity: .error,
    options: [max.erased],
    examples: [
      .flags(
        "Thanks to @ana, to @li for the drawings, and to ▸@tom.",
        saying: "3 people, at most 2"
      ),
      .flags(
        "Thanks to @ana and to ▸@li.",
        policy: "rules: {mention-limit: {max: 1}}"
      ),
      .passes("Thanks to @ana and to @li, and to @Ana again."),
      .passes("Write to info@example.com."),
    ]
  )

  private let max: Int

  init(options: OptionValues) {
    max = options[Self.max]
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    let excess = context.readings.compactMap { reading -> Observation? in
      guard reading.mentions.count > max else { return nil }
      var people: Set<String> = []
      let first = reading.mentions.first {
        people.insert($0.canonical).inserted && people.count > max
      }
      guard let first else { return nil }
      let count = Set(reading.mentions.map(\.canonical)).count
      return Observation(
        "mentions \(count) \(count == 1 ? "person" : "people"), at most \(max)",
        at: first.span,
        surface: first.surface,
        measured: count,
        limit: max,
        help: "mention whom the post is about, and name the others without @"
      )
    }
    let flagged = draft.flagged(for: "mention-limit", in: context)
    return excess.isEmpty ? flagged : excess + flagged
  }
}
