/// Latin letters made for phonetics that pass for ordinary ones.
enum Phonetics {
  /// True for letters such as `ɡ`, `ɑ` and small capitals, which no language's spelling needs.
  static func isLookAlike(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x250...0x2AF:
      // These are letters of African alphabets too.
      if scalar.isLatinAccent { return false }
    case 0x1D00...0x1D2B, 0xA730, 0xA731: break
    default: return false
    }
    return LookAlikes.twin(of: scalar) != nil || isSmallCapital(scalar)
  }

  private static func isSmallCapital(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.name?.hasPrefix("LATIN LETTER SMALL CAPITAL ") ?? false
  }
}
