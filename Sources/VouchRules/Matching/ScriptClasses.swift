/// What a scalar is, as far as telling words apart goes.
///
/// ASCII is decided by comparison alone; only other scalars ask the Unicode tables.
extension Unicode.Scalar {
  /// True for letters, digits and the marks that belong to letters.
  var isWordPart: Bool {
    if isASCII { return isASCIIAlphanumeric }
    if properties.isAlphabetic { return true }
    return switch properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark: true
    default: false
    }
  }

  /// True for `0` to `9`, `a` to `z` and `A` to `Z`.
  var isASCIIAlphanumeric: Bool {
    isASCIIDigit || (value | 0x20 >= 0x61 && value | 0x20 <= 0x7A)
  }

  /// True for `0` to `9`.
  var isASCIIDigit: Bool { value >= 0x30 && value <= 0x39 }

  /// True for spaces, tabs and line ends of any script.
  var isSpace: Bool {
    if isASCII { return value == 0x20 || (value >= 0x09 && value <= 0x0D) }
    return properties.isWhitespace
  }

  /// The ASCII letter in lower case; every other scalar as it is.
  var asciiLowercased: Unicode.Scalar {
    value >= 0x41 && value <= 0x5A ? Unicode.Scalar(UInt8(value | 0x20)) : self
  }

  /// True for letters of scripts that put no space between words: Han, Kana, Thai, Lao, Khmer and
  /// Burmese.
  var isUnspaced: Bool {
    switch value {
    case 0..<0x0E00: false
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: true
    case 0x3005...0x3007, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF: true
    case 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFF: true
    default: false
    }
  }
}
