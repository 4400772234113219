import CICU
import VouchCore

/// The classes of scalars that networks name when they say what belongs to a token.
extension Unicode.Scalar {
  /// `a`–`z`, `A`–`Z`.
  var isASCIILetter: Bool { (value | 0x20) &- 0x61 < 26 }

  /// `0`–`9`.
  var isASCIIDigit: Bool { value &- 0x30 < 10 }

  /// Letters and digits of ASCII.
  var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }

  /// What a handle is made of on most networks: letters, digits and `_` of ASCII.
  var isHandleScalar: Bool { isASCIIAlphanumeric || value == 0x5F }

  /// The value, with capitals of ASCII made small.
  var asciiLowercased: UInt32 { value &- 0x41 < 26 ? value + 0x20 : value }

  /// Line ends of every kind.
  var isNewline: Bool {
    value &- 0x0A < 4 || value == 0x85 || value == 0x2028 || value == 0x2029
  }

  /// White space as twitter-text lists it.
  var isTwitterSpace: Bool {
    if value < 0x80 { return value == 0x20 || value &- 0x09 < 5 }
    switch value {
    case 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      return true
    default: return false
    }
  }

  /// White space as JavaScript's `\s` has it, which Bluesky's client uses.
  var isScriptSpace: Bool {
    value == 0xFEFF || (isTwitterSpace && value != 0x85 && value != 0x180E)
  }

  /// Marks that set the direction of text, as twitter-text lists them.
  var isDirectionalMark: Bool {
    switch value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: return true
    default: return false
    }
  }

  /// Scalars that X refuses in a post.
  var isRefusedByX: Bool { value == 0xFFFE || value == 0xFEFF || value == 0xFFFF }

  /// Punctuation as twitter-text lists it: ASCII without `"` and `` ` ``.
  var isTwitterPunctuation: Bool {
    switch value {
    case 0x21, 0x23...0x2F, 0x3A...0x40, 0x5B...0x5F, 0x7B...0x7E: return true
    default: return false
    }
  }

  /// Latin letters with accents, and accents, as twitter-text lists them.
  var isLatinAccent: Bool {
    switch value {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x253, 0x254, 0x256, 0x257, 0x259, 0x25B, 0x263,
      0x268, 0x26F, 0x272, 0x289, 0x28B, 0x2BB, 0x300...0x36F, 0x1E00...0x1EFF:
      return true
    default: return false
    }
  }

  /// Letters and marks of any script.
  var isLetterOrMark: Bool {
    isASCII ? isASCIILetter : isOf(VOUCH_CATEGORY_LETTER | VOUCH_CATEGORY_MARK)
  }

  /// Letters of any script, without marks.
  var isLetter: Bool { isASCII ? isASCIILetter : isOf(VOUCH_CATEGORY_LETTER) }

  /// Capital letters of any script.
  var isCapital: Bool { isASCII ? value &- 0x41 < 26 : isOf(VOUCH_CATEGORY_UPPER) }

  /// Letters of scripts that have capitals.
  var isCased: Bool {
    isASCII ? isASCIILetter : isOf(VOUCH_CATEGORY_UPPER | VOUCH_CATEGORY_LOWER)
  }

  /// Marks of any script.
  var isMark: Bool { value >= 0x300 && isOf(VOUCH_CATEGORY_MARK) }

  /// Decimal digits of any script.
  var isDigit: Bool { isASCII ? isASCIIDigit : isOf(VOUCH_CATEGORY_DIGIT) }

  /// Punctuation of any script (general category P).
  var isPunctuation: Bool { isOf(VOUCH_CATEGORY_PUNCTUATION) }

  /// Signs that are neither punctuation nor money: arrows, pictures, mathematics.
  var isSign: Bool { isOf(VOUCH_CATEGORY_SIGN) }

  /// What can be an emoji, with a selector or without.
  var isEmoji: Bool { vouch_icu_is_emoji(value) }

  /// The vowels of English, small.
  var isVowel: Bool {
    switch self {
    case "a", "e", "i", "o", "u", "y": return true
    default: return false
    }
  }

  private func isOf(_ categories: UInt32) -> Bool { vouch_icu_category(value) & categories != 0 }
}

extension [Unicode.Scalar] {
  /// True where `word`, ASCII in lower case, stands at `index`, in letters of any case.
  func hasASCII(_ word: StaticString, at index: Int) -> Bool {
    guard index >= 0, index + word.utf8CodeUnitCount <= count else { return false }
    return word.withUTF8Buffer { bytes in
      for (offset, byte) in bytes.enumerated()
      where self[index + offset].asciiLowercased != UInt32(byte) {
        return false
      }
      return true
    }
  }

  /// The scalars in `range` as a string.
  func string(_ range: Range<Int>) -> String { String(scalars: self[range]) }
}
