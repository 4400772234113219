import VouchCore

/// Flags more hashtags than the policy or the network takes.
///
/// A heap of tags reads as shouting for attention, and some networks drop the post or all tags
/// beyond their own cap. Glued tags count each, cashtags count too, and so do tags in alternative
/// texts. Turn it off for networks where people find posts by tags alone.
struct HashtagLimit: Rule {
  static let max = RuleOption.integer(
    "max",
    default: 3,
    in: 0...100,
    stricter: .lower,
    "the most different hashtags in one text"
  )

  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "hashtag-limit",
    summary: "Use a few hashtags, never more than the network takes",
    rationale: """
      A heap of tags reads as shouting for attention, and some networks drop what goes beyond \
      their own cap. Turn it off for networks where people find posts by tags alone.
      """,
    severity: .error,
    options: [max.erased],
    examples: [
      .flags("New guide #one #two #three ▸#four", saying: "4 hashtags, at most 3"),
      .flags(
        """
        ---
        channel: threads
        topics: [news]
        why: Tell people about the new pricing guide.
        ---
        New guide #one ▸#two
        """,
        saying: "threads takes 1"
      ),
      .passes("New guide #one #two #three"),
      .passes("New guide #one #two", policy: "rules: {hashtag-limit: {max: 2}}"),
    ]
  )

  private let max: Int

  init(options: OptionValues) {
    max = options[Self.max]
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    var observations = draft.flagged(for: "hashtag-limit", in: context)
    for reading in context.readings where !(reading.hashtags.isEmpty && reading.cashtags.isEmpty) {
      let caps = caps(of: reading, context)
      let most = caps.lazy.map(\.cap).min() ?? max
      guard reading.hashtags.count + reading.cashtags.count > most else { continue }
      let tags = distinct(
        (reading.hashtags + reading.cashtags).sorted { $0.span.start < $1.span.start }
      )
      if tags.count > max {
        observations.append(
          Observation(
            "\(count(tags.count)), at most \(max)",
            at: tags[max].span,
            surface: tags[max].surface,
            measured: tags.count,
            limit: max,
            help: "keep the ones that people really look for"
          )
        )
      }
      if !caps.isEmpty { observations += beyond(caps, tags, of: reading) }
    }
    return observations
  }

  /// What the networks that `reading` goes to take at most, where they are stricter than the policy.
  private func caps(of reading: Reading, _ context: RuleContext) -> [(channel: Channel, cap: Int)] {
    context.channels.compactMap { channel in
      guard reading.channels.contains(channel),
        let cap = context.policy.channels.hashtagCap(of: channel), cap < max
      else { return nil }
      return (channel, cap)
    }
  }

  /// What the networks themselves refuse.
  private func beyond(
    _ caps: [(channel: Channel, cap: Int)],
    _ tags: [Token],
    of reading: Reading
  ) -> [Observation] {
    let posts = Dictionary(grouping: tags, by: reading.segment).sorted { $0.key < $1.key }
    return caps.flatMap { channel, cap in
      posts.compactMap { _, tags in
        guard tags.count > cap else { return nil }
        return Observation(
          "\(count(tags.count)), \(channel) takes \(cap)",
          at: tags[cap].span,
          surface: tags[cap].surface,
          measured: tags.count,
          limit: cap,
          help: "write a text of its own for \(channel) under `texts:`"
        )
      }
    }
  }
}

private func count(_ number: Int) -> String { number == 1 ? "1 hashtag" : "\(number) hashtags" }

private func distinct(_ tokens: [Token]) -> [Token] {
  var seen: Set<String> = []
  return tokens.filter { seen.insert("\($0.kind.rawValue) \($0.canonical)").inserted }
}

extension Reading {
  /// The index of the post that `token` stands in; alternative texts go with the first.
  fileprivate func segment(of token: Token) -> Int {
    guard token.surface == .published else { return 0 }
    var (low, high) = (0, segments.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].range.lowerBound <= token.range.lowerBound {
        low = middle
      } else {
        high = middle
      }
    }
    return low
  }
}
