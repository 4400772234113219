/// What counts as part of a word, and where one ends.
enum Letters {
  /// True for letters, marks and digits of any script.
  static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x80 {
      // Setting one bit makes capitals small; differences that wrap round are out of both ranges.
      return (value | 0x20) &- 0x61 < 26 || value &- 0x30 < 10
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  /// True for letters of scripts that put no space between words: Thai, Lao, Myanmar, Khmer, Kana
  /// and Han.
  static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x0E00 && unspaced.contains { $0.contains(scalar.value) }
  }

  /// True where a word can start or end between the scalars before and at `index`.
  static func isBoundary(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard index > 0, index < scalars.count else { return true }
    let (left, right) = (scalars[index - 1], scalars[index])
    return !isPartOfWord(left) || !isPartOfWord(right) || isUnspaced(left) || isUnspaced(right)
  }

  /// The same as an assertion of PCRE2.
  static let boundaryPattern: String = {
    let word = #"[\p{L}\p{M}\p{N}]"#
    let ranges = unspaced.map {
      #"\x{\#(String($0.lowerBound, radix: 16))}-\x{\#(String($0.upperBound, radix: 16))}"#
    }
    let other = "[\(ranges.joined())]"
    // Without regard to case PCRE2 would look for the other case of every letter of Han.
    return "(?-i:(?!(?<=\(word))(?<!\(other))(?=\(word))(?!\(other))))"
  }()

  private static let unspaced: [ClosedRange<UInt32>] = [
    0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x2FDF, 0x3005...0x3007,
    0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA9E0...0xA9FF,
    0xAA60...0xAA7F, 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x1AFF0...0x1B16F, 0x20000...0x3FFFF,
  ]
}
