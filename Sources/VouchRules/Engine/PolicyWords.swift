import VouchCore

/// The words and patterns of a policy, compiled.
///
/// Plain words become one automaton at once; a pattern is compiled when a text first needs it.
final class PolicyWords: Sendable {
  private let folding: Folding
  private let words: [(owner: WordHits.Owner, words: ForbiddenWords)]
  private let patterns: ForbiddenPatterns
  /// Finds the words and, with indices behind theirs, the first letters of those that are several.
  private let automaton: WordAutomaton
  /// Finds the entries of several words, between which a mark may stand for a space.
  private let madePhrases = Once<WordAutomaton>()
  /// True where one of those begins with something else than letters of ASCII.
  private let hasOtherPhrases: Bool

  /// Words with one of which everything begins that the automaton finds; none of them is needed where
  /// it finds words inside of others.
  let beginnings: [[Unicode.Scalar]]
  private let startsAtWords: Bool

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
      for case .words(let plain) in phrase.entries { words.append((.phrase(phrase.id), plain)) }
    }
    self.words = words
    patterns = ForbiddenPatterns(phrases)
    let scalars = words.map(\.words.scalars)
    let openings = scalars.filter { $0.contains(" ") }
      .map { Array($0.prefix(while: \.isASCIILetter)) }
    hasOtherPhrases = openings.contains(where: \.isEmpty)
    let startsAtWords = words.allSatisfy { $0.words.startsWord }
    self.startsAtWords = startsAtWords
    beginnings = startsAtWords ? scalars + openings : []
    automaton = WordAutomaton(scalars + openings, startsAtWords: startsAtWords)
  }

  private var phraseAutomaton: WordAutomaton {
    madePhrases.value {
      let several = words.map { $0.words.scalars.contains(" ") ? $0.words.scalars : [] }
      return WordAutomaton(several, startsAtWords: startsAtWords)
    }
  }

  /// Every place at which `draft` uses the words, which begin at `suspects` alone.
  func hits(in draft: Draft, _ suspects: Suspects = Suspects()) -> WordHits {
    var hits = WordHits(in: draft)
    guard !isEmpty else { return hits }
    for text in draft.frontMatterText {
      for match in matches(in: text, suspects) {
        hits.add(match.hit(nil, reading: nil), of: match.owner)
      }
    }
    for (index, reading) in draft.readings.enumerated() {
      for (position, text) in reading.canonical.enumerated() {
        let surface: Surface = position == 0 ? .published : .attached
        for match in matches(in: text, suspects) {
          hits.add(match.hit(surface, reading: index), of: match.owner)
        }
      }
    }
    return hits
  }

  private var isEmpty: Bool { words.isEmpty && patterns.isEmpty }

  /// True where `phrase` is found in `text`, an example of it.
  func hold(_ phrase: RuleID, in text: String) -> Bool {
    let text = folding.canonical(text)
    return ([text.text] + [text.joined?.text].compactMap(\.self)).contains { view in
      let masks = ScalarMasks(view.scalars)
      return words(in: view, masks).matches.contains { $0.owner == .phrase(phrase) }
        || patterns.hold(phrase, view, masks)
    }
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
  func phraseSpans(
    in text: CanonicalText,
    _ suspects: Suspects = Suspects()
  ) -> [(words: String, span: SourceSpan)] {
    matches(in: text, suspects).compactMap { match in
      if case .phrase = match.owner { (match.words, match.span) } else { nil }
    }
  }

  /// What was found in one text.
  struct Match {
    let owner: WordHits.Owner
    let entry: String
    let words: String
    let span: SourceSpan
    var isDisguised = false
    var isExhausted = false

    fileprivate func hit(_ surface: Surface?, reading: Int?) -> WordHits.Hit {
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

  private func matches(in text: CanonicalText, _ suspects: Suspects = Suspects()) -> [Match] {
    // They know of words alone, and only where those begin.
    let areSuspect = startsAtWords && !hasOtherPhrases && patterns.isEmpty
    if areSuspect, !suspects.mayName(text) { return [] }
    let places = startsAtWords ? suspects[text] : nil
    var (matches, isSuspect) = words(in: text.text, text.masks, places)
    if !patterns.isEmpty { matches += patterns.matches(in: text.text, text.masks) }
    if matches.count > 1 {
      matches.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    }
    guard isSuspect || !areSuspect || suspects.mayNameMore(text), let joined = text.joined else {
      return matches
    }
    matches += disguised(in: joined.text, joined.changes, besides: matches, isSuspect)
    return matches
  }

  /// What is found in `joined` and not in the plain text, in which `matches` were found.
  private func disguised(
    in joined: MappedText,
    _ changes: [Int]?,
    besides matches: [Match],
    _ isSuspect: Bool
  ) -> [Match] {
    let mayHoldWords = mayHoldWords(joined, changes, isSuspect)
    guard mayHoldWords || !patterns.isEmpty else { return [] }
    let masks = ScalarMasks(joined.scalars)
    let found = mayHoldWords ? words(in: joined, masks).matches : []
    var plain = SpanSet()
    for match in matches { plain.insert(match.span, for: match.owner, match.entry) }
    return (found + patterns.matches(in: joined, masks)).compactMap { match in
      guard !plain.overlaps(match.span, for: match.owner, match.entry) else { return nil }
      var match = match
      match.isDisguised = true
      return match
    }
  }

  /// False where no words are found near where `joined` differs from the plain text: all that
  /// stand elsewhere have been found there.
  ///
  /// Where nothing at all was found in the plain text, not even the first letters of several words,
  /// what is new is a single word, or those letters.
  private func mayHoldWords(_ joined: MappedText, _ changes: [Int]?, _ isSuspect: Bool) -> Bool {
    guard !hasOtherPhrases, let changes else { return true }
    return automaton.mayFind(in: joined.scalars, near: changes, unspaced: !isSuspect)
  }

  /// The words in `text`; it is suspect where any were found, be it as a part of longer ones, or the
  /// first letters of several.
  private func words(
    in text: MappedText,
    _ masks: ScalarMasks,
    _ places: PlaceSet? = nil
  ) -> (matches: [Match], isSuspect: Bool) {
    var matches: [Match] = []
    var (isSuspect, mayHoldPhrases) = (false, hasOtherPhrases)
    automaton.scan(text.scalars, masks, at: places) { index, range in
      isSuspect = true
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
    return (matches, isSuspect)
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
      words: String(scalars: OneLine(Array(scalars[range])).scalars[...]),
      span: text.span(of: original(range))
    )
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
