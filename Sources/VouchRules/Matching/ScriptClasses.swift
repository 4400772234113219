/// What a scalar is, as far as telling words apart goes.
///
/// ASCII is decided by comparison alone; only other scalars ask the Unicode tables.
extension Unicode.Scalar {
  /// True for letters, digits and the marks that belong to letters.
  var isWordPart: Bool { Letters.isPartOfWord(self) }

  /// True for `0` to `9`, `a` to `z` and `A` to `Z`.
  var isASCIIAlphanumeric: Bool { isASCIIDigit || isASCIILetter }

  /// True for `a` to `z` and `A` to `Z`.
  var isASCIILetter: Bool { (value | 0x20) &- 0x61 < 26 }

  /// True for `0` to `9`.
  var isASCIIDigit: Bool { value &- 0x30 < 10 }

  /// True for spaces, tabs and line ends of any script.
  var isSpace: Bool {
    if isASCII { return value == 0x20 || (value >= 0x09 && value <= 0x0D) }
    return properties.isWhitespace
  }

  /// The ASCII letter in lower case; every other scalar as it is.
  var asciiLowercased: Unicode.Scalar {
    value >= 0x41 && value <= 0x5A ? Unicode.Scalar(UInt8(value | 0x20)) : self
  }

  /// True for letters of scripts that put no space between words.
  var isUnspaced: Bool { Letters.isUnspaced(self) }
}
