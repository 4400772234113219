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
  init(_ scalars: [Unicode.Scalar]) {
    words.reserveCapacity(scalars.count / 5)
    var index = 0
    var startsSentence = true
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar.isWordPart {
        let end = Self.endOfWord(at: index, in: scalars)
        add(index..<end, of: scalars, startsSentence)
        startsSentence = false
        index = end
      } else if scalar == "&" || scalar == "+" {
        // `like & share` says the same as `like and share`.
        words.append(
          Word(range: index..<index + 1, key: Self.and, isNumber: false, startsSentence: false)
        )
        index += 1
      } else {
        if Self.endsSentence(at: index, in: scalars) { startsSentence = true }
        index += 1
      }
    }
  }

  /// The number that stands for `word`.
  static func key(_ word: some Sequence<Unicode.Scalar>) -> UInt64 {
    // FNV-1a, 64 bits.
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for scalar in word where !isApostrophe(scalar) {
      key = (key ^ UInt64(scalar.value)) &* 0x100_0000_01B3
    }
    return key
  }

  private static let and = key("and".unicodeScalars)

  private mutating func add(
    _ range: Range<Int>,
    of scalars: [Unicode.Scalar],
    _ startsSentence: Bool
  ) {
    words.append(
      Word(
        range: range,
        key: Self.key(scalars[range]),
        isNumber: scalars[range.lowerBound].isASCIIDigit,
        startsSentence: startsSentence
      )
    )
  }

  private static func endOfWord(at start: Int, in scalars: [Unicode.Scalar]) -> Int {
    var end = start + 1
    while end < scalars.count {
      if scalars[end].isWordPart {
        end += 1
      } else if end + 1 < scalars.count, isInside(scalars[end], before: scalars[end + 1]) {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  /// True for an apostrophe before a letter and for `5,000` and `2.5`.
  private static func isInside(_ scalar: Unicode.Scalar, before next: Unicode.Scalar) -> Bool {
    if isApostrophe(scalar) { return next.isWordPart }
    return (scalar == "," || scalar == ".") && next.isASCIIDigit
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "\u{2019}" || scalar == "\u{2BC}"
  }

  /// True for one full stop, question or exclamation mark before a space, and for a line end.
  private static func endsSentence(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    switch scalars[index] {
    case "\n", "\r", "。", "？", "！": return true
    case ".", "?", "!":
      // `tag… a friend` with dots in between is one thought.
      if index > 0, scalars[index - 1] == scalars[index] { return false }
      return index + 1 < scalars.count && scalars[index + 1].isSpace
    default: return false
    }
  }
}

/// Counts words for limits: spaced scripts by word, unspaced ones as two letters a word.
func countWords(_ text: String) -> Int {
  var (words, unspaced, isInWord) = (0, 0, false)
  for scalar in text.unicodeScalars {
    if scalar.isUnspaced {
      unspaced += 1
      isInWord = false
    } else if scalar.isWordPart {
      if !isInWord { words += 1 }
      isInWord = true
    } else if !(isInWord && (scalar == "'" || scalar == "\u{2019}" || scalar == "-")) {
      isInWord = false
    }
  }
  return words + (unspaced + 1) / 2
}
