import CICU

/// The writing systems that Vouch treats apart.
///
/// The raw value is ICU's number; scripts without a name here are all treated alike.
struct Script: Hashable {
  let number: Int32

  /// The script of `scalar`.
  init(of scalar: Unicode.Scalar) {
    number =
      scalar.isASCII
      ? (scalar.isASCIILetter ? VOUCH_SCRIPT_LATIN : VOUCH_SCRIPT_COMMON)
      : vouch_icu_script(scalar.value)
  }

  private init(_ number: Int32) { self.number = number }

  static let common = Script(VOUCH_SCRIPT_COMMON)
  static let inherited = Script(VOUCH_SCRIPT_INHERITED)
  static let latin = Script(VOUCH_SCRIPT_LATIN)
  static let greek = Script(VOUCH_SCRIPT_GREEK)
  static let cyrillic = Script(VOUCH_SCRIPT_CYRILLIC)

  /// Letters of this script are mixed into Latin words only to deceive.
  var imitatesLatin: Bool {
    switch number {
    case VOUCH_SCRIPT_CYRILLIC, VOUCH_SCRIPT_GREEK, VOUCH_SCRIPT_ARMENIAN, VOUCH_SCRIPT_CHEROKEE,
      VOUCH_SCRIPT_COPTIC, VOUCH_SCRIPT_DESERET, VOUCH_SCRIPT_LISU:
      return true
    default: return false
    }
  }

  /// Accented letters of this script are read as their base.
  var dropsAccents: Bool {
    number == VOUCH_SCRIPT_LATIN || number == VOUCH_SCRIPT_GREEK || number == VOUCH_SCRIPT_CYRILLIC
  }

  /// Marks of this script can be left out without making another word.
  var dropsMarks: Bool {
    switch number {
    case VOUCH_SCRIPT_COMMON, VOUCH_SCRIPT_INHERITED, VOUCH_SCRIPT_LATIN, VOUCH_SCRIPT_GREEK,
      VOUCH_SCRIPT_CYRILLIC, VOUCH_SCRIPT_HEBREW, VOUCH_SCRIPT_ARABIC, VOUCH_SCRIPT_SYRIAC:
      return true
    default: return false
    }
  }

  /// Chinese, Japanese and Korean.
  var isEastAsian: Bool {
    switch number {
    case VOUCH_SCRIPT_HAN, VOUCH_SCRIPT_HIRAGANA, VOUCH_SCRIPT_KATAKANA, VOUCH_SCRIPT_HANGUL,
      VOUCH_SCRIPT_BOPOMOFO:
      return true
    default: return false
    }
  }

  /// Written from right to left.
  var isRightToLeft: Bool {
    switch number {
    case VOUCH_SCRIPT_ARABIC, VOUCH_SCRIPT_HEBREW, VOUCH_SCRIPT_SYRIAC, VOUCH_SCRIPT_THAANA,
      VOUCH_SCRIPT_NKO:
      return true
    default: return false
    }
  }

  /// Written without spaces between words, so that a zero-width space may say where lines break.
  var breaksWithoutSpaces: Bool {
    switch number {
    case VOUCH_SCRIPT_THAI, VOUCH_SCRIPT_LAO, VOUCH_SCRIPT_KHMER, VOUCH_SCRIPT_MYANMAR,
      VOUCH_SCRIPT_TIBETAN:
      return true
    default: return false
    }
  }

  /// Zero-width joiners and non-joiners choose between letter forms.
  ///
  /// That is so in the scripts of India, its neighbours and the Arabic world: all that are
  /// neither alphabets of separate letters nor East Asian.
  var usesJoiners: Bool {
    switch number {
    case VOUCH_SCRIPT_COMMON, VOUCH_SCRIPT_INHERITED, VOUCH_SCRIPT_LATIN, VOUCH_SCRIPT_GREEK,
      VOUCH_SCRIPT_CYRILLIC, VOUCH_SCRIPT_ARMENIAN, VOUCH_SCRIPT_CHEROKEE, VOUCH_SCRIPT_COPTIC,
      VOUCH_SCRIPT_HEBREW:
      return false
    default: return !isEastAsian
    }
  }
}
