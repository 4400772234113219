import VouchCore

/// Tells at a glance which sentences of a text may hold a pattern of a ``PhraseTable``.
///
/// Each pattern is told by the one of its elements that is rarest in prose: the one of which even
/// the shortest word is long. Few texts hold any of these words, and of those few a sentence or two
/// are compared word by word.
struct PhraseGlance: Sendable {
  /// What the words look like that patterns are told by.
  private var shapes = WordShapes()
  /// A bit for each of them, told by the last digits of the number that stands for its letters.
  private var bits = [UInt64](repeating: 0, count: 64)
  /// The words that patterns are told by, without apostrophes.
  private(set) var tellingWords: [[Unicode.Scalar]] = []
  /// True where a pattern can be told by nothing but numbers, or by `and`, for which a sign may
  /// stand that looks like no word.
  private var isBlind = false

  /// Learns a pattern, written as ``PhraseTable`` takes it, but for a `^`.
  mutating func insert(_ elements: [Substring.UTF8View]) {
    var best: (element: Substring.UTF8View, rarity: Int)?
    for element in elements {
      let rarity = Self.rarity(of: element)
      if rarity > best?.rarity ?? 0 { best = (element, rarity) }
    }
    guard let rarest = best?.element else {
      isBlind = isBlind || !elements.isEmpty
      return
    }
    shapes.insert(rarest)
    for word in rarest.split(separator: UInt8(ascii: "|")) {
      let letters = word.filter { $0 != UInt8(ascii: "'") }.map { Unicode.Scalar($0) }
      tellingWords.append(letters)
      let key = WordSequence.key(letters)
      bits[Int(key >> 6 & 63)] |= 1 << (key & 63)
    }
  }

  /// How long the shortest word of `element` is; 0 where a pattern cannot be told by its words: it
  /// is found without them, or by numbers, or by a sign that stands for `and`.
  private static func rarity(of element: Substring.UTF8View) -> Int {
    var (shortest, length, isAnd) = (Int.max, 0, true)
    for byte in element {
      switch byte {
      case UInt8(ascii: "|"):
        if length == 3, isAnd { return 0 }
        (shortest, length, isAnd) = (min(shortest, length), 0, true)
      case UInt8(ascii: "?"), UInt8(ascii: "#"), 0x80...: return 0
      case UInt8(ascii: "0")...UInt8(ascii: "9") where length == 0: return 0
      default:
        isAnd = isAnd && length < 3 && byte == and[length]
        length += 1
      }
    }
    return length == 3 && isAnd ? 0 : min(shortest, length)
  }

  private static let and = Array("and".utf8)

  // MARK: - Looking

  /// The sentences of `text` that may hold a pattern, in order; none reaches into another one.
  ///
  /// The words that patterns are told by begin at some of `places`.
  func sentences(in text: [Unicode.Scalar], at places: PlaceSet) -> [Range<Int>] {
    if isBlind { return [text.indices] }
    return text.withUnsafeBufferPointer { text in
      var reader = Reader(shapes: shapes, bits: bits, text: text)
      var end = 0
      while let start = places.next(from: end), start < text.count {
        end = start
        while end < text.count, text[end].isASCIIAlphanumeric { end += 1 }
        if end > start { reader.look(from: start, to: end) }
        end = max(end, start + 1)
      }
      return reader.sentences
    }
  }

  /// The sentences of `text` that may hold a pattern and hold one of `places` or stand beside it, in
  /// order.
  ///
  /// With `telling`, only those in which a word is new that patterns are told by: one at, or right
  /// beside, one of `places`.
  func sentences(
    in text: [Unicode.Scalar],
    near places: [Int],
    telling: Bool
  ) -> [Range<Int>] {
    if isBlind { return [text.indices] }
    return text.withUnsafeBufferPointer { text in
      var reader = Reader(shapes: shapes, bits: bits, text: text)
      // A run of words without white space may hold several sentences: what it tells is asked once.
      var (end, asked, tells) = (0, 0, true)
      for place in places where place + 3 > end {
        if telling, place >= asked {
          let run = WordSequence.unspaced(around: place, in: text)
          asked = run.upperBound
          tells = reader.finds(run)
        }
        guard tells else { continue }
        let near = max(place - 2, end)..<max(place + 3, end)
        let sentence = WordSequence.sentence(of: near.clamped(to: 0..<text.count), in: text)
        // What lies before has been looked at.
        let rest = max(sentence.lowerBound, end)..<max(sentence.upperBound, end)
        if reader.finds(rest) { reader.sentences.append(rest) }
        end = rest.upperBound
      }
      return reader.sentences
    }
  }

  /// False where no pattern stands in `text`, which is short: nobody has made masks of it.
  func mayFind(in text: [Unicode.Scalar]) -> Bool {
    if isBlind { return true }
    return text.withUnsafeBufferPointer { text in
      Reader(shapes: shapes, bits: bits, text: text).finds(text.indices)
    }
  }

  /// Goes from word to word.
  private struct Reader {
    let shapes: WordShapes
    let bits: [UInt64]
    let text: UnsafeBufferPointer<Unicode.Scalar>
    /// Where words stand that patterns are told by.
    var sentences: [Range<Int>] = []

    init(shapes: WordShapes, bits: [UInt64], text: UnsafeBufferPointer<Unicode.Scalar>) {
      (self.shapes, self.bits, self.text) = (shapes, bits, text)
    }

    /// Looks at the letters and digits from `start` to `end`.
    @inline(__always)
    mutating func look(from start: Int, to end: Int) {
      if shapes.mayContain(start, end, in: text), isKnown(start, end) { addSentence(at: start) }
    }

    /// True where one of the words stands in `range`, at the ends of which words end.
    func finds(_ range: Range<Int>) -> Bool {
      var index = range.lowerBound
      while index < range.upperBound {
        let start = index
        while index < range.upperBound, text[index].isASCIIAlphanumeric { index += 1 }
        if index > start, shapes.mayContain(start, index, in: text), isKnown(start, index) {
          return true
        }
        index += 1
      }
      return false
    }

    private func isKnown(_ start: Int, _ end: Int) -> Bool {
      let isWhole = end == text.count || WordSequence.endsWord(at: end, in: text)
      let word = start..<(isWhole ? end : WordSequence.endOfWord(from: start, in: text))
      let key = WordSequence.key(of: word, in: text)
      return bits[Int(key >> 6 & 63)] >> (key & 63) & 1 == 1
    }

    private mutating func addSentence(at place: Int) {
      if let last = sentences.last, place < last.upperBound { return }
      sentences.append(WordSequence.sentence(of: place..<place + 1, in: text))
    }
  }
}
