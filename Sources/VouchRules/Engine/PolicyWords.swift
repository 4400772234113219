import VouchCore

/// The words and patterns of a policy, compiled.
///
/// Plain words become one automaton at once; a pattern is compiled when a text first needs it.
final class PolicyWords: Sendable {
  private let folding: Folding
  private let words: [(owner: WordHits.Owner, words: ForbiddenWords)]
  private let patterns: [PatternEntry]
  /// Finds the words and, with indices behind theirs, the first letters of those that are several.
  private let automaton: WordAutomaton
  /// Finds the entries of several words, between which a mark may stand for a space.
  private let phraseAutomaton: WordAutomaton
  /// True where one of those begins with something else than letters of ASCII.
  private let hasOtherPhrases: Bool

  /// Compiles the words of topics, off-limits entries and phrases.
  init(topics: [PolicyTopic], offLimits: [PolicyTopic], phrases: [PhraseEntry], folding: Folding) {
    self.folding = folding
    var words: [(owner: WordHits.Owner, words: ForbiddenWords)] = []
    for topic in topics {
      words += topic.words.compactMap { ForbiddenWords($0, folding: folding) }
        .map { (.topic(topic.name), $0) }
    }
    for topic in offLimits {
      words += topic.words.compactMap { ForbiddenWords($0, folding: folding) }
        .map { (.offLimits(topic.name), $0) }
    }
    var patterns: [PatternEntry] = []
    for phrase in phrases {
      for text in phrase.never {
        switch ForbiddenEntry(never: text, folding: folding) {
        case .words(let plain): words.append((.phrase(phrase.id), plain))
        case .pattern(let text): patterns.append(PatternEntry(phrase.id, text, folding))
        case nil: break
        }
      }
    }
    self.words = words
    self.patterns = patterns
    let scalars = words.map(\.words.scalars)
    let phrases = scalars.filter { $0.contains(" ") }
    let openings = phrases.map { Array($0.prefix(while: \.isASCIILetter)) }
    hasOtherPhrases = openings.contains(where: \.isEmpty)
    let startsAtWords = words.allSatisfy { $0.words.startsWord }
    automaton = WordAutomaton(scalars + openings, startsAtWords: startsAtWords)
    phraseAutomaton = WordAutomaton(
      scalars.map { $0.contains(" ") ? $0 : [] },
      startsAtWords: startsAtWords
    )
  }

  /// Every place at which `draft` uses the words.
  func hits(in draft: Draft) -> WordHits {
    var hits = WordHits(in: draft)
    guard !words.isEmpty || !patterns.isEmpty else { return hits }
    for text in draft.frontMatterText {
      for match in matches(in: text) { hits.add(match.hit(nil, reading: nil), of: match.owner) }
    }
    for (index, reading) in draft.readings.enumerated() {
      for (position, text) in reading.canonical.enumerated() {
        let surface: Surface = position == 0 ? .published : .attached
        for match in matches(in: text) {
          hits.add(match.hit(surface, reading: index), of: match.owner)
        }
      }
    }
    return hits
  }

  /// The phrases that are found in `text`.
  func phrases(in text: String) -> Set<RuleID> {
    Set(
      matches(in: folding.canonical(text)).compactMap { match in
        if case .phrase(let id) = match.owner { id } else { nil }
      }
    )
  }

  /// The words of phrases that are found in `text`, each with its place.
  func phraseSpans(in text: CanonicalText) -> [(words: String, span: SourceSpan)] {
    matches(in: text).compactMap { match in
      if case .phrase = match.owner { (match.words, match.span) } else { nil }
    }
  }

  /// What was found in one text.
  private struct Match {
    let owner: WordHits.Owner
    let entry: String
    let words: String
    let span: SourceSpan
    var isDisguised = false
    var isExhausted = false

    func hit(_ surface: Surface?, reading: Int?) -> WordHits.Hit {
      WordHits.Hit(
        entry: entry,
        words: words,
        span: span,
        surface: surface,
        isDisguised: isDisguised,
        isExhausted: isExhausted,
        reading: reading
      )
    }
  }

  private func matches(in text: CanonicalText) -> [Match] {
    var matches = matches(in: text.text, text.masks)
    matches.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    guard let joined = text.joined, mayHoldMore(joined, text.changes) else { return matches }
    var plain = SpanSet()
    for match in matches { plain.insert(match.span, for: match.owner, match.entry) }
    for var match in self.matches(in: joined, ScalarMasks(joined.scalars))
    where !plain.overlaps(match.span, for: match.owner, match.entry) {
      match.isDisguised = true
      matches.append(match)
    }
    return matches
  }

