import VouchCore

/// Tells at a glance which sentences of a text may hold a pattern of a ``PhraseTable``.
///
/// Each pattern is told by the one of its elements that is rarest in prose: the one of which even
/// the shortest word is long, and none is common. Few texts hold any of these words, and of those
/// few a sentence or two are compared word by word.
struct PhraseGlance: Sendable {
  /// What the words look like that patterns are told by.
  private var shapes = WordShapes()
  private var bits = WordBits()
  /// The words that patterns are told by, without apostrophes.
  private(set) var tellingWords: [[Unicode.Scalar]] = []
  /// True where a pattern can be told by nothing but numbers, or by `and`, for which a sign may
  /// stand that looks like no word.
  private(set) var isBlind = false

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
      bits.insert(WordSequence.key(letters))
    }
  }

  /// How long the shortest word of `element` is; 0 where a pattern cannot be told by its words: it
  /// is found without them, or by numbers, or by a sign that stands for `and`.
  private static func rarity(of element: Substring.UTF8View) -> Int {
    var (rarest, length, key) = (Int.max, 0, WordSequence.emptyKey)
    for byte in element {
      switch byte {
      case UInt8(ascii: "|"):
        rarest = min(rarest, rarity(ofWord: key, length))
        (length, key) = (0, WordSequence.emptyKey)
      case UInt8(ascii: "?"), UInt8(ascii: "#"), 0x80...: return 0
      case UInt8(ascii: "0")...UInt8(ascii: "9") where length == 0: return 0
      default:
        length += 1
        key = WordSequence.key(key, Unicode.Scalar(byte))
      }
    }
    return min(rarest, rarity(ofWord: key, length))
  }

  /// The length of a word, but that of a single letter where prose of any kind is full of it.
  private static func rarity(ofWord key: UInt64, _ length: Int) -> Int {
    if key == WordSequence.and { return 0 }
    return common.contains(key) ? 1 : length
  }

  /// Common words of patterns.
  private static let common = [
    "anyone", "many", "people", "somebody", "someone", "that", "this", "those", "with", "your",
  ].map { WordSequence.key($0.unicodeScalars) }

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
  func mayFind(in text: UnsafeBufferPointer<Unicode.Scalar>) -> Bool {
    isBlind || Reader(shapes: shapes, bits: bits, text: text).finds(text.indices)
  }

  /// Goes from word to word.
  private struct Reader {
    let shapes: WordShapes
    let bits: WordBits
    let text: UnsafeBufferPointer<Unicode.Scalar>
    /// Where words stand that patterns are told by.
    var sentences: [Range<Int>] = []

    init(shapes: WordShapes, bits: WordBits, text: UnsafeBufferPointer<Unicode.Scalar>) {
      (self.shapes, self.bits, self.text) = (shapes, bits, text)
    }

    /// Looks at the letters and digits from `start` to `end`.
    @inline(__always)
    mutating func look(from start: Int, to end: Int) {
      if mayContain(start, end) { addSentence(at: start) }
    }

    /// True where one of the words stands in `range`, at the ends of which words end.
    func finds(_ range: Range<Int>) -> Bool {
      var index = range.lowerBound
      while index < range.upperBound {
        let start = index
        while index < range.upperBound, text[index].isASCIIAlphanumeric { index += 1 }
        if index > start, mayContain(start, index) { return true }
        index += 1
      }
      return false
    }

    @inline(__always)
    private func mayContain(_ start: Int, _ end: Int) -> Bool {
      shapes.mayContain(start, end, in: text) && bits.mayContain(start, end, in: text)
    }

    private mutating func addSentence(at place: Int) {
      if let last = sentences.last, place < last.upperBound { return }
      sentences.append(WordSequence.sentence(of: place..<place + 1, in: text))
    }
  }
}
