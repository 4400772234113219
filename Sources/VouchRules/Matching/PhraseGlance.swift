import VouchCore

/// Tells at a glance that none of the patterns of a ``PhraseTable`` stands in a text.
///
/// The words that patterns begin with are told from nearly all others by their first two letters and
/// their length; only behind one of them the next word is read too. A text in which two such words
/// stand side by side, as few have them, is compared word by word.
struct PhraseGlance: Sendable {
  /// What first words look like: a row for each two first letters, in it a bit for each length.
  private var shapes = [UInt64](repeating: 0, count: 1024)
  /// Two bits for each pair of words that patterns begin with, told by their numbers.
  private var pairs = [UInt64](repeating: 0, count: 512)
  /// True where patterns begin with a number.
  private var hasNumber = false

  /// Learns a pattern, written as ``PhraseTable`` takes it, but for a `^`.
  mutating func insert(_ elements: [Substring.UTF8View]) {
    guard let first = elements.first else { return }
    var seconds: [UInt64] = []
    var isOver = true
    for element in elements.dropFirst() {
      guard !element.elementsEqual("…".utf8) else { break }
      isOver = element.last == UInt8(ascii: "?")
      seconds += Self.keys(of: isOver ? element.dropLast() : element)
      if !isOver { break }
    }
    // A pattern that is over with its first word, or goes on with any, counts with nothing behind.
    if isOver { seconds = [Self.nothing] }
    for word in first.split(separator: UInt8(ascii: "|")) { insertShape(of: word) }
    for first in Self.keys(of: first) {
      for second in seconds {
        let (bit, other) = Self.bits(first, second)
        pairs[bit / 64] |= 1 << UInt64(bit % 64)
        pairs[other / 64] |= 1 << UInt64(other % 64)
      }
    }
  }

  private mutating func insertShape(of word: Substring.UTF8View) {
    let (first, second) = (word.first ?? 0, word.dropFirst().first ?? 0)
    hasNumber = hasNumber || first == UInt8(ascii: "#")
    shapes[Self.row(UInt32(first), UInt32(second))] |= 1 &<< UInt64(word.count)
  }

  private static func keys(of words: Substring.UTF8View) -> [UInt64] {
    words.split(separator: UInt8(ascii: "|")).map { word in
      let isNumber = word.first.map { $0 == UInt8(ascii: "#") || $0 &- 0x30 < 10 } ?? false
      return isNumber ? number : WordSequence.key(Substring(word).unicodeScalars)
    }
  }

  /// Stands for any number, and for the want of a second word.
  private static var number: UInt64 { 1 }
  private static var nothing: UInt64 { 0 }

  @inline(__always)
  private static func row(_ first: UInt32, _ second: UInt32) -> Int {
    Int((first & 31) << 5 | second & 31)
  }

  @inline(__always)
  private static func bits(_ first: UInt64, _ second: UInt64) -> (Int, Int) {
    let mixed = first &* 3 ^ second
    return (
      Int(truncatingIfNeeded: mixed & 0x7FFF), Int(truncatingIfNeeded: mixed >> 20 & 0x7FFF)
    )
  }

  // MARK: - Looking

  /// False where no pattern stands in the text.
  func mayFind(in text: [Unicode.Scalar], _ masks: ScalarMasks) -> Bool {
    reading(text) { reader in
      var (start, before): (Int?, UInt64) = (nil, 0)
      for (index, block) in masks.blocks.enumerated() {
        var edges = block.alphanumerics ^ (block.alphanumerics << 1 | before)
        before = block.alphanumerics >> 63
        while edges != 0 {
          let place = index * 64 + edges.trailingZeroBitCount
          edges &= edges - 1
          if let first = start {
            if reader.finds(first, place) { return true }
            start = nil
          } else {
            start = place
          }
        }
      }
      return start.map { reader.finds($0, text.count) } ?? false
    }
  }

  /// False where no pattern stands in the sentences of the text that hold one of `places`.
  func mayFind(in text: [Unicode.Scalar], near places: [Int]) -> Bool {
    reading(text) { reader in
      var end = 0
      for place in places where place + 2 > end {
        let sentence = WordSequence.sentence(around: place, in: reader.text)
        if reader.finds(in: sentence) { return true }
        end = sentence.upperBound
      }
      return false
    }
  }

