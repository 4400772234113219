import VouchCore

/// Turns of speech that give a habit away, looked for word by word in canonical text.
///
/// A pattern is a row of elements with a space between them: `tag a|your friend|friends`. An
/// element is one or more words with `|` between them, `#` for a number, or `…` for up to three
/// words of any kind; a `?` at its end makes it optional. Patterns do not reach across the end of
/// a sentence.
struct PhraseTable: Sendable {
  /// A place where a pattern was found.
  struct Hit: Equatable {
    /// The scalars it covers.
    let range: Range<Int>
  }

  private enum Element: Sendable {
    case words(Set<UInt64>, isOptional: Bool)
    case number(isOptional: Bool)
    case gap
  }

  private let patterns: [[Element]]
  private var starts: [UInt64: [Int]] = [:]
  private var numberStarts: [Int] = []

  /// A table of `patterns`, each of which begins with words or a number that are not optional.
  init(_ patterns: [String]) {
    self.patterns = patterns.map { pattern in pattern.split(separator: " ").map(Self.element) }
    for (index, pattern) in self.patterns.enumerated() {
      switch pattern.first {
      case .words(let keys, _): for key in keys { starts[key, default: []].append(index) }
      case .number: numberStarts.append(index)
      case .gap, .none: break
      }
    }
  }

  /// Where `text` holds any of the patterns; hits do not overlap, and the longest at a place wins.
  func hits(in text: MappedText) -> [Hit] { hits(in: WordSequence(text.scalars).words) }

  private func hits(in words: [WordSequence.Word]) -> [Hit] {
    var hits: [Hit] = []
    var index = 0
    while index < words.count {
      var end = index
      for pattern in starts[words[index].key] ?? [] {
        end = max(end, match(patterns[pattern], 0, words, index) ?? index)
      }
      if words[index].isNumber {
        for pattern in numberStarts {
          end = max(end, match(patterns[pattern], 0, words, index) ?? index)
        }
      }
      if end > index {
        hits.append(Hit(range: words[index].range.lowerBound..<words[end - 1].range.upperBound))
        index = end
      } else {
        index += 1
      }
    }
    return hits
  }

  /// The index behind the words that `elements` from `element` on take, starting at `index`.
  ///
  /// Patterns are short and a gap is at most three words, so that trying all ways stays cheap.
  private func match(
    _ elements: [Element],
    _ element: Int,
    _ words: [WordSequence.Word],
    _ index: Int
  ) -> Int? {
    guard element < elements.count else { return index }
    let isThere = index < words.count && (element == 0 || !words[index].startsSentence)
    switch elements[element] {
    case .words(let keys, let isOptional):
      if isThere, keys.contains(words[index].key),
        let end = match(elements, element + 1, words, index + 1)
      {
        return end
      }
      return isOptional ? match(elements, element + 1, words, index) : nil
    case .number(let isOptional):
      if isThere, words[index].isNumber,
        let end = match(elements, element + 1, words, index + 1)
      {
        return end
      }
      return isOptional ? match(elements, element + 1, words, index) : nil
    case .gap:
      for skipped in 0...3 {
        if let end = match(elements, element + 1, words, index + skipped) { return end }
        guard index + skipped < words.count, !words[index + skipped].startsSentence else { break }
      }
      return nil
    }
  }

  private static func element(_ text: Substring) -> Element {
    if text == "…" { return .gap }
    let isOptional = text.last == "?"
    let text = isOptional ? text.dropLast() : text
    if text == "#" { return .number(isOptional: isOptional) }
    let keys = text.split(separator: "|").map { WordSequence.key($0.unicodeScalars) }
    return .words(Set(keys), isOptional: isOptional)
  }
}

extension PhraseTable {
  /// Where any of `texts` holds a pattern, each place once, in the order of the file.
  ///
  /// Joined views are looked at too, so that `t a g  a  f r i e n d` is found.
  func spans(in texts: [CanonicalText]) -> [SourceSpan] {
    var spans: [SourceSpan] = []
    for text in texts {
      let plain = hits(in: text.text).map { text.text.span(of: $0.range) }
      spans += plain
      guard let joined = text.joined else { continue }
      var next = 0
      for hit in hits(in: joined) {
        let span = joined.span(of: hit.range)
        // Both lists are in the order of the text, so one walk over each is enough.
        while next < plain.count, plain[next].end <= span.start { next += 1 }
        if next == plain.count || plain[next].start >= span.end { spans.append(span) }
      }
    }
    return spans.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }
}
