import CICU

/// Tells characters that hide from characters that writing needs.
enum Invisibles {
  /// True for scalars that have no glyph of their own.
  static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0xAD: return false
    // Blank by design, though Unicode calls it a symbol.
    case 0x2800: return true
    default: return vouch_icu_is_ignorable(scalar.value)
    }
  }

  /// True for what leaves a mark on a page: no white space, control or other blank.
  static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value > 0x20 && scalar.value != 0x7F }
    if (0x80..<0xA0).contains(scalar.value) { return false }
    return !scalar.properties.isWhitespace && !isIgnorable(scalar)
  }

  /// True where something of a text in UTF-8 leaves a mark.
  static func isSeen(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.contains(where: { $0 > 0x20 && $0 < 0x7F }) { return true }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.contains(where: isSeen)
  }

  /// True where the zero-width joiner or non-joiner at `index` shapes the letters beside it.
  static func isOrthographicJoiner(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard index > 0 else { return false }
    let before = scalars[index - 1]
    if Script(of: before).usesJoiners, before.isLetterOrMark { return true }
    // A mark that several scripts share: what it stands on decides.
    guard Script(of: before) == .inherited, index > 1 else { return false }
    return Script(of: scalars[index - 2]).usesJoiners
  }

  /// True where the ignorable scalar at `index` is what its neighbours or its script ask for.
  static func isExpected(
    at index: Int,
    in scalars: [Unicode.Scalar],
    company: ScriptCompany
  ) -> Bool {
    let before = index > 0 ? scalars[index - 1] : nil
    let after = index + 1 < scalars.count ? scalars[index + 1] : nil
    switch scalars[index].value {
    case 0x200C: return isOrthographicJoiner(at: index, in: scalars)
    case 0x200D:
      return isOrthographicJoiner(at: index, in: scalars)
        || (isPictorial(before) && isPictorial(after))
    case 0x200B:
      return [before, after].contains { neighbour in
        guard let neighbour else { return false }
        let script = Script(of: neighbour)
        return script.breaksWithoutSpaces || script.isEastAsian
      }
    case 0x200E, 0x200F, 0x061C:
      return company.hasRightToLeft && !isInsideLatinWord(before, after)
    // Isolates and embeddings keep foreign names in order in right-to-left text; an override
    // serves nobody but who wants another order seen than is written.
    case 0x202A...0x202C, 0x2066...0x2069:
      return company.hasRightToLeft && !isInsideLatinWord(before, after)
    case 0xFE0E, 0xFE0F:
      guard let before else { return false }
      if before.isASCII { return after?.value == 0x20E3 && before.startsKeycap }
      return isPictorial(before) || before.isSign
    case 0xFE00...0xFE0D, 0xE0100...0xE01EF:
      guard let before, !before.isASCII else { return false }
      return Script(of: before) != .latin && !before.isTwitterSpace
    case 0x180B...0x180F:
      return before.map { Script(of: $0).number == VOUCH_SCRIPT_MONGOLIAN } ?? false
    case 0x115F, 0x1160:
      return [before, after].contains { $0.map { (0x1100...0x11FF).contains($0.value) } ?? false }
    case 0x17B4, 0x17B5: return before.map { Script(of: $0).number == VOUCH_SCRIPT_KHMER } ?? false
    default: return false
    }
  }

  private static func isInsideLatinWord(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool
  {
    (before?.isHandleScalar ?? false) && (after?.isHandleScalar ?? false)
  }

  /// Emoji, and what stands at the end of one.
  private static func isPictorial(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar, !scalar.isASCII else { return false }
    return scalar.isEmoji || scalar.value == 0xFE0F
      || scalar.value == 0x20E3
  }
}

extension Unicode.Scalar {
  /// What a keycap can be made of.
  var startsKeycap: Bool { isASCIIDigit || self == "#" || self == "*" }
}
