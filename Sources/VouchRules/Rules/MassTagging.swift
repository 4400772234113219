import VouchCore

/// Flags many different people mentioned within a day, and walls of mentions.
///
/// Five posts with five people each are as much a nuisance as one post with twenty-five. Posts
/// that are planned or went out count, around the instant this draft is planned for. Turn it off
/// for nothing; raise `people` for an event with many speakers.
struct MassTagging: Rule {
  static let people = RuleOption.integer(
    "people",
    default: 10,
    in: 0...1_000_000,
    stricter: .lower,
    "the most different people mentioned within the span"
  )
  static let within = RuleOption.span(
    "within",
    default: .hours(24),
    stricter: .higher,
    "the span that slides over the calendar"
  )

  static let descriptor = RuleDescriptor(
    id: "mass-tagging",
    summary: "Do not tag a crowd, in one post or over a day",
    rationale: """
      Five posts with five people each are as much a nuisance as one post with twenty-five, and a \
      wall of names says nothing to anybody. Raise `people` for an event with many speakers.
      """,
    severity: .error,
    options: [people.erased, within.erased],
    examples: [
      .flags("Look here: ▸@ana @li @tom", saying: "wall of mentions"),
      .flags(
        "Thanks to @ana for the plan, to @li for the bread, and to ▸@tom for the songs.",
        saying: "3 people mentioned within 24 hours, at most 2",
        policy: "rules: {mass-tagging: {people: 2}}"
      ),
      .passes("Thanks to @ana for the plan and to @li for the bread."),
    ]
  )

  private let people: Int
  private let within: TimeSpan

  init(options: OptionValues) {
    people = options[Self.people]
    within = options[Self.within]
  }

  func needs(of draft: Draft, in context: RuleContext) -> HistoryNeeds {
    var needs = HistoryNeeds()
    if context.readings.contains(where: { !$0.mentions.isEmpty }) {
      needs.mentions = within
    }
    return needs
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    var observations = draft.flagged(for: "mass-tagging", in: context)
    guard mayCrowd(draft, context) else { return observations }
    let own = draft.readings.flatMap { reading in
      reading.channels.map { channel in
        Post(
          at: context.instant(of: channel),
          people: Set(reading.mentions.map(\.canonical)),
          channel: channel
        )
      }
    }
    let others = (context.history?.posts ?? []).filter { !$0.people.isEmpty }
      .map { Post(at: $0.at, people: Set($0.people), channel: nil) }

    for reading in context.readings where !reading.mentions.isEmpty {
      let mine = own.filter { $0.channel.map(reading.channels.contains) ?? false }
      let crowds = mine.filter { $0.channel.map(context.channels.contains) ?? false }
        .map { crowd(around: $0.at, among: own + others) }
      guard let crowd = crowds.max(by: { $0.count < $1.count }), crowd.count > people else {
        continue
      }
      observations.append(
        Observation(
          "\(crowd.count) people mentioned within \(shownSpan), at most \(people)",
          at: place(in: reading, besides: crowd),
          surface: .published,
          measured: crowd.count,
          limit: people,
          help: "mention fewer people, or plan it for another day"
        )
      )
    }
    return observations
  }

  /// False where all mentions there are, each person counted as often as named, are few enough.
  private func mayCrowd(_ draft: Draft, _ context: RuleContext) -> Bool {
    let own = draft.readings.reduce(0) { $0 + $1.mentions.count }
    guard own > 0 else { return false }
    let others = context.history?.posts.reduce(0) { $0 + $1.people.count } ?? 0
    return own + others > people
  }

  /// The span as people think of it: 24 hours slide over the calendar, a day begins at midnight.
  private var shownSpan: String {
    let hour = TimeSpan.hours(1).milliseconds
    let isShort = within <= .hours(48) && within.milliseconds % hour == 0
    guard isShort else { return "\(within)" }
    let hours = within.milliseconds / hour
    return hours == 1 ? "1 hour" : "\(hours) hours"
  }

  /// The most different people mentioned in any span that holds `instant`.
  private func crowd(around instant: Instant, among posts: [Post]) -> Set<String> {
    let near = posts.filter { instant - $0.at < within && $0.at - instant < within }
      .sorted { $0.at < $1.at }
    var counts: [String: Int] = [:]
    var best: Set<String> = []
    var end = 0
    // Every span worth looking at begins with a post.
    for start in near.indices {
      if near[start].at > instant { break }
      while end < near.count, near[end].at - near[start].at < within {
        for person in near[end].people { counts[person, default: 0] += 1 }
        end += 1
      }
      if counts.count > best.count { best = Set(counts.keys) }
      for person in near[start].people {
        counts[person] = counts[person].flatMap { $0 > 1 ? $0 - 1 : nil }
      }
    }
    return best
  }

  /// The mention in `reading` that brings the crowd over the limit.
  private func place(in reading: Reading, besides crowd: Set<String>) -> SourceSpan? {
    var seen = crowd.subtracting(reading.mentions.map(\.canonical))
    let first = reading.mentions.first {
      seen.insert($0.canonical)
      return seen.count > people
    }
    return (first ?? reading.mentions.last)?.span
  }

  private struct Post {
    let at: Instant
    let people: Set<String>
    let channel: Channel?
  }
}

extension RuleContext {
  /// When the draft is planned for `channel`; the present where nothing is planned.
  func instant(of channel: Channel) -> Instant {
    if case .success(let instant) = plan[channel] { return instant }
    return now
  }
}
