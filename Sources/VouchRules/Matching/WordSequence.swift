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
  ///
  /// Whoever has the `masks` of the text already hands them in.
  init(_ scalars: [Unicode.Scalar], _ masks: ScalarMasks? = nil) {
    words.reserveCapacity(scalars.count / 5)
    let masks = masks ?? ScalarMasks(scalars)
    scalars.withUnsafeBufferPointer { scalars in
      masks.blocks.withUnsafeBufferPointer { read(scalars, $0) }
    }
  }

  private mutating func read(
    _ scalars: UnsafeBufferPointer<Unicode.Scalar>,
    _ blocks: UnsafeBufferPointer<ScalarMasks.Block>
  ) {
    var index = 0
    var startsSentence = true
    while index < scalars.count {
      let end = Self.endOfPlainWord(from: index, in: blocks)
      if end > index || scalars[index].isWordPart {
        index = addWord(at: index, plainUpTo: end, of: scalars, startsSentence)
        startsSentence = false
        continue
      }
      switch scalars[index] {
      case " ": break
      case "&", "+":
        // `like & share` says the same as `like and share`.
        words.append(
          Word(range: index..<index + 1, key: Self.and, isNumber: false, startsSentence: false)
        )
      default:
        if Self.endsSentence(at: index, in: scalars) { startsSentence = true }
      }
      index += 1
    }
  }

  /// Where the letters and digits of ASCII end that begin at `start`.
  private static func endOfPlainWord(
    from start: Int,
    in blocks: UnsafeBufferPointer<ScalarMasks.Block>
  ) -> Int {
    var index = start / 64
    var ends = ~blocks[index].alphanumerics & (.max << UInt64(truncatingIfNeeded: start & 63))
    while ends == 0 {
      index += 1
      guard index < blocks.count else { return index * 64 }
      ends = ~blocks[index].alphanumerics
    }
    return index * 64 + ends.trailingZeroBitCount
  }

  /// The number that stands for `word`.
  static func key(_ word: some Sequence<Unicode.Scalar>) -> UInt64 {
    word.reduce(emptyKey) { isApostrophe($1) ? $0 : key($0, $1) }
  }

  // FNV-1a, 64 bits.
  private static let emptyKey: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func key(_ key: UInt64, _ scalar: Unicode.Scalar) -> UInt64 {
    (key ^ UInt64(scalar.value)) &* 0x100_0000_01B3
  }

  private static let and = key("and".unicodeScalars)

  /// Adds the word that begins at `start`, of ASCII letters and digits up to `plainEnd`, and returns
  /// where it ends.
  private mutating func addWord(
    at start: Int,
    plainUpTo plainEnd: Int,
    of scalars: UnsafeBufferPointer<Unicode.Scalar>,
    _ startsSentence: Bool
  ) -> Int {
    var key = Self.emptyKey
    for index in start..<plainEnd { key = Self.key(key, scalars[index]) }
    var end = plainEnd
    while end < scalars.count {
      let scalar = scalars[end]
      if scalar == " " { break }
      if scalar.isWordPart {
        if scalar.isASCII || !Self.isApostrophe(scalar) { key = Self.key(key, scalar) }
      } else if end + 1 < scalars.count, Self.isInside(scalar, before: scalars[end + 1]) {
        if !Self.isApostrophe(scalar) { key = Self.key(key, scalar) }
      } else {
        break
      }
      end += 1
    }
    let isNumber = scalars[start].isASCIIDigit
    words.append(
      Word(range: start..<end, key: key, isNumber: isNumber, startsSentence: startsSentence)
    )
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
  private static func endsSentence(
    at index: Int,
    in scalars: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Bool {
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
