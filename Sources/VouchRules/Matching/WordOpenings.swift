import VouchCore

/// The first three letters of words that are looked for.
///
/// Nearly every word of a text is told from them by these, before anything is compared. Letters are
/// told by their last five bits, in which capitals are like small ones. An apostrophe may stand
/// behind any of them: who looks for words may take it for nothing.
struct WordOpenings: Sendable {
  /// A row for each two first letters, in it a bit for each third one; the last bit stands for
  /// whatever is no letter of ASCII as well.
  private var rows = [UInt32](repeating: 0, count: 1024)
  /// First letters that something beyond ASCII, or nothing, may follow, as bits.
  private var open: UInt32 = 0
  /// True where a word begins with a letter beyond ASCII.
  private var hasOthers = false

  /// The openings of `words`.
  init(_ words: [[Unicode.Scalar]]) {
    for word in words where !word.isEmpty {
      guard word[0].isASCII else {
        hasOthers = true
        continue
      }
      let first = Self.bits(of: word[0])
      let second = word.count > 1 ? Self.bits(of: word[1]) : .max
      // Behind one space there may be more of them.
      let third = word.count > 2 && word[1] != " " ? Self.bits(of: word[2]) : .max
      open |= first
      forEachBit(first) { first in
        forEachBit(second) { second in rows[first << 5 | second] |= third | Self.apostrophe }
        rows[first << 5 | Self.apostrophe.trailingZeroBitCount] = .max
      }
    }
  }

  /// The numbers that may stand for `scalar` in a text, as bits: any white space is a space there.
  private static func bits(of scalar: Unicode.Scalar) -> UInt32 {
    if scalar == " " { return 0x3E01 | other }
    return scalar.isASCII ? 1 << (scalar.value & 31) : other
  }

  private static var other: UInt32 { 1 << 31 }
  private static var apostrophe: UInt32 { 1 << 7 | other }

  /// False where none of the words can stand at `index`, whatever the case of ASCII there.
  func canStand(at index: Int, in text: [Unicode.Scalar]) -> Bool {
    text.withUnsafeBufferPointer { canStand(at: index, in: $0) }
  }

  /// The same for a text that is being walked through.
  @inline(__always)
  func canStand(at index: Int, in text: UnsafeBufferPointer<Unicode.Scalar>) -> Bool {
    rows.withUnsafeBufferPointer { canStand(at: index, in: text, $0) }
  }

  /// The places of `text` at which words begin, but for those where none of these can stand.
  func places(in text: [Unicode.Scalar], _ masks: ScalarMasks) -> PlaceSet {
    text.withUnsafeBufferPointer { text in
      rows.withUnsafeBufferPointer { rows in
        PlaceSet(
          masks,
          where: { $0.wordStarts(behind: $1) },
          keeping: { canStand(at: $0, in: text, rows) }
        )
      }
    }
  }

  @inline(__always)
  private func canStand(
    at index: Int,
    in text: UnsafeBufferPointer<Unicode.Scalar>,
    _ rows: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    guard index &+ 2 < text.count else { return canStand(atEnd: index, of: text) }
    let (first, second) = (text[index].value, text[index &+ 1].value)
    let third = text[index &+ 2].value
    guard first | second | third < 128 else { return canStand(atEnd: index, of: text) }
    return rows[Int((first & 31) &<< 5 | second & 31)] &>> (third & 31) & 1 == 1
  }

  /// The same where the text may end, or leave ASCII, before there are three letters.
  private func canStand(
    atEnd index: Int,
    of text: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Bool {
    let first = text[index].value
    guard first < 128 else { return hasOthers }
    let second = index &+ 1 < text.count ? text[index &+ 1].value : 128
    guard second < 128 else { return open &>> (first & 31) & 1 == 1 }
    let third = index &+ 2 < text.count ? text[index &+ 2].value : 128
    let row = rows[Int((first & 31) &<< 5 | second & 31)]
    return row &>> (third < 128 ? third & 31 : 31) & 1 == 1
  }
}

private func forEachBit(_ bits: UInt32, _ body: (Int) -> Void) {
  var rest = bits
  while rest != 0 {
    body(rest.trailingZeroBitCount)
    rest &= rest - 1
  }
}
