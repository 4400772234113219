import VouchCore

/// The first three letters of words that are looked for.
///
/// Nearly every word of a text is told from them by these, before anything is compared. Letters are
/// told by their last five bits, in which capitals are like small ones.
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
      if second & Self.other != 0 { open |= first }
      forEachBit(first) { first in
        forEachBit(second) { second in rows[first << 5 | second] |= third }
      }
    }
  }

  /// The numbers that may stand for `scalar` in a text, as bits: any white space is a space there.
  private static func bits(of scalar: Unicode.Scalar) -> UInt32 {
    if scalar == " " { return 0x3E01 | other }
    return scalar.isASCII ? 1 << (scalar.value & 31) : other
  }

  private static var other: UInt32 { 1 << 31 }

  /// False where none of the words can stand at `index`, whatever the case of ASCII there.
  func canStand(at index: Int, in text: [Unicode.Scalar]) -> Bool {
    text.withUnsafeBufferPointer { canStand(at: index, in: $0) }
  }

  /// The same for a text that is being walked through.
  @inline(__always)
  func canStand(at index: Int, in text: UnsafeBufferPointer<Unicode.Scalar>) -> Bool {
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
