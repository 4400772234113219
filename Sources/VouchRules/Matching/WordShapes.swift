/// What some words look like: their first two letters and their length.
struct WordShapes: Sendable {
  /// A row for each two first letters, in it a bit for each length.
  private var rows = [UInt64](repeating: 0, count: 1024)
  /// True where any number is among them.
  private var hasNumber = false

  /// Adds words of ASCII in lower case with `|` between, `#` among them for any number.
  mutating func insert(_ words: Substring.UTF8View) {
    for word in words.split(separator: UInt8(ascii: "|")) {
      if Self.isNumber(word) {
        hasNumber = true
      } else {
        // As in texts, `don't` is `dont`.
        insert(word.filter { $0 != UInt8(ascii: "'") }.map { Unicode.Scalar($0) })
      }
    }
  }

  /// Adds a word of ASCII in lower case, without apostrophes.
  mutating func insert(_ letters: [Unicode.Scalar]) {
    let second = letters.dropFirst().first?.value ?? 0
    let row = Self.row(letters.first?.value ?? 0, second)
    rows[row] |= 1 &<< UInt64(letters.count)
  }

  /// True for `#` and for what begins with a digit.
  static func isNumber(_ word: Substring.UTF8View) -> Bool {
    word.first.map { $0 == UInt8(ascii: "#") || $0 &- 0x30 < 10 } ?? false
  }

  /// False where none of the words stands in `text` at the letters and digits of ASCII from `start`
  /// to `end`, to which more may belong.
  @inline(__always)
  func mayContain(
    _ start: Int,
    _ end: Int,
    in text: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Bool {
    let first = text[start].value
    // Digits lie below letters.
    if first < 0x40 { return hasNumber }
    let length = end &- start
    // The second letter of a single one may stand behind an apostrophe.
    if length == 1 { return !Self.isWhole(end, in: text) || rows[Self.row(first, 0)] != 0 }
    let row = rows[Self.row(first, text[start &+ 1].value)]
    // Most words go no further.
    if row == 0 { return false }
    return !Self.isWhole(end, in: text) || row &>> UInt64(length) & 1 == 1
  }

  private static func isWhole(_ end: Int, in text: UnsafeBufferPointer<Unicode.Scalar>) -> Bool {
    end == text.count || text[end] == " "
  }

  private static func row(_ first: UInt32, _ second: UInt32) -> Int {
    Int((first & 31) &<< 5 | second & 31)
  }
}
