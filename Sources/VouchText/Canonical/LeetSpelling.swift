/// Digits and signs that stand for letters.
enum LeetSpelling {
  /// Which letter `1`, `!` and `|` stand for.
  enum Stroke {
    case asI, asL
  }

  /// The letter that `scalar` stands for inside a word; nil where it stands for itself.
  static func letter(for scalar: Unicode.Scalar, stroke: Stroke) -> Unicode.Scalar? {
    switch scalar {
    case "0": return "o"
    case "1", "!", "|": return stroke == .asI ? "i" : "l"
    case "3", "\u{20AC}": return "e"
    case "4", "@": return "a"
    case "5", "$": return "s"
    case "7", "+": return "t"
    case "8": return "b"
    case "9": return "g"
    default: return nil
    }
  }

  /// True where the stroke of `scalar` can be either letter.
  static func isAmbiguous(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "1" || scalar == "!" || scalar == "|"
  }

  /// True for words that have letters replaced in two places or more and that could be words.
  ///
  /// Names of standards and products (B2B, H2O, WH-1000XM4, utf8mb4, sha256) and codes in hex do
  /// not pass; what does pass here is rarely meant otherwise.
  static func isReplaced(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    guard (6...40).contains(word.count), let first = word.first, let last = word.last,
      first.isASCIILetter, last.isASCIILetter || letter(for: last, stroke: .asI) != nil,
      word.dropFirst().allSatisfy({ $0.value == $0.asciiLowercased })
    else { return false }
    var (letters, places, run, beyondHex) = (0, 0, 0, false)
    for scalar in word {
      if scalar.isASCIILetter {
        letters += 1
        beyondHex = beyondHex || scalar.asciiLowercased > 0x66
        if run > 0 { places += 1 }
        run = 0
      } else {
        guard letter(for: scalar, stroke: .asI) != nil, scalar != "8", scalar != "9" else {
          return false
        }
        run += 1
        if run > 2 { return false }
      }
    }
    return places >= 2 && letters >= 4 && beyondHex && isPronounceable(word)
  }

  private static func isPronounceable(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    var (vowels, consonants) = (0, 0)
    for scalar in word {
      let letter = letter(for: scalar, stroke: .asI) ?? scalar
      if letter.isVowel || Unicode.Scalar(letter.asciiLowercased)?.isVowel ?? false {
        (vowels, consonants) = (vowels + 1, 0)
      } else {
        (vowels, consonants) = (0, consonants + 1)
      }
      if vowels > 3 || consonants > 4 { return false }
    }
    return true
  }
}
