/// The first two letters of words that are looked for, without regard to the case of ASCII.
///
/// Nearly every word of a text is told from them by these two, before anything is compared.
struct WordOpenings: Sendable {
  /// For each first letter of ASCII, the second ones as bits, 128 of them in two numbers.
  private var seconds = [UInt64](repeating: 0, count: 256)
  /// First letters of ASCII that any second one, or none, may follow, as bits.
  private var open: (low: UInt64, high: UInt64) = (0, 0)
  /// True where a word begins with a letter beyond ASCII.
  private var hasOthers = false

  /// The openings of `words`.
  init(_ words: [[Unicode.Scalar]]) {
    for word in words {
      guard let first = word.first?.asciiLowercased.value, first < 128 else {
        hasOthers = hasOthers || !word.isEmpty
        continue
      }
      guard word.count > 1, word[1].isASCII else {
        if first < 64 { open.low |= 1 << first } else { open.high |= 1 << (first - 64) }
        seconds[Int(first) * 2] = .max
        seconds[Int(first) * 2 + 1] = .max
        continue
      }
      let second = word[1].asciiLowercased.value
      seconds[Int(first * 2 + second >> 6)] |= 1 << UInt64(second & 63)
    }
  }

  /// False where none of the words can stand at `index`.
  @inline(__always)
  func canStand(at index: Int, in text: [Unicode.Scalar]) -> Bool {
    let first = text[index].asciiLowercased.value
    guard first < 128 else { return hasOthers }
    guard index + 1 < text.count, text[index + 1].isASCII else { return isOpen(first) }
    let second = text[index + 1].asciiLowercased.value
    return seconds[Int(first * 2 + second >> 6)] >> UInt64(second & 63) & 1 == 1
  }

  private func isOpen(_ first: UInt32) -> Bool {
    (first < 64 ? open.low >> first : open.high >> (first - 64)) & 1 == 1
  }
}
