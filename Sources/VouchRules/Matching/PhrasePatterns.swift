import VouchCore

/// The patterns of a ``PhraseTable``, ready to be compared with the words of a text.
struct PhrasePatterns: Sendable {
  /// One step of a pattern: one of some words, a number, or a gap.
  private struct Element: Sendable {
    /// The words, as places in `keys`.
    var words = 0..<0
    var takesNumber = false
    var isOptional = false
    var isGap = false
  }

  private struct Pattern: Sendable {
    /// Its steps, as places in `elements`.
    let elements: Range<Int>
    let isOpening: Bool
  }

  private var patterns: [Pattern] = []
  private var elements: [Element] = []
  private var keys: [UInt64] = []
  /// The words that patterns begin with, sorted, and for each of them those patterns.
  private var startKeys: [UInt64] = []
  private var starts: [[Int]] = []
  private var numberStarts: [Int] = []
  /// The same, to pass over all others: most words begin no pattern.
  private var startBits = WordBits()
  private let exempting: [UInt64]

  /// `patterns`, each of which begins with words or a number that are not optional; nothing is found
  /// directly behind one of the words `exempting`.
  init(_ patterns: [String], exempting: [String]) {
    self.exempting = exempting.map { WordSequence.key($0.unicodeScalars) }
    var starts: [UInt64: [Int]] = [:]
    for (index, pattern) in patterns.enumerated() {
      let first = elements.count
      for step in Self.steps(of: pattern) { add(step) }
      let isOpening = pattern.utf8.first == UInt8(ascii: "^")
      self.patterns.append(Pattern(elements: first..<elements.count, isOpening: isOpening))
      guard first < elements.count else { continue }
      for key in keys[elements[first].words] { starts[key, default: []].append(index) }
      if elements[first].takesNumber { numberStarts.append(index) }
    }
    startKeys = starts.keys.sorted()
    self.starts = startKeys.map { starts[$0] ?? [] }
    for key in startKeys { startBits.insert(key) }
  }

  /// The steps of `pattern` as they are written.
  static func steps(of pattern: String) -> [Substring.UTF8View] {
    // By bytes: hundreds of patterns are taken apart when the first draft comes.
    let isOpening = pattern.utf8.first == UInt8(ascii: "^")
    return pattern.utf8.dropFirst(isOpening ? 1 : 0).split(separator: UInt8(ascii: " "))
  }

  private mutating func add(_ text: Substring.UTF8View) {
    var element = Element()
    if text.elementsEqual("…".utf8) {
      element.isGap = true
    } else {
      element.isOptional = text.last == UInt8(ascii: "?")
      let first = keys.count
      let words = element.isOptional ? text.dropLast() : text
      for word in words.split(separator: UInt8(ascii: "|")) {
        if word.elementsEqual("#".utf8) {
          element.takesNumber = true
        } else {
          keys.append(WordSequence.key(Substring(word).unicodeScalars))
        }
      }
      element.words = first..<keys.count
    }
    elements.append(element)
  }

  /// The scalars at which `words` hold any of the patterns; they do not overlap, and the longest at
  /// a place wins.
  func hits(in words: [WordSequence.Word]) -> [Range<Int>] {
    var hits: [Range<Int>] = []
    var index = 0
    while index < words.count {
      index = nextStart(from: index, in: words)
      guard index < words.count else { break }
      var end = index
      for pattern in candidates(for: words[index]) where !isExempt(index, in: words) {
        if patterns[pattern].isOpening, !words[index].startsSentence { continue }
        end = max(end, match(patterns[pattern].elements, words, index) ?? index)
      }
      if end > index {
        hits.append(words[index].range.lowerBound..<words[end - 1].range.upperBound)
        index = end
      } else {
        index += 1
      }
    }
    return hits
  }

  /// The patterns that begin with `word`.
  private func candidates(for word: WordSequence.Word) -> [Int] {
    var (low, high) = (0, startKeys.count)
    while low < high {
      let middle = (low + high) / 2
      if startKeys[middle] < word.key { low = middle + 1 } else { high = middle }
    }
    if low < startKeys.count, startKeys[low] == word.key { return starts[low] }
    return word.isNumber ? numberStarts : []
  }

  /// The first word from `start` on that may begin a pattern.
  private func nextStart(from start: Int, in words: [WordSequence.Word]) -> Int {
    words.withUnsafeBufferPointer { words in
      var index = start
      while index < words.count {
        if words[index].isNumber || startBits.mayHold(words[index].key) { break }
        index += 1
      }
      return index
    }
  }

  private static let why = WordSequence.key("why".unicodeScalars)

  private func isExempt(_ index: Int, in words: [WordSequence.Word]) -> Bool {
    guard index > 0, !words[index].startsSentence, exempting.contains(words[index - 1].key) else {
      return false
    }
    return index < 2 || words[index - 1].startsSentence || words[index - 2].key != Self.why
  }

  /// The index behind the words that the elements in `rest` take, starting at `index`.
  ///
  /// Patterns are short and a gap is at most three words, so that trying all ways stays cheap.
  private func match(
    _ rest: Range<Int>,
    _ words: [WordSequence.Word],
    _ index: Int,
    isFirst: Bool = true
  ) -> Int? {
    guard let first = rest.first else { return index }
    let element = elements[first]
    let rest = first + 1..<rest.upperBound
    if element.isGap {
      for skipped in 0...3 {
        if let end = match(rest, words, index + skipped, isFirst: false) { return end }
        guard index + skipped < words.count, !words[index + skipped].startsSentence else { break }
      }
      return nil
    }
    if index < words.count, isFirst || !words[index].startsSentence,
      keys[element.words].contains(words[index].key)
        || (element.takesNumber && words[index].isNumber),
      let end = match(rest, words, index + 1, isFirst: false)
    {
      return end
    }
    return element.isOptional ? match(rest, words, index, isFirst: false) : nil
  }
}
