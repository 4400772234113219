import VouchCore

/// A text as a row of words, each with a number that stands for its letters.
///
/// Words are compared by that number, so that looking for turns of speech makes no strings.
struct WordSequence {
  /// One word.
  struct Word {
    /// The scalars it covers.
    let range: Range<Int>
    /// Stands for its letters; apostrophes are left out, so `don't` is `dont`.
    let key: UInt64
    /// True where it begins with a digit.
    let isNumber: Bool
    /// True where a sentence or a line ends before it.
    let startsSentence: Bool
  }

  /// The words in the order of the text.
  private(set) var words: [Word] = []

  /// The words of `scalars`, which should be canonical or at least in lower case.
  init(_ scalars: [Unicode.Scalar]) { self.init(scalars, in: scalars.indices) }

  /// The words of whole sentences, which take up `range` of `scalars`.
  init(_ scalars: [Unicode.Scalar], in range: Range<Int>) {
    words.reserveCapacity(range.count / 5)
    scalars.withUnsafeBufferPointer { read($0, range) }
  }

  private mutating func read(
    _ scalars: UnsafeBufferPointer<Unicode.Scalar>,
    _ range: Range<Int>
  ) {
    var index = range.lowerBound
    var startsSentence = true
    while index < range.upperBound {
      let scalar = scalars[index]
      if scalar.isWordPart {
        let end = Self.endOfWord(from: index, in: scalars)
        words.append(
          Word(
            range: index..<end,
            key: Self.key(of: index..<end, in: scalars),
            isNumber: scalar.isASCIIDigit,
            startsSentence: startsSentence
          )
        )
        startsSentence = false
        index = end
        continue
      }
      if scalar == "&" || scalar == "+" {
        // `like & share` says the same as `like and share`.
        words.append(
          Word(range: index..<index + 1, key: Self.and, isNumber: false, startsSentence: false)
        )
      } else if scalar != " ", Self.endsSentence(at: index, in: scalars) {
        startsSentence = true
      }
      index += 1
    }
  }

  /// The number that stands for `word`.
  static func key(_ word: some Sequence<Unicode.Scalar>) -> UInt64 {
    word.reduce(emptyKey) { isApostrophe($1) ? $0 : key($0, $1) }
  }

  /// The same for the word that stands in `range`.
  static func key(of range: Range<Int>, in scalars: UnsafeBufferPointer<Unicode.Scalar>) -> UInt64 {
    var key = emptyKey
    for index in range {
      let scalar = scalars[index]
      // Letters and digits of ASCII are all greater.
      if scalar.value < 0x30 || scalar.value >= 0x80, isApostrophe(scalar) { continue }
      key = Self.key(key, scalar)
    }
    return key
  }

  // FNV-1a, 64 bits.

  /// The number that stands for no letters.
  static var emptyKey: UInt64 { 0xCBF2_9CE4_8422_2325 }

  /// The number that stands for the letters that `key` stands for, and one more.
  @inline(__always)
  static func key(_ key: UInt64, _ scalar: Unicode.Scalar) -> UInt64 {
    (key ^ UInt64(scalar.value)) &* 0x100_0000_01B3
  }

  static let and = key("and".unicodeScalars)

  /// Where the word ends that begins at `start`.
  static func endOfWord(
    from start: Int,
    in scalars: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Int {
    var end = start + 1
    while end < scalars.count, !endsWord(at: end, in: scalars) { end += 1 }
    return end
  }

  /// True where a word that something of stands right before `index` is over: an apostrophe before a
  /// letter belongs to it, and so does what is inside of `5,000` and `2.5`.
  static func endsWord(at index: Int, in scalars: UnsafeBufferPointer<Unicode.Scalar>) -> Bool {
    let scalar = scalars[index]
    if scalar == " " { return true }
    if scalar.isWordPart { return false }
    guard index + 1 < scalars.count else { return true }
    if isApostrophe(scalar) { return !scalars[index + 1].isWordPart }
    return !((scalar == "," || scalar == ".") && scalars[index + 1].isASCIIDigit)
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "\u{2019}" || scalar == "\u{2BC}"
  }

  /// True for a full stop, question or exclamation mark before a space, and for a line end.
  static func endsSentence(
    at index: Int,
    in scalars: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Bool {
    switch scalars[index] {
    case "\n", "\r", "。", "？", "！": return true
    case ".", "?", "!":
      // `tag… a friend` with dots in between is one thought.
      if index > 0, scalars[index] == ".", scalars[index - 1] == "." { return false }
      return index + 1 < scalars.count && scalars[index + 1].isSpace
    default: return false
    }
  }
}

extension WordSequence {
  /// The sentence, or the sentences in a row, that hold what stands in `range`.
  static func sentence(
    of range: Range<Int>,
    in scalars: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start > 0, !endsSentence(at: start - 1, in: scalars) { start -= 1 }
    while end < scalars.count, !endsSentence(at: end - 1, in: scalars) { end += 1 }
    return start..<end
  }

  /// What stands in front of `place` and from it on, up to the next white space.
  static func unspaced(
    around place: Int,
    in scalars: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Range<Int> {
    var (start, end) = (min(place, scalars.count), min(place + 1, scalars.count))
    while start > 0, !scalars[start - 1].isSpace { start -= 1 }
    while end < scalars.count, !scalars[end].isSpace { end += 1 }
    return start..<end
  }
}

/// Counts words for limits: spaced scripts by word, unspaced ones as two letters a word.
///
/// No further than to `limit`: where there are enough, nobody asks how many more.
func countWords(_ text: String, upTo limit: Int) -> Int {
  var (words, unspaced, isInWord) = (0, 0, false)
  for scalar in text.unicodeScalars {
    if scalar.isUnspaced {
      unspaced += 1
      isInWord = false
    } else if scalar.isWordPart {
      if isInWord { continue }
      words += 1
      isInWord = true
    } else {
      isInWord = isInWord && (scalar == "'" || scalar == "\u{2019}" || scalar == "-")
      continue
    }
    if words + (unspaced + 1) / 2 >= limit { return limit }
  }
  return words + (unspaced + 1) / 2
}
