/// The first two letters of words that are looked for, without regard to the case of ASCII.
///
/// Nearly every word of a text is told from them by these two, before anything is compared.
struct WordOpenings: Sendable {
  /// What may follow one ASCII letter: ASCII by its number, and whether anything may.
  private struct Row {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var isOpen = false
  }

  private var rows = [Row](repeating: Row(), count: 128)
  /// True where a word begins with a letter beyond ASCII.
  private var hasOthers = false

  /// The openings of `words`.
  init(_ words: [[Unicode.Scalar]]) {
    for word in words {
      guard let first = word.first, first.isASCII else {
        hasOthers = hasOthers || !word.isEmpty
        continue
      }
      let row = Int(first.asciiLowercased.value)
      guard word.count > 1, word[1].isASCII else {
        rows[row].isOpen = true
        continue
      }
      let second = word[1].asciiLowercased.value
      if second < 64 {
        rows[row].low |= 1 << second
      } else {
        rows[row].high |= 1 << (second - 64)
      }
    }
  }

  /// False where none of the words can stand at `index`.
  func canStand(at index: Int, in text: [Unicode.Scalar]) -> Bool {
    guard text[index].isASCII else { return hasOthers }
    let row = rows[Int(text[index].asciiLowercased.value)]
    if row.isOpen { return true }
    guard index + 1 < text.count, text[index + 1].isASCII else { return false }
    let second = text[index + 1].asciiLowercased.value
    return (second < 64 ? row.low >> second : row.high >> (second - 64)) & 1 == 1
  }
}
