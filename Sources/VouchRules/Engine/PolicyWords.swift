import VouchCore

/// The words and patterns of a policy, compiled.
///
/// Plain words become one automaton at once; a pattern is compiled when a text first needs it.
struct PolicyWords: Sendable {
  private let folding: Folding
  private var words: [(owner: WordHits.Owner, words: ForbiddenWords)] = []
  private var patterns: [PatternEntry] = []
  private let automaton: WordAutomaton
  /// The same for the entries of several words, between which a mark may stand for a space.
  private let phraseAutomaton: WordAutomaton
  /// The letters that those begin with: where none of them stands, none of the entries does.
  private let phraseOpenings: WordAutomaton

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
    let scalars = words.map(\.words.scalars)
    automaton = WordAutomaton(scalars)
    let phrases = scalars.filter { $0.contains(" ") }
    phraseAutomaton = WordAutomaton(scalars.map { $0.contains(" ") ? $0 : [] })
    phraseOpenings = WordAutomaton(phrases.map { Array($0.prefix(while: \.isASCIILetter)) })
    hasOtherPhrases = phrases.contains { !($0.first?.isASCIILetter ?? true) }
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
    var matches = matches(in: text.text).sorted {
      ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end)
    }
    guard let joined = text.joined else { return matches }
    var plain = SpanSet()
    for match in matches { plain.insert(match.span, for: match.owner, match.entry) }
    for var match in self.matches(in: joined)
    where !plain.overlaps(match.span, for: match.owner, match.entry) {
      match.isDisguised = true
      matches.append(match)
    }
    return matches
  }

  private func matches(in text: MappedText) -> [Match] {
    let line = OneLine(text.scalars)
    var matches = matches(of: automaton, in: line, of: text)
    if !phraseAutomaton.isEmpty, hasOtherPhrases || phraseOpenings.isFound(in: line.scalars),
      let joined = OneLine.withoutMarks(text.scalars)
    {
      var plain = SpanSet()
      for match in matches { plain.insert(match.span, for: match.owner, match.entry) }
      matches += self.matches(of: phraseAutomaton, in: joined, of: text).filter {
        !plain.overlaps($0.span, for: $0.owner, $0.entry)
      }
    }
    for pattern in patterns {
      let found = pattern.search(line.scalars)
      for range in found.ranges {
        matches.append(
          Match(
            owner: .phrase(pattern.phrase),
            entry: pattern.text,
            words: String(String.UnicodeScalarView(line.scalars[range])),
            span: text.span(of: line.original(range))
          )
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
    }
    return matches
  }

  private func matches(
    of automaton: WordAutomaton,
    in line: OneLine,
    of text: MappedText
  ) -> [Match] {
    var matches: [Match] = []
    automaton.scan(line.scalars) { index, range in
      let (owner, words) = self.words[index]
      guard let range = words.wholeWords(range, in: line.scalars) else { return }
      matches.append(
        Match(
          owner: owner,
          entry: words.written,
          words: String(String.UnicodeScalarView(line.scalars[range])),
          span: text.span(of: line.original(range))
        )
      )
    }
    return matches
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
