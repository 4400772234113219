import VouchCore

/// The first two letters of words that are looked for.
///
/// Nearly every word of a text is told from them by these two, before anything is compared.
struct WordOpenings: Sendable {
  /// For each first letter of ASCII, the second ones as bits, 128 of them in two numbers.
  private var seconds = [UInt64](repeating: 0, count: 256)
  /// First letters of ASCII that any second one, or none, may follow, as bits.
  private var open: (low: UInt64, high: UInt64) = (0, 0)
  /// True where a word begins with a letter beyond ASCII.
  private var hasOthers = false

  /// The openings of `words`; where case does not matter, they are those in lower case.
  init(_ words: [[Unicode.Scalar]], ignoringCase: Bool) {
    for word in words {
      let opening = word.prefix(2).map { ignoringCase ? $0.asciiLowercased : $0 }
      guard let first = opening.first?.value, first < 128 else {
        hasOthers = hasOthers || !word.isEmpty
        continue
      }
      guard opening.count > 1, opening[1].isASCII else {
        if first < 64 { open.low |= 1 << first } else { open.high |= 1 << (first - 64) }
        seconds[Int(first) * 2] = .max
        seconds[Int(first) * 2 + 1] = .max
        continue
      }
      let second = opening[1].value
      seconds[Int(first * 2 + second >> 6)] |= 1 << UInt64(second & 63)
    }
  }

  /// False where none of the words can stand at `index`, whatever the case of ASCII there.
  @inline(__always)
  func canStand(at index: Int, in text: [Unicode.Scalar]) -> Bool {
    let first = text[index].asciiLowercased.value
    guard first < 128 else { return hasOthers }
    guard index + 1 < text.count, text[index + 1].isASCII else { return isOpen(first) }
    let second = text[index + 1].asciiLowercased.value
    return seconds[Int(first * 2 + second >> 6)] >> UInt64(second & 63) & 1 == 1
  }

  /// The first of `places` from `start` on at which one of the words can stand, letter for letter;
  /// nil where there is none.
  func next(
    from start: Int,
    of places: PlaceSet,
    in text: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Int? {
    seconds.withUnsafeBufferPointer { seconds in
      var start = start
      while let index = places.next(from: start), index < text.count {
        let first = text[index].value
        let second = index + 1 < text.count ? text[index + 1].value : 128
        if first | second < 128 {
          let row = seconds[Int(first << 1 | second >> 6)]
          if row >> UInt64(second & 63) & 1 == 1 { return index }
        } else if first < 128 ? isOpen(first) : hasOthers {
          return index
        }
        start = index + 1
      }
      return nil
    }
  }

  private func isOpen(_ first: UInt32) -> Bool {
    (first < 64 ? open.low >> first : open.high >> (first - 64)) & 1 == 1
  }
}
