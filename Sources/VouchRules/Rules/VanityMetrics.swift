import VouchCore

/// Flags buying, begging for or bragging of follower numbers and scores.
///
/// A post should do something for its readers; a counter does nothing for them. Looked for in the
/// text and in the `why`. Turn it off where a round number is news that readers asked about.
struct VanityMetrics: Rule {
  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "vanity-metrics",
    summary: "Do not buy, beg for or brag of follower numbers and scores",
    rationale: """
      A post should do something for its readers, and a counter does nothing for them: neither in \
      the text nor as the reason to post. Turn it off where a round number is real news.
      """,
    severity: .warning,
    examples: [
      .flags("We just ▸passed 10k followers, thank you all!"),
      .flags("▸Help us hit 5,000 before Friday."),
      .flags(
        """
        ---
        channel: linkedin
        topics: [news]
        why: ▸Boost our engagement score before the end of the quarter.
        ---
        What do you charge for a first talk?
        """
      ),
      .passes("The guide has 40 pages and 12 drawings."),
      .passes("We answered 300 questions about fees last year."),
      .passes("Our followers asked for the template, so here it is."),
    ]
  )

  static var tellingWords: [[Unicode.Scalar]] { phrases.tellingWords }

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    let published = phrases.spans(in: context.spoken, context.suspects)
      .map { Observation($0, .published, draft) }
    guard let why = draft.frontMatter.why else { return published }
    guard withLowercased(why.value, phrases.isFound) else { return published }
    return published + [Observation(why.span, nil, draft)]
  }
}

/// What `read` makes of `text` in lower case.
private func withLowercased(
  _ text: String,
  _ read: (UnsafeBufferPointer<Unicode.Scalar>) -> Bool
) -> Bool {
  var text = text
  let plain = text.withUTF8 { bytes -> Bool? in
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    return withUnsafeTemporaryAllocation(of: Unicode.Scalar.self, capacity: bytes.count) { room in
      for index in bytes.indices {
        room.initializeElement(at: index, to: Unicode.Scalar(bytes[index]).asciiLowercased)
      }
      return read(UnsafeBufferPointer(room))
    }
  }
  return plain ?? Array(text.lowercased().unicodeScalars).withUnsafeBufferPointer(read)
}

extension Observation {
  fileprivate init(_ span: SourceSpan, _ surface: Surface?, _ draft: Draft) {
    self.init(
      "about numbers, not about readers: \(quoted(draft.source.text(in: span)))",
      at: span,
      surface: surface,
      help: "say what readers get from it"
    )
  }
}

private let phrases = PhraseTable(
  [
    // Bragging
    "# k|thousand|million? new|more|happy|loyal|amazing|of? followers|subscribers|fans|likes",
    "# k|thousand|million? impressions|retweets|reposts",
    "# k|thousand|million views|shares",
    "thousand|thousands|million|millions|hundreds of followers|subscribers|fans|likes|views",
    "hundred|thousand|million new|more? followers|subscribers|likes",
    "our|my|the follower|subscriber count|counter|number|numbers|milestone",
    "reached|passed|crossed|hit|hitting|reaching # followers|subscribers|fans",
    "went|going|go|goes viral",
    "klout",
    "ssi score",
    "engagement|influence|influencer score|rate|rank|ranking",
    "highest|best|record|most engagement|impressions",
    // Begging
    "help|get us|me to? hit|reach|get|make|pass|cross|break to? #",
    "follow us|me so? to|and|we|i can? reach|hit|get|grow #|our|my|the",
    "lets|let us get|hit|reach|make|break to? # followers|subscribers|fans|likes",
    "need|want|looking for? more|# more? followers|subscribers|fans|likes",
    "get|gain|win|grow|gaining|getting|growing our|my|your|more|new|#? more? followers|subscribers",
    "grow|increase|boost|raise|push our|my|the|your … followers|engagement|impressions|likes|klout",
    "boost|increase|drive|maximize|maximise engagement|impressions|likes|followers",
    "road|close to # k|followers|subscribers|likes",
    // Buying
    "buy|buying|sell|selling|purchase|cheap|free|paid|fake real|cheap? followers|likes|subscribers",
    "buy|buying|sell|selling|fake retweets|views|engagement",
    "buy|buying|get # followers|likes|subscribers",
  ]
)
