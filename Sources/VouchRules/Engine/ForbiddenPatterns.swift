import VouchCore

/// The patterns of a policy's phrases, of which a text is only searched for those it may hold.
///
/// A long list of patterns costs a text little more than one pass: few of them find the text they
/// cannot do without, and no other is searched for, or even compiled.
struct ForbiddenPatterns: Sendable {
  private let patterns: [Entry]
  /// Finds the literals of all patterns, and `owners` says whose each of them is.
  private let literals: WordAutomaton
  private let owners: [Int]
  /// The patterns of which no literal is known.
  private let others: [Int]

  /// The patterns among the entries of `phrases`.
  init(_ phrases: [PhraseEntry]) {
    var patterns: [Entry] = []
    var (words, owners, others): ([[Unicode.Scalar]], [Int], [Int]) = ([], [], [])
    for phrase in phrases {
      for case .pattern(let written, let folded) in phrase.entries {
        if let required = PatternLiterals.required(by: folded) {
          owners += required.map { _ in patterns.count }
          words += required
        } else {
          others.append(patterns.count)
        }
        patterns.append(Entry(phrase: phrase.id, text: written, folded: folded))
      }
    }
    self.patterns = patterns
    self.owners = owners
    self.others = others
    literals = WordAutomaton(words)
  }

  var isEmpty: Bool { patterns.isEmpty }

  /// What is found in `text`, pattern by pattern.
  func matches(in text: MappedText, _ masks: ScalarMasks) -> [PolicyWords.Match] {
    let wanted = candidates(in: text.scalars, masks)
    if wanted.isEmpty { return [] }
    let line = OneLine(text.scalars)
    return wanted.flatMap { index in
      matches(of: patterns[index], patterns[index].search(line.scalars), in: line, of: text)
    }
  }

  /// True where a pattern of `phrase` is found in `text`, which is short and looked at once.
  func hold(_ phrase: RuleID, _ text: MappedText, _ masks: ScalarMasks) -> Bool {
    let wanted = candidates(in: text.scalars, masks).filter { patterns[$0].phrase == phrase }
    if wanted.isEmpty { return false }
    let line = OneLine(text.scalars)
    return wanted.contains { index in
      let found = patterns[index].searchOnce(line.scalars)
      return found.isExhausted || !found.ranges.isEmpty
    }
  }

  /// The indices of the patterns that `text` may hold, in order.
  private func candidates(in text: [Unicode.Scalar], _ masks: ScalarMasks) -> [Int] {
    if patterns.isEmpty { return [] }
    var found = Set<Int>()
    literals.scan(text, masks) { word, _ in found.insert(owners[word]) }
    return found.isEmpty ? others : found.union(others).sorted()
  }

  private func matches(
    of pattern: Entry,
    _ found: Pattern.Found,
    in line: OneLine,
    of text: MappedText
  ) -> [PolicyWords.Match] {
    var matches = found.ranges.map { range in
      PolicyWords.Match(
        owner: .phrase(pattern.phrase),
        entry: pattern.text,
        words: String(scalars: line.scalars[range]),
        span: text.span(of: line.original(range))
      )
    }
    if found.isExhausted {
      matches.append(
        PolicyWords.Match(
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

  /// A pattern of a phrase, compiled when it is first searched for.
  private final class Entry: Sendable {
    let phrase: RuleID
    let text: String
    private let folded: String
    private let compiled = Once<Pattern?>()

    init(phrase: RuleID, text: String, folded: String) {
      (self.phrase, self.text, self.folded) = (phrase, text, folded)
    }

    func search(_ scalars: [Unicode.Scalar]) -> Pattern.Found {
      compiled.value { Pattern(sound: folded) }?.search(scalars)
        ?? Pattern.Found(isExhausted: true)
    }

    /// The same without machine code, which takes longer to make than a short text takes to read.
    ///
    /// It counts more steps than that, so that only what it gives up is left open.
    func searchOnce(_ scalars: [Unicode.Scalar]) -> Pattern.Found {
      guard let quick = Pattern(sound: folded, isForOneSearch: true)?.search(scalars),
        !quick.isExhausted
      else { return search(scalars) }
      return quick
    }
  }
}
