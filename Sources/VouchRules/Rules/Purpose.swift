import VouchCore

/// Flags drafts that do not say why they should be posted.
///
/// The `why` is the first thing the owner reads, and often all that is needed to decide. One
/// copied from another submission says nothing. Turn it off where you write every draft yourself.
struct Purpose: Rule {
  static let minWords = RuleOption.integer(
    "min-words",
    default: 5,
    in: 1...100,
    stricter: .higher,
    "the fewest words in a `why`"
  )

  static let descriptor = RuleDescriptor(
    id: "purpose",
    summary: "Say why this should be posted",
    rationale: """
      The `why` is the first thing the owner reads, and often all that is needed to decide; a \
      copied one says nothing. Turn it off where you write every draft yourself.
      """,
    severity: .error,
    stages: RuleStage.beforeEmission,
    options: [minWords.erased],
    examples: [
      .flags(head(nil), saying: "no `why`"),
      .flags(head("▸More reach please."), saying: "3 words, at least 5"),
      .flags(
        head("▸People ask us about fees every week."),
        saying: "submission 4",
        history: History(samePurpose: [4])
      ),
      .passes(head("People ask us about fees every week.")),
      .passes(head("料金について毎週お客様から質問があります。")),
    ]
  )

  private let minWords: Int

  init(options: OptionValues) {
    minWords = options[Self.minWords]
  }

  func needs(of draft: Draft, in context: RuleContext) -> HistoryNeeds {
    var needs = HistoryNeeds()
    needs.samePurpose = draft.frontMatter.why != nil
    return needs
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    guard let why = draft.frontMatter.why else {
      return [
        Observation(
          "there is no `why`: 0 words, at least \(minWords)",
          at: draft.headStart,
          measured: 0,
          limit: minWords,
          help: help
        )
      ]
    }
    var observations: [Observation] = []
    let count = countWords(why.value, upTo: minWords)
    if count < minWords {
      observations.append(
        Observation(
          "the `why` has \(count) \(count == 1 ? "word" : "words"), at least \(minWords)",
          at: why.span,
          measured: count,
          limit: minWords,
          help: help
        )
      )
    }
    if let others = context.history?.samePurpose, !others.isEmpty {
      observations.append(
        Observation(
          "the `why` is that of submission \(named(others))",
          at: why.span,
          cap: .warning,
          help: "say what this draft is for"
        )
      )
    }
    return observations
  }
}

/// A few of the numbers of `submissions`, the newest, for one line.
private func named(_ submissions: [Int]) -> String {
  let last = submissions.suffix(3).map(String.init).joined(separator: ", ")
  return submissions.count > 3 ? "\(last) and others" : last
}

private let help = "add `why:` with a sentence about what readers get from the post"

private func head(_ why: String?) -> String {
  """
  ---
  channel: linkedin
  topics: [news]
  \(why.map { "why: \($0)" } ?? "title: Fees")
  ---
  What do you charge for a first talk?
  """
}
