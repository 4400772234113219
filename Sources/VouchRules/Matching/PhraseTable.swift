import VouchCore

/// Turns of speech that give a habit away, looked for word by word in canonical text.
///
/// A pattern is a row of elements with a space between them: `tag a|your friend|friends`. An
/// element is one or more words with `|` between them, `#` among them for any number, or `…` for up
/// to three words of any kind; a `?` at its end makes it optional. A pattern that starts with `^`
/// is only found where a sentence begins; none reaches across the end of one.
struct PhraseTable: Sendable {
  /// A place where a pattern was found.
  struct Hit: Equatable {
    /// The scalars it covers.
    let range: Range<Int>
  }

  private enum Element: Sendable {
    case words([UInt64], number: Bool, isOptional: Bool)
    case gap
  }

  private struct Pattern: Sendable {
    let elements: [Element]
    let isOpening: Bool
  }

  private let patterns: [Pattern]
  private var starts: [UInt64: [Int]] = [:]
  private var numberStarts: [Int] = []
  /// Bits for the last digits of the keys in `starts`: most words begin no pattern.
  private var startBits = [UInt64](repeating: 0, count: 64)
  private let exempting: [UInt64]

  /// A table of `patterns`, each of which begins with words or a number that are not optional.
  ///
  /// Directly behind one of the words `exempting`, in the same sentence, nothing is found, unless
  /// a `why` stands before that: `why not tag a friend` asks for it.
  init(_ patterns: [String], exempting: [String] = []) {
    self.exempting = exempting.map { WordSequence.key($0.unicodeScalars) }
    self.patterns = patterns.map { pattern in
      // By bytes: hundreds of patterns are taken apart when the first draft comes.
      let isOpening = pattern.utf8.first == UInt8(ascii: "^")
      let elements = pattern.utf8.dropFirst(isOpening ? 1 : 0).split(separator: UInt8(ascii: " "))
      return Pattern(elements: elements.map(Self.element), isOpening: isOpening)
    }
    for (index, pattern) in self.patterns.enumerated() {
      guard case .words(let keys, let number, _) = pattern.elements.first else { continue }
      for key in keys {
        starts[key, default: []].append(index)
        startBits[Int(key >> 6 & 63)] |= 1 << (key & 63)
      }
      if number { numberStarts.append(index) }
    }
  }

  /// Where `text` holds any of the patterns; hits do not overlap, and the longest at a place wins.
  func hits(in text: MappedText) -> [Hit] { hits(in: WordSequence(text.scalars).words) }

  private func hits(in words: [WordSequence.Word]) -> [Hit] {
    var hits: [Hit] = []
    var index = 0
    while index < words.count {
      index = nextStart(from: index, in: words)
      guard index < words.count else { break }
      var end = index
      let candidates = starts[words[index].key] ?? (words[index].isNumber ? numberStarts : [])
      for pattern in candidates where !isExempt(index, in: words) {
        if patterns[pattern].isOpening, !words[index].startsSentence { continue }
        end = max(end, match(patterns[pattern].elements, 0, words, index) ?? index)
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

  /// The first word from `start` on that may begin a pattern.
  private func nextStart(from start: Int, in words: [WordSequence.Word]) -> Int {
    words.withUnsafeBufferPointer { words in
      startBits.withUnsafeBufferPointer { bits in
        var index = start
        while index < words.count {
          let key = words[index].key
          if words[index].isNumber || bits[Int(key >> 6 & 63)] >> (key & 63) & 1 == 1 { break }
          index += 1
        }
        return index
      }
    }
  }

  private static let why = WordSequence.key("why".unicodeScalars)

  private func isExempt(_ index: Int, in words: [WordSequence.Word]) -> Bool {
    guard index > 0, !words[index].startsSentence, exempting.contains(words[index - 1].key) else {
      return false
    }
    return index < 2 || words[index - 1].startsSentence || words[index - 2].key != Self.why
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
    case .words(let keys, let number, let isOptional):
      if isThere, keys.contains(words[index].key) || (number && words[index].isNumber),
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

  private static func element(_ text: Substring.UTF8View) -> Element {
    if text.elementsEqual("…".utf8) { return .gap }
    let isOptional = text.last == UInt8(ascii: "?")
    let text = isOptional ? text.dropLast() : text
    var (keys, hasNumber): ([UInt64], Bool) = ([], false)
    for word in text.split(separator: UInt8(ascii: "|")) {
      if word.elementsEqual("#".utf8) {
        hasNumber = true
      } else {
        keys.append(WordSequence.key(Substring(word).unicodeScalars))
      }
    }
    return .words(keys, number: hasNumber, isOptional: isOptional)
  }
}

extension PhraseTable {
  /// Where any of `texts` holds a pattern, each place once, in the order of the file.
  ///
  /// Joined views are looked at too, so that `t a g  a  f r i e n d` is found.
  func spans(in texts: [SpokenText]) -> [SourceSpan] {
    var spans: [SourceSpan] = []
    for text in texts {
      let plain = hits(in: text.words).map { text.text.text.span(of: $0.range) }
      spans += plain
      guard let joined = text.text.joined else { continue }
      var next = 0
      for hit in hits(in: text.joinedWords) {
        let span = joined.span(of: hit.range)
        // Both lists are in the order of the text, so one walk over each is enough.
        while next < plain.count, plain[next].end <= span.start { next += 1 }
        if next == plain.count || plain[next].start >= span.end { spans.append(span) }
      }
    }
    return spans.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }
}
