import VouchCore

/// Flags promotional drafts where too many of the last posts were promotional already.
///
/// People follow a brand for what they learn from it and leave when it only sells. A post is
/// promotional where it says so or declares that something was given for it. Turn it off for a
/// channel that is a shop window by agreement.
struct Soapbox: Rule {
  static let oneIn = RuleOption.integer(
    "one-in",
    default: 5,
    in: 1...100,
    stricter: .higher,
    "one post in so many may be promotional"
  )
  static let ofLast = RuleOption.integer(
    "of-last",
    default: 20,
    in: 1...100,
    stricter: .neither,
    "how many posts are looked at, this one included"
  )
  static let from = RuleOption.integer(
    "from",
    default: 5,
    in: 1...100,
    stricter: .lower,
    "below so many posts nothing is said"
  )

  static let descriptor = RuleDescriptor(
    id: "soapbox",
    summary: "Sell in at most one post out of a few",
    rationale: """
      People follow a brand for what they learn from it and leave when it only sells. Promotional \
      is what says so or declares that something was given for it. Turn it off for a channel that \
      is a shop window by agreement.
      """,
    severity: .warning,
    options: [oneIn.erased, ofLast.erased, from.erased],
    examples: [
      .flags(promotion, saying: "2 of the last 5", history: past(promotional: 1, of: 4)),
      .passes(promotion, history: past(promotional: 0, of: 4)),
      .passes(promotion, history: past(promotional: 3, of: 3)),
      .passes("What do you charge?", history: past(promotional: 9, of: 9)),
    ]
  )

  private let oneIn: Int
  private let ofLast: Int
  private let from: Int

  init(options: OptionValues) {
    oneIn = options[Self.oneIn]
    ofLast = options[Self.ofLast]
    from = options[Self.from]
  }

  func needs(of draft: Draft, in context: RuleContext) -> HistoryNeeds {
    var needs = HistoryNeeds()
    if draft.frontMatter.isPromotional { needs.recent = ofLast - 1 }
    return needs
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    guard draft.frontMatter.isPromotional, let history = context.history else { return [] }
    let before = history.recent.prefix(ofLast - 1)
    let count = before.count + 1
    let promotional = before.count(where: \.isPromotional) + 1
    guard count >= from, promotional * oneIn > count else { return [] }
    return [
      Observation(
        "\(promotional) of the last \(count) posts are promotional, this one included; "
          + "at most \(count / oneIn)",
        at: draft.frontMatter.disclosure?.span ?? draft.headStart,
        measured: promotional,
        limit: count / oneIn,
        help: "post something useful first"
      )
    ]
  }
}

private let promotion = """
  ---
  channel: linkedin
  topics: [news]
  why: Tell people that the course opens again in May.
  promotional: true
  ---
  The course opens again in May.
  """

private func past(promotional: Int, of count: Int) -> History {
  History(
    recent: (1...count).map { index in
      PastPost(
        submission: index,
        channel: .linkedin,
        at: Instant(seconds: 1_700_000_000 - Int64(index) * 86_400),
        kind: .post,
        isPromotional: index <= promotional
      )
    }
  )
}
