import VouchCore

/// Flags capitals and heaps of exclamation marks.
///
/// Shouting is read as spam by people and filters alike. Acronyms, code, links and tags do not
/// count, and scripts without capitals cannot shout that way. Turn it off for a brand whose voice
/// it is.
struct Shouting: Rule {
  static let exclamations = RuleOption.integer(
    "exclamations",
    default: 3,
    in: 0...100,
    stricter: .lower,
    "the most exclamation marks in one post"
  )

  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "shouting",
    summary: "Do not shout",
    rationale: """
      Rows of capitals and heaps of exclamation marks are read as spam by people and filters \
      alike. Acronyms, code, links and tags do not count. Turn it off for a brand whose voice it is.
      """,
    severity: .warning,
    options: [exclamations.erased],
    examples: [
      .flags("▸LAST CHANCE TODAY FOLKS, PLEASE HURRY along to our shop.", saying: "capitals"),
      .flags("We are open again▸!!!", saying: "3 exclamation marks in a row"),
      .flags("Hello! Welcome! Come in! Sit down▸!", saying: "4 exclamation marks, at most 3"),
      .passes("We speak HTTP, JSON, YAML, HTML, TOML and REST."),
      .passes("NASA and ESA talk about the JWST today. A GREAT talk!"),
      .passes("Hurrah! We are open again!"),
      .passes("今日は開店日です！"),
    ]
  )

  private let exclamations: Int

  init(options: OptionValues) {
    exclamations = options[Self.exclamations]
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    context.inReadings { reading -> [Observation] in
      let text = reading.published
      let mayShout = CapitalMeasure.mayFindLoud(text.scalars, reading.masks)
      let mayExclaim = Self.exclamations(in: text.scalars, reading.masks) > min(2, exclamations)
      guard mayShout || mayExclaim else { return [] }
      let quiet = reading.quietScalars
      let isLoud =
        mayShout && CapitalMeasure.mayFindLoud(text.scalars, reading.masks, except: quiet)
      guard isLoud || mayExclaim else { return [] }
      return reading.segments.flatMap { segment in
        (isLoud ? capitals(of: text, in: segment.range, quiet) : [])
          + (mayExclaim ? marks(of: text, in: segment.range, quiet) : [])
      }
    }
  }

  /// How many exclamation marks there are, wherever they stand.
  private static func exclamations(in text: [Unicode.Scalar], _ masks: ScalarMasks) -> Int {
    var count = 0
    masks.forEachPlace(\.unusual) { count += exclamationMarks(in: text[$0]) }
    return count
  }

  private func capitals(
    of text: MappedText,
    in range: Range<Int>,
    _ quiet: [Bool]
  ) -> [Observation] {
    var measure = CapitalMeasure()
    measure.read(text.scalars, in: range, except: quiet)
    guard let loud = measure.loudest else { return [] }
    return [
      Observation(
        "capitals: \(measure.shouted) of \(measure.letters) letters",
        at: text.span(of: loud),
        surface: .published,
        measured: measure.shouted,
        limit: measure.letters / 2,
        help: "write it in lower case; use **bold** where weight is meant"
      )
    ]
  }

  private func marks(of text: MappedText, in range: Range<Int>, _ quiet: [Bool]) -> [Observation] {
    var (count, run, start) = (0, 0, range.lowerBound)
    var beyond: Int?
    var row: (range: Range<Int>, count: Int)?
    // A variation selector turns a mark into an emoji, not into something else.
    for index in range where !quiet[index] && text.scalars[index] != "\u{FE0F}" {
      let weight = exclamationMarks(in: text.scalars[index])
      if weight == 0 {
        run = 0
        continue
      }
      if run == 0 { start = index }
      run += weight
      count += weight
      if run >= 3, row.map({ $0.range.lowerBound == start }) ?? true {
        row = (start..<index + 1, run)
      }
      if count > exclamations, beyond == nil { beyond = index }
    }
    if let row {
      return [
        Observation(
          "\(row.count) exclamation marks in a row, at most 2",
          at: text.span(of: row.range),
          surface: .published,
          measured: row.count,
          limit: 2,
          help: "one will do"
        )
      ]
    }
    guard let beyond else { return [] }
    return [
      Observation(
        "\(count) exclamation marks, at most \(exclamations)",
        at: text.span(of: beyond..<beyond + 1),
        surface: .published,
        measured: count,
        limit: exclamations,
        help: "end most of these sentences with a full stop"
      )
    ]
  }
}

private func exclamationMarks(in scalar: Unicode.Scalar) -> Int {
  switch scalar {
  case "!", "\u{FF01}", "\u{FE57}", "\u{203D}", "\u{2757}", "\u{2755}": 1
  case "\u{203C}": 2
  default: 0
  }
}

extension Reading {
  /// For each scalar of published text, whether it stands in code, a link or a tag.
  fileprivate var quietScalars: [Bool] {
    let code = regions.filter { $0.kind == .codeSpan || $0.kind == .codeBlock }.map(\.range)
    let tokens = (mentions + hashtags + cashtags).filter { $0.surface == .published }.map(\.range)
    return marks(code + tokens + links.compactMap(\.range), upTo: published.count)
  }
}
