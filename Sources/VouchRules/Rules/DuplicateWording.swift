import VouchCore

/// Flags near-copies of what was approved or went out lately, or still waits for the owner.
///
/// Readers notice a post they have read before, and networks count it as spam. A few changed words
/// do not make a new post. Turn it off for a brand that repeats itself on purpose, or waive the one
/// post.
struct DuplicateWording: Rule {
  static let days = RuleOption.integer(
    "days",
    default: 90,
    in: 1...3650,
    stricter: .higher,
    "how many days back texts are compared"
  )
  static let similarity = RuleOption.integer(
    "similarity",
    default: 60,
    in: 30...100,
    stricter: .lower,
    "how alike two texts may be, in percent"
  )

  static let descriptor = RuleDescriptor(
    id: "duplicate-wording",
    summary: "Do not post nearly the same words twice",
    rationale: """
      Readers notice a post they have read before, and networks count it as spam; a few changed \
      words do not make a new post. Against a text that still waits it is a warning only. \
      Turn it off for a brand that repeats itself on purpose.
      """,
    severity: .error,
    options: [days.erased, similarity.erased],
    examples: [
      .flags(
        "Write down what the client saves in a year and ask for a tenth of that.",
        saying: "alike to submission 7, at most 60 %",
        history: past("write down what your client saves in a year and ask for a tenth of that")
      ),
      .flags(
        "Write down what the client saves in a year and ask for a tenth of that.",
        saying: "which waits for the owner",
        history: past(
          "write down what your client saves in a year and ask for a tenth of that",
          isPending: true
        )
      ),
      .passes(
        "Say no to rush work twice, and the third time name a price.",
        history: past("write down what your client saves in a year and ask for a tenth of that")
      ),
    ]
  )

  private let days: Int
  private let similarity: Int

  init(options: OptionValues) {
    days = options[Self.days]
    similarity = options[Self.similarity]
  }

  func needs(of draft: Draft, in context: RuleContext) -> HistoryNeeds {
    var needs = HistoryNeeds()
    needs.copies = HistoryNeeds.CopySearch(within: .days(days), percent: similarity)
    return needs
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    let candidates = (context.history?.similar ?? []).filter {
      $0.isPending || context.now - $0.at <= .days(days)
    }
    guard !candidates.isEmpty else { return [] }
    let wording = context.history?.wording ?? Wording(draft: draft)
    let shares = wording.similarities(to: candidates.map(\.wording), above: similarity)
    let copies = zip(candidates, shares).compactMap { copy, share in share.map { (copy, $0) } }
    // The closest one of each kind says it all.
    return [false, true].compactMap { isPending in
      let closest = copies.filter { $0.0.isPending == isPending }
        .max { ($0.1, -$0.0.submission) < ($1.1, -$1.0.submission) }
      return closest.map { observation(of: $0.0, share: $0.1, draft) }
    }
  }

  private func observation(of copy: PastText, share: Int, _ draft: Draft) -> Observation {
    Observation(
      "\(share) % alike to submission \(copy.submission)"
        + "\(copy.isPending ? ", which waits for the owner" : ""), at most \(similarity) %",
      at: draft.start,
      surface: .published,
      measured: share,
      limit: similarity,
      cap: copy.isPending ? .warning : nil,
      help: "say something new, or leave it at the first"
    )
  }
}

extension Draft {
  /// The place of the first published words.
  fileprivate var start: SourceSpan? {
    readings.first { !$0.published.isEmpty }.map { $0.published.span(of: 0..<1) }
  }
}

private func past(_ words: String, isPending: Bool = false) -> History {
  History(
    similar: [
      PastText(
        submission: 7,
        isPending: isPending,
        at: RuleExample.now - .days(10),
        wording: Wording(canonical: words)
      )
    ]
  )
}
