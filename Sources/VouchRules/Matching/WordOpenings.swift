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

  /// The first place from `start` on at which one of the words can stand, letter for letter; the end
  /// of `text` where there is none.
  func next(from start: Int, in text: [Unicode.Scalar]) -> Int {
    seconds.withUnsafeBufferPointer { seconds in
      text.withUnsafeBufferPointer { text in
        var index = start
        while index + 1 < text.count {
          let (first, second) = (text[index].value, text[index + 1].value)
          if first | second < 128 {
            let row = seconds[Int(first << 1 | second >> 6)]
            if row >> UInt64(second & 63) & 1 == 1 { return index }
          } else if first < 128 ? isOpen(first) : hasOthers {
            return index
          }
          index += 1
        }
        guard index < text.count else { return index }
        let last = text[index].value
        return (last < 128 ? isOpen(last) : hasOthers) ? index : index + 1
      }
    }
  }

  /// The first place from `start` on at which a word of letters and digits begins that is one of the
  /// words or begins with a digit, or at which `+`, `(` or `-` stands; the end where there is none.
  func nextWord(from start: Int, in text: [Unicode.Scalar]) -> Int {
    seconds.withUnsafeBufferPointer { seconds in
      text.withUnsafeBufferPointer { text in
        var index = start
        if index > 0, text[index - 1].isASCIIAlphanumeric {
          while index < text.count, text[index].isASCIIAlphanumeric { index += 1 }
        }
        while index < text.count {
          let scalar = text[index]
          if scalar.isASCIILetter {
            let second = index + 1 < text.count ? text[index + 1].asciiLowercased.value : 0
            let row = Int(scalar.asciiLowercased.value << 1 | (second & 0x7F) >> 6)
            if second >= 128 || seconds[row] >> UInt64(second & 63) & 1 == 1 { return index }
            repeat { index += 1 } while index < text.count && text[index].isASCIIAlphanumeric
          } else if scalar.isASCIIDigit || scalar == "+" || scalar == "(" || scalar == "-" {
            return index
          } else {
            index += 1
          }
        }
        return index
      }
    }
  }

  private func isOpen(_ first: UInt32) -> Bool {
    (first < 64 ? open.low >> first : open.high >> (first - 64)) & 1 == 1
  }
}
