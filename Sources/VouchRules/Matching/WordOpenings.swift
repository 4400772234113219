import VouchCore

/// The first two letters of words that are looked for.
///
/// Nearly every word of a text is told from them by these two, before anything is compared.
struct WordOpenings: Sendable {
  /// For each first letter of ASCII, the second ones as bits, 128 of them in two numbers.
  private var seconds = [UInt64](repeating: 0, count: 256)
  /// First letters of ASCII that something beyond ASCII, or nothing, may follow, as bits.
  private var open: (low: UInt64, high: UInt64) = (0, 0)
  /// True where a word begins with a letter beyond ASCII.
  private var hasOthers = false

  /// The openings of `words`.
  init(_ words: [[Unicode.Scalar]]) {
    for word in words {
      let opening = word.prefix(2).map(\.asciiLowercased)
      guard let first = opening.first?.value, first < 128 else {
        hasOthers = hasOthers || !word.isEmpty
        continue
      }
      guard opening.count > 1, opening[1].isASCII else {
        setOpen(first)
        seconds[Int(first) * 2] = .max
        seconds[Int(first) * 2 + 1] = .max
        continue
      }
      let second = opening[1].value
      seconds[Int(first * 2 + second >> 6)] |= 1 << UInt64(second & 63)
      if opening[1] == " " {
        // Any white space stands for it.
        seconds[Int(first * 2)] |= 0x3E00
        setOpen(first)
      }
    }
  }

  /// False where none of the words can stand at `index`, whatever the case of ASCII there.
  func canStand(at index: Int, in text: [Unicode.Scalar]) -> Bool {
    text.withUnsafeBufferPointer { canStand(at: index, in: $0) }
  }

  /// The same for a text that is being walked through.
  @inline(__always)
  func canStand(at index: Int, in text: UnsafeBufferPointer<Unicode.Scalar>) -> Bool {
    let first = text[index].smallValue
    let second = index &+ 1 < text.count ? text[index &+ 1].smallValue : 128
    if first | second < 128 {
      return seconds[Int(first &<< 1 | second &>> 6)] &>> UInt64(second & 63) & 1 == 1
    }
    return first < 128 ? isOpen(first) : hasOthers
  }

  private mutating func setOpen(_ first: UInt32) {
    if first < 64 { open.low |= 1 << first } else { open.high |= 1 << (first - 64) }
  }

  private func isOpen(_ first: UInt32) -> Bool {
    (first < 64 ? open.low >> first : open.high >> (first - 64)) & 1 == 1
  }
}

extension Unicode.Scalar {
  /// The value, for capitals of ASCII that of the small letter.
  fileprivate var smallValue: UInt32 { value &- 0x41 < 26 ? value | 0x20 : value }
}
