import VouchCore

/// Tells nearly all words of a text from some that are looked for, by a bit for each of those.
struct WordBits: Sendable {
  /// The bits, told by the last digits of the numbers that stand for the letters of words.
  private var rows = [UInt64](repeating: 0, count: 64)

  /// No words.
  init() {}

  /// Adds the word for whose letters `key` stands.
  mutating func insert(_ key: UInt64) { rows[Int(key >> 6 & 63)] |= 1 << (key & 63) }

  /// False where `key` stands for none of the words.
  func mayHold(_ key: UInt64) -> Bool { rows[Int(key >> 6 & 63)] >> (key & 63) & 1 == 1 }

  /// False where none of the words stands in `text` at the letters and digits of ASCII from `start`
  /// to `end`, to which more may belong.
  func mayContain(
    _ start: Int,
    _ end: Int,
    in text: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Bool {
    let isWhole = end == text.count || WordSequence.endsWord(at: end, in: text)
    let word = start..<(isWhole ? end : WordSequence.endOfWord(from: start, in: text))
    return mayHold(WordSequence.key(of: word, in: text))
  }
}
