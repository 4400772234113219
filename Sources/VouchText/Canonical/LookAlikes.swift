import CICU

/// Maps letters of other scripts to the Latin letters they pass for.
enum LookAlikes {
  /// The scalars of `word` with look-alikes mapped, each with the offset it comes from.
  ///
  /// Mapped is what stands in a word that mixes Latin with another script, and a word of one
  /// script that consists of look-alikes only. The word alone decides, never the text around it,
  /// so that a policy's word and a draft's come out alike.
  static func mapped(_ word: ArraySlice<Unicode.Scalar>) -> [(Unicode.Scalar, Int)] {
    var result: [(Unicode.Scalar, Int)] = []
    result.reserveCapacity(word.count)
    let isMixed = word.contains { Script(of: $0) == .latin || $0.isSquaredLetter }
    let isWhollyAlike = !isMixed && consistsOfLookAlikes(word)
    for (offset, scalar) in word.enumerated() {
      if scalar.isASCII {
        result.append((scalar, offset))
      } else if let letters = letters(for: scalar, isMixed: isMixed, isWhollyAlike: isWhollyAlike) {
        for letter in letters { result.append((letter, offset)) }
      } else {
        result.append((scalar, offset))
      }
    }
    return result
  }

  /// Punctuation as a keyboard has it.
  static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x2018, 0x2019, 0x201B, 0x02BC, 0x2032: return "'"
    case 0x201C, 0x201D, 0x201F, 0x2033: return "\""
    case 0x2010...0x2015, 0x2212: return "-"
    default: return scalar
    }
  }

  /// True where `word` is written in another script and each letter has a Latin twin.
  static func consistsOfLookAlikes(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    var hasLetter = false
    for scalar in word where scalar.isLetterOrMark {
      guard Script(of: scalar).imitatesLatin, twin(of: folded(scalar)) != nil else {
        return false
      }
      hasLetter = true
    }
    return hasLetter
  }

  /// Look-alikes that Unicode 17 knows and installed ICUs may not know yet.
  private static let newer: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{3ED}": "o", "\u{3F8}": "p", "\u{448}": "w", "\u{4C0}": "l", "\u{4CF}": "l",
    "\u{582}": "i", "\u{2C82}": "B", "\u{2C93}": "i", "\u{2CA9}": "y", "\u{2CBD}": "w",
    "\u{2CCE}": "P", "\u{2CCF}": "p",
  ]

  /// The ASCII letters that look the same as `scalar`; nil where none do.
  static func twin(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    // Asked first, so that no table is made for a text that has no such letter.
    guard tabled.contains(Int(scalar.value)) else { return lookUpTwin(of: scalar) }
    return table[Int(scalar.value) - tabled.lowerBound]
  }

  /// Greek and Cyrillic, which whole drafts are written in, are looked up once.
  private static let tabled = 0x370..<0x530
  private static let table = tabled.map { value in
    Unicode.Scalar(UInt32(value)).flatMap(lookUpTwin)
  }

  private static func lookUpTwin(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    if let letter = newer[scalar] { return [letter] }
    var skeleton = ICU.skeleton(scalar)
    if skeleton.count > 1 { skeleton.removeAll(where: \.isMark) }
    guard !skeleton.isEmpty else { return nil }
    // A skeleton stands for a whole class of look-alikes: "l" for I, l, 1 and |, "rn" for m.
    switch skeleton {
    case ["l"]: return [scalar.isCapital ? "i" : "l"]
    case ["r", "n"]: return ["m"]
    default: return skeleton.allSatisfy(\.isASCIIAlphanumeric) ? skeleton : nil
    }
  }

  private static func letters(
    for scalar: Unicode.Scalar,
    isMixed: Bool,
    isWhollyAlike: Bool
  ) -> [Unicode.Scalar]? {
    if scalar.isSquaredLetter { return squared(scalar) }
    if scalar.isDigit { return digit(scalar) }
    let script = Script(of: scalar)
    if script == .latin { return twin(of: scalar) ?? smallCapital(scalar) }
    guard !script.isEastAsian, script != .common, script != .inherited else { return nil }
    if isWhollyAlike { return twin(of: folded(scalar)) }
    guard isMixed else { return nil }
    // Small letters stand in for capitals without a twin, or Σ would fold to what is mapped next time.
    if let twin = twin(of: scalar) ?? twin(of: folded(scalar)) { return twin }
    return ICU.skeleton(scalar).first.flatMap(smallCapital)
  }

  private static func squared(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    let first: UInt32 = scalar.value < 0x1F170 ? 0x1F150 : 0x1F170
    return Unicode.Scalar(scalar.value - first + 0x61).map { [$0] }
  }

  private static func digit(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    scalar.properties.numericValue.flatMap { Unicode.Scalar(UInt32($0) + 0x30) }.map { [$0] }
  }

  /// The letter that `scalar` is a small form of a capital of, as Unicode's name for it says.
  private static func smallCapital(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    if scalar.value == 0x138 { return ["k"] }
    guard let name = scalar.properties.name, name.hasPrefix("LATIN LETTER SMALL CAPITAL "),
      let last = name.unicodeScalars.last, name.dropLast().hasSuffix(" ")
    else { return nil }
    return Unicode.Scalar(last.asciiLowercased).map { [$0] }
  }

  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let folded = vouch_icu_fold_scalar(scalar.value)
    return folded == 0 ? scalar : Unicode.Scalar(folded) ?? scalar
  }
}
