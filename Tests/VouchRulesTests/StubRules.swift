import VouchCore
import VouchRules

extension RuleCatalog {
  /// The two rules about words and some made-up ones, one for each kind of option.
  static let stubs = RuleCatalog([
    Batch.self, Hosts.self, OncePerChannel.self, Pace.self, Rest.self, offLimits, topics,
  ])

  private static var offLimits: any Rule.Type { all["off-limits"] ?? Batch.self }
  private static var topics: any Rule.Type { all["topics"] ?? Batch.self }
}

/// Options that only make sense together.
struct Batch: Rule {
  static let target = RuleOption.integer(
    "target",
    default: 10,
    in: 1...100,
    stricter: .neither,
    "how many"
  )
  static let tolerance = RuleOption.integer(
    "tolerance",
    default: 2,
    in: 0...50,
    stricter: .lower,
    "how many more or fewer"
  )
  static let descriptor = RuleDescriptor(
    id: "batch",
    summary: "Ask a few",
    rationale: "Few answer when many are asked.",
    severity: .error,
    options: [target.erased, tolerance.erased],
    formerIDs: ["batch-size"],
    examples: []
  )

  static func objection(to options: OptionValues) -> String? {
    options[tolerance] < options[target] ? nil : "the tolerance reaches the target"
  }

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] { [] }
}

/// Lists and a flag.
struct Hosts: Rule {
  static let allow = RuleOption.words("allow", default: [], stricter: .fewer, "hosts")
  static let deny = RuleOption.words("deny", default: ["bad.example"], stricter: .more, "hosts")
  static let secure = RuleOption.flag("secure", default: false, stricter: .on, "https")
  static let descriptor = RuleDescriptor(
    id: "hosts",
    summary: "Link to few hosts",
    rationale: "Links are promises.",
    severity: .warning,
    options: [allow.erased, deny.erased, secure.erased],
    examples: []
  )

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] { [] }
}

/// Sees the channels it is asked about, and something milder everywhere.
struct OncePerChannel: Rule {
  static let max = RuleOption.integer("max", default: 2, in: 0...9, stricter: .lower, "how many")
  static let descriptor = RuleDescriptor(
    id: "per-channel",
    summary: "Say where it is asked",
    rationale: "For tests.",
    severity: .warning,
    stages: [.check, .submit],
    options: [max.erased],
    examples: []
  )

  private let max: Int

  init(options: OptionValues) {
    max = options[Self.max]
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    [
      Observation(
        "at most \(max) on \(context.channels.map(\.name).joined(separator: " and "))",
        at: SourceSpan(0, 4),
        limit: max
      ),
      Observation("the same everywhere", at: SourceSpan(5, 9), cap: .note),
    ]
  }
}

/// Where the calendar takes its number from.
struct Pace: Rule {
  static let perDay = RuleOption.integer(
    "per-day",
    default: 2,
    in: 1...9,
    stricter: .lower,
    "how many a day"
  )
  static let descriptor = RuleDescriptor(
    id: "mission-pace",
    summary: "Few a day",
    rationale: "For tests.",
    severity: .error,
    options: [perDay.erased],
    examples: []
  )

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] { [] }
}

/// A length of time.
struct Rest: Rule {
  static let span = RuleOption.span("rest", default: .days(7), stricter: .higher, "how long")
  static let descriptor = RuleDescriptor(
    id: "mission-rest",
    summary: "Rest",
    rationale: "For tests.",
    severity: .warning,
    options: [span.erased],
    examples: []
  )

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] { [] }
}