  /// False where nothing is found near where `joined` differs from the plain text: all that stands
  /// elsewhere has been found there.
  private func mayHoldMore(_ joined: MappedText, _ changes: [Int]?) -> Bool {
    guard patterns.isEmpty, !hasOtherPhrases, let changes else { return true }
    return changes.contains { automaton.mayFind(in: joined.scalars, near: $0) }
  }

  private func matches(in text: MappedText, _ masks: ScalarMasks) -> [Match] {
    var matches: [Match] = []
    var mayHoldPhrases = hasOtherPhrases
    automaton.scan(text.scalars, masks) { index, range in
      guard index < words.count else {
        mayHoldPhrases = true
        return
      }
      if let match = match(of: index, at: range, in: text.scalars, of: text, { $0 }) {
        matches.append(match)
      }
    }
    if mayHoldPhrases, let joined = OneLine.withoutMarks(text.scalars) {
      matches += phrases(in: joined, of: text, besides: matches)
    }
    if !patterns.isEmpty { matches += patternMatches(in: text) }
    return matches
  }

  /// The entries of several words in `line`, in which spaces stand for marks, that `matches` lack.
  private func phrases(
    in line: OneLine,
    of text: MappedText,
    besides matches: [Match]
  ) -> [Match] {
    var plain = SpanSet()
    for match in matches { plain.insert(match.span, for: match.owner, match.entry) }
    var others: [Match] = []
    phraseAutomaton.scan(line.scalars, ScalarMasks(line.scalars)) { index, range in
      guard let match = match(of: index, at: range, in: line.scalars, of: text, line.original),
        !plain.overlaps(match.span, for: match.owner, match.entry)
      else { return }
      others.append(match)
    }
    return others
  }

  /// The match of the words at `index` in `scalars`, of which `original` tells the places in `text`;
  /// nil where they are only part of longer words.
  private func match(
    of index: Int,
    at range: Range<Int>,
    in scalars: [Unicode.Scalar],
    of text: MappedText,
    _ original: (Range<Int>) -> Range<Int>
  ) -> Match? {
    let (owner, words) = self.words[index]
    guard let range = words.wholeWords(range, in: scalars) else { return nil }
    return Match(
      owner: owner,
      entry: words.written,
      words: String(String.UnicodeScalarView(OneLine(Array(scalars[range])).scalars)),
      span: text.span(of: original(range))
    )
  }

  private func patternMatches(in text: MappedText) -> [Match] {
    let line = OneLine(text.scalars)
    return patterns.flatMap { pattern in
      let found = pattern.search(line.scalars)
      var matches = found.ranges.map { range in
        Match(
          owner: .phrase(pattern.phrase),
          entry: pattern.text,
          words: String(String.UnicodeScalarView(line.scalars[range])),
          span: text.span(of: line.original(range))
        )
      }
      if found.isExhausted {
        matches.append(
          Match(
            owner: .phrase(pattern.phrase),
            entry: pattern.text,
            words: "",
            span: text.span(of: 0..<0),
            isExhausted: true
          )
        )
      }
      return matches
    }
  }
}

/// A pattern of a phrase, compiled when it is first searched for.
private struct PatternEntry: Sendable {
  let phrase: RuleID
  let text: String
  private let compiled: Once<Pattern?>

  init(_ phrase: RuleID, _ text: String, _ folding: Folding) {
    self.phrase = phrase
    self.text = text
    // The loader has compiled it once already, so that a flaw cannot come up here.
    compiled = Once { try? Pattern(Pattern.folded(text, folding)) }
  }

  func search(_ scalars: [Unicode.Scalar]) -> Pattern.Found {
    compiled.value?.search(scalars) ?? Pattern.Found(isExhausted: true)
  }
}

/// The places at which each entry was found, to tell what a second look adds.
private struct SpanSet {
  private struct Key: Hashable {
    let owner: WordHits.Owner
    let entry: String
  }

  private var spans: [Key: [SourceSpan]] = [:]

  mutating func insert(_ span: SourceSpan, for owner: WordHits.Owner, _ entry: String) {
    spans[Key(owner: owner, entry: entry), default: []].append(span)
  }

  /// True where one of the spans, which rise as texts do, overlaps `span`.
  func overlaps(_ span: SourceSpan, for owner: WordHits.Owner, _ entry: String) -> Bool {
    guard let spans = spans[Key(owner: owner, entry: entry)] else { return false }
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].end <= span.start { low = middle + 1 } else { high = middle }
    }
    return low < spans.count && (spans[low].start < span.end || spans[low] == span)
  }
}
