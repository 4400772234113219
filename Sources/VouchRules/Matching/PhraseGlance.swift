import VouchCore

/// Tells at a glance that none of the patterns of a ``PhraseTable`` stands in a text.
///
/// Two words side by side are told from those that a pattern begins with by their first two letters
/// and their lengths, and the few that look like them by the numbers that stand for all of their
/// letters. A text in which such a pair stands, as few have one, is compared word by word.
struct PhraseGlance: Sendable {
  /// What the words look like that patterns begin with, those that come second, and those that are
  /// a whole pattern, or go on with any word.
  private var firsts = WordShapes()
  private var seconds = WordShapes()
  private var loners = WordShapes()
  /// True where a pattern begins with `and`, for which a sign may stand that looks like no word.
  private var isBlind = false
  /// Two bits for each pair of words that patterns begin with, told by their numbers.
  private var pairs = [UInt64](repeating: 0, count: 512)

  /// Learns a pattern, written as ``PhraseTable`` takes it, but for a `^`.
  mutating func insert(_ elements: [Substring.UTF8View]) {
    guard let first = elements.first else { return }
    firsts.insert(first)
    isBlind = isBlind || Self.keys(of: first).contains(WordSequence.and)
    var keys: [UInt64] = []
    var isOver = true
    for element in elements.dropFirst() {
      guard !element.elementsEqual("…".utf8) else { break }
      isOver = element.last == UInt8(ascii: "?")
      let words = isOver ? element.dropLast() : element
      seconds.insert(words)
      keys += Self.keys(of: words)
      if !isOver { break }
    }
    if isOver {
      loners.insert(first)
      keys = [Self.nothing]
    }
    for first in Self.keys(of: first) {
      for second in keys {
        let (bit, other) = Self.bits(first, second)
        pairs[bit / 64] |= 1 << UInt64(bit % 64)
        pairs[other / 64] |= 1 << UInt64(other % 64)
      }
    }
  }

  private static func keys(of words: Substring.UTF8View) -> [UInt64] {
    words.split(separator: UInt8(ascii: "|")).map { word in
      WordShapes.isNumber(word) ? number : WordSequence.key(Substring(word).unicodeScalars)
    }
  }

  /// Stands for any number, and for the want of a second word.
  private static var number: UInt64 { 1 }
  private static var nothing: UInt64 { 0 }

  private static func bits(_ first: UInt64, _ second: UInt64) -> (Int, Int) {
    let mixed = first &* 3 ^ second
    return (
      Int(truncatingIfNeeded: mixed & 0x7FFF), Int(truncatingIfNeeded: mixed >> 20 & 0x7FFF)
    )
  }

  private func holds(_ first: UInt64, _ second: UInt64) -> Bool {
    let (bit, other) = Self.bits(first, second)
    return pairs[bit / 64] >> UInt64(bit % 64) & pairs[other / 64] >> UInt64(other % 64) & 1 == 1
  }

  // MARK: - Looking

  /// False where no pattern stands in the text.
  func mayFind(in text: [Unicode.Scalar], _ masks: ScalarMasks) -> Bool {
    if isBlind { return true }
    return text.withUnsafeBufferPointer { text in
      var reader = Reader(glance: self, text: text)
      // Where a word began whose end lies in a block behind, and what stood right before the block.
      var (open, before): (Int?, UInt64) = (nil, 0)
      for (index, block) in masks.blocks.enumerated() {
        let base = index &* 64
        let words = block.alphanumerics
        let behind = words << 1 | before
        before = words >> 63
        var (starts, ends) = (words & ~behind, ~words & behind)
        if let first = open {
          guard ends != 0 else { continue }
          if reader.finds(first, base &+ ends.trailingZeroBitCount) { return true }
          ends &= ends &- 1
          open = nil
        }
        while ends != 0 {
          let start = base &+ starts.trailingZeroBitCount
          if reader.finds(start, base &+ ends.trailingZeroBitCount) { return true }
          starts &= starts &- 1
          ends &= ends &- 1
        }
        if starts != 0 { open = base &+ starts.trailingZeroBitCount }
      }
      return open.map { reader.finds($0, text.count) } ?? false
    }
  }

  /// False where no pattern stands in the sentences of the text that hold one of `places`.
  func mayFind(in text: [Unicode.Scalar], near places: [Int]) -> Bool {
    if isBlind { return true }
    return text.withUnsafeBufferPointer { text in
      var end = 0
      for place in places where place + 3 > end {
        let sentence = WordSequence.sentence(around: place, in: text)
        if mayFind(in: text, sentence) { return true }
        end = sentence.upperBound
      }
      return false
    }
  }

  private func mayFind(in text: UnsafeBufferPointer<Unicode.Scalar>, _ range: Range<Int>) -> Bool {
    var reader = Reader(glance: self, text: text)
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      while index < text.count, text[index].isASCIIAlphanumeric { index += 1 }
      if index > start, reader.finds(start, index) { return true }
      index += 1
    }
    return false
  }

  /// Goes from word to word.
  private struct Reader {
    let glance: PhraseGlance
    let text: UnsafeBufferPointer<Unicode.Scalar>
    /// The word before, where a pattern may begin with it.
    private var first: Range<Int>?

    init(glance: PhraseGlance, text: UnsafeBufferPointer<Unicode.Scalar>) {
      (self.glance, self.text) = (glance, text)
    }

    /// True where a pattern may begin at the letters and digits from `start` to `end`, or at the word
    /// before.
    @inline(__always)
    mutating func finds(_ start: Int, _ end: Int) -> Bool {
      guard let first else {
        if glance.firsts.mayContain(start, end, in: text) { return begins(start, end) }
        return false
      }
      // The rest of a word with an apostrophe or the like inside.
      if start < first.upperBound { return false }
      let isNear = start == first.upperBound &+ 1 && text[first.upperBound] == " "
      if !isNear || glance.seconds.mayContain(start, end, in: text), goesOn(first, start, end) {
        return true
      }
      self.first = nil
      return glance.firsts.mayContain(start, end, in: text) && begins(start, end)
    }

    /// Takes the word at `start` for the first of a pattern; true where it is one by itself.
    private mutating func begins(_ start: Int, _ end: Int) -> Bool {
      let word = word(start, end)
      first = word
      return glance.loners.mayContain(start, end, in: text)
        && glance.holds(key(of: word), PhraseGlance.nothing)
    }

    /// True where a pattern may begin with the word `first` and what stands behind it.
    private func goesOn(_ first: Range<Int>, _ start: Int, _ end: Int) -> Bool {
      for index in first.upperBound..<start {
        if WordSequence.endsSentence(at: index, in: text) { return false }
        if text[index] == "&" || text[index] == "+" {
          return glance.holds(key(of: first), WordSequence.and)
        }
      }
      return glance.holds(key(of: first), key(of: word(start, end)))
    }

    private func word(_ start: Int, _ end: Int) -> Range<Int> {
      let isWhole = end == text.count || WordSequence.endsWord(at: end, in: text)
      return start..<(isWhole ? end : WordSequence.endOfWord(from: start, in: text))
    }

    private func key(of word: Range<Int>) -> UInt64 {
      if text[word.lowerBound].isASCIIDigit { return PhraseGlance.number }
      return WordSequence.key(of: word, in: text)
    }
  }
}
