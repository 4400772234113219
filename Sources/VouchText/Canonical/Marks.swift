/// Tells marks that spelling needs from marks that dress letters up.
enum Marks {
  /// True where the mark at `index` is expected on what it stands on.
  static func isExpected(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    let mark = scalars[index]
    guard let place = base(of: index, in: scalars) else { return false }
    let base = scalars[place]
    if mark.value == 0x20E3 { return base.startsKeycap }
    if (0x20D0...0x20F0).contains(mark.value) {
      return !base.isASCII && !base.isLetter && !base.isTwitterSpace
    }
    // A dotted circle or a hard space shows a mark by itself.
    if base.value == 0x25CC || base.value == 0xA0 { return true }
    let (script, baseScript) = (Script(of: mark), Script(of: base))
    guard script == .inherited || script == .common else {
      return script == baseScript || baseScript == .inherited
    }
    switch mark.value {
    case 0x3099, 0x309A, 0x302A...0x302F: return baseScript.isEastAsian
    case 0x64B...0x655, 0x670: return baseScript.isRightToLeft
    case 0x951...0x954, 0x1CD0...0x1CFA:
      return baseScript.usesJoiners && !baseScript.isRightToLeft
    case 0x334...0x338, 0xFE20...0xFE2F: return false
    default:
      guard base.isLetter, !baseScript.isEastAsian else { return false }
      return isSpelling(scalars[place...index])
    }
  }

  /// The scalar that the mark at `index` stands on, a few marks away at most.
  private static func base(of index: Int, in scalars: [Unicode.Scalar]) -> Int? {
    for place in stride(from: index - 1, through: max(0, index - 8), by: -1) {
      if !scalars[place].isMark, !Invisibles.isIgnorable(scalars[place]) {
        return scalars[place].isNewline ? nil : place
      }
    }
    return nil
  }

  /// True where the letter with its marks is a letter of some alphabet: one that NFC knows whole,
  /// with at most one more mark of those that languages use.
  private static func isSpelling(_ cluster: ArraySlice<Unicode.Scalar>) -> Bool {
    let composed = ICU.nfc(Array(cluster))
    if composed.count == 1 { return true }
    guard composed.count <= 3, let last = composed.last else { return false }
    return composed.dropFirst().allSatisfy(isCommon) && isCommon(last)
  }

  private static func isCommon(_ mark: Unicode.Scalar) -> Bool {
    switch mark.value {
    case 0x300...0x304, 0x306...0x308, 0x30A...0x30D, 0x30F, 0x311, 0x313, 0x314, 0x31B,
      0x323...0x329, 0x32D, 0x32E, 0x32F, 0x330, 0x331, 0x342, 0x345, 0x35C, 0x361:
      return true
    default: return false
    }
  }
}