  private func reading(_ text: [Unicode.Scalar], _ look: (inout Reader) -> Bool) -> Bool {
    text.withUnsafeBufferPointer { text in
      shapes.withUnsafeBufferPointer { shapes in
        pairs.withUnsafeBufferPointer { pairs in
          var reader = Reader(text: text, shapes: shapes, pairs: pairs, hasNumber: hasNumber)
          return look(&reader)
        }
      }
    }
  }

  /// Goes from word to word.
  private struct Reader {
    let text: UnsafeBufferPointer<Unicode.Scalar>
    let shapes: UnsafeBufferPointer<UInt64>
    let pairs: UnsafeBufferPointer<UInt64>
    let hasNumber: Bool
    /// Where the word before ends.
    private var end = 0
    /// The number of the word before, where a pattern may begin with it.
    private var first: UInt64?

    init(
      text: UnsafeBufferPointer<Unicode.Scalar>,
      shapes: UnsafeBufferPointer<UInt64>,
      pairs: UnsafeBufferPointer<UInt64>,
      hasNumber: Bool
    ) {
      (self.text, self.shapes, self.pairs) = (text, shapes, pairs)
      self.hasNumber = hasNumber
    }

    /// True where a pattern may begin with words in `range`.
    mutating func finds(in range: Range<Int>) -> Bool {
      (end, first) = (range.lowerBound, nil)
      var index = range.lowerBound
      while index < range.upperBound {
        let start = index
        while index < text.count, text[index].isASCIIAlphanumeric { index += 1 }
        if index > start, finds(start, index) { return true }
        index += 1
      }
      return false
    }

    /// True where a pattern may begin at the letters and digits from `start` to `end`, or at the word
    /// before.
    @inline(__always)
    mutating func finds(_ start: Int, _ end: Int) -> Bool {
      let first = text[start].value
      let length = end &- start
      let row = shapes[PhraseGlance.row(first, length > 1 ? text[start &+ 1].value : 0)]
      let isWhole = end == text.count || text[end] == " "
      let mayBegin =
        first & 0x40 == 0 ? hasNumber : (isWhole ? row &>> UInt64(length) & 1 == 1 : row != 0)
      return (mayBegin || self.first != nil) && looksCloser(start, end, row)
    }

    private mutating func looksCloser(_ start: Int, _ end: Int, _ row: UInt64) -> Bool {
      // The rest of a word with an apostrophe or the like inside.
      if first != nil, start < self.end { return false }
      let gap = min(self.end, start)..<start
      let isWhole = end == text.count || WordSequence.endsWord(at: end, in: text)
      self.end = isWhole ? end : WordSequence.endOfWord(from: start, in: text)
      let word = start..<self.end
      if let first, begins(first, gap, word) { return true }
      let isNumber = hasNumber && text[start].isASCIIDigit
      guard isNumber || (isWhole ? row &>> UInt64(word.count) & 1 == 1 : row != 0) else {
        first = nil
        return false
      }
      let key = key(of: word)
      first = key
      return holds(key, PhraseGlance.nothing)
    }

    /// True where a pattern may begin with the word `first` and `second`.
    private func begins(_ first: UInt64, _ gap: Range<Int>, _ second: Range<Int>) -> Bool {
      if gap.count > 1 {
        for index in gap {
          if WordSequence.endsSentence(at: index, in: text) { return false }
          if text[index] == "&" || text[index] == "+" { return holds(first, WordSequence.and) }
        }
      }
      return holds(first, key(of: second))
    }

    private func key(of word: Range<Int>) -> UInt64 {
      if text[word.lowerBound].isASCIIDigit { return PhraseGlance.number }
      return WordSequence.key(of: word, in: text)
    }

    private func holds(_ first: UInt64, _ second: UInt64) -> Bool {
      let (bit, other) = PhraseGlance.bits(first, second)
      return pairs[bit / 64] >> UInt64(bit % 64) & pairs[other / 64] >> UInt64(other % 64) & 1 == 1
    }
  }
}
