import VouchCore

/// Single letters with the same gap between each: `g u a r`, `g.u.a.r`, `g - u - a - r`.
struct SpacedLetters {
  /// The places of the letters.
  private(set) var letters: [Int]
  /// For each gap but the last, true where a word ends: the gap is wider than others.
  private(set) var wordEnds: [Bool]
  /// For each gap, true where it is of another kind than most: `t.h.e w.o.r.d`.
  private(set) var kindEnds: [Bool]

  private static let widestGap = 4
  private static let shortestRun = 3

  /// The runs in `scalars`, in order.
  static func runs(in scalars: [Unicode.Scalar], masks: ScalarMasks) -> [SpacedLetters] {
    mayHaveRuns(scalars, masks) ? runs(in: scalars) : []
  }

  /// The same, looked for scalar by scalar.
  static func runs(in scalars: [Unicode.Scalar]) -> [SpacedLetters] {
    var runs: [SpacedLetters] = []
    var index = 0
    while index < scalars.count {
      if isWordPart(scalars[index]) {
        let end = endOfWord(at: index, in: scalars)
        guard end == index + 1, canSpell(scalars[index]) else {
          index = end
          continue
        }
      } else if !isSingle(index, in: scalars) {
        index += 1
        continue
      }
      var letters = [index]
      while let next = nextSingle(after: letters[letters.count - 1], in: scalars) {
        letters.append(next)
      }
      index = letters[letters.count - 1] + 1
      if letters.count >= shortestRun { runs.append(SpacedLetters(letters, in: scalars)) }
    }
    return runs
  }

  /// False where fewer letters stand alone near one another than a run has: in most texts.
  private static func mayHaveRuns(_ scalars: [Unicode.Scalar], _ masks: ScalarMasks) -> Bool {
    masks.blocks.withUnsafeBufferPointer { blocks in
      var (singles, followers) = (UInt64(0), UInt64(0))
      var before = LetterBits()
      var here = LetterBits(blocks, 0, scalars)
      for index in blocks.indices {
        let next = LetterBits(blocks, index + 1, scalars)
        let alone =
          here.spelling & ~(here.words << 1 | before.words >> 63)
          & ~(here.words >> 1 | next.words << 63)
        var following: UInt64 = 0
        if alone != 0 {
          following = alone & reach(of: alone, behind: singles)
          if following & reach(of: following, behind: followers) != 0 { return true }
        }
        (singles, followers) = (alone, following)
        (before, here) = (here, next)
      }
      return false
    }
  }

  /// The places at most a gap behind one of `letters`, or of those of the 64 scalars before.
  private static func reach(of letters: UInt64, behind before: UInt64) -> UInt64 {
    var reached: UInt64 = 0
    for gap in 1...UInt64(widestGap + 1) { reached |= letters << gap | before >> (64 - gap) }
    return reached
  }

  /// Which of 64 scalars are parts of words, and which can spell one by themselves.
  private struct LetterBits {
    var words: UInt64 = 0
    var spelling: UInt64 = 0

    init() {}

    @inline(__always)
    init(
      _ blocks: UnsafeBufferPointer<ScalarMasks.Block>,
      _ index: Int,
      _ scalars: [Unicode.Scalar]
    ) {
      guard index < blocks.count else { return }
      words = blocks[index].alphanumerics
      spelling = words
      let rest = blocks[index].others | blocks[index].sigils
      if rest != 0 { addFurther(rest, from: index << 6, of: scalars) }
    }

    /// Adds what of the scalars that `bits` tell, from `start` on, is written in no plain letter.
    private mutating func addFurther(_ bits: UInt64, from start: Int, of scalars: [Unicode.Scalar])
    {
      var rest = bits
      while rest != 0 {
        let scalar = scalars[start + rest.trailingZeroBitCount]
        let bit = rest & (0 &- rest)
        if canSpell(scalar) { spelling |= bit }
        if isWordPart(scalar) { words |= bit }
        rest &= rest &- 1
      }
    }
  }

  /// What stands between two letters.
  private enum GapKind: Int, CaseIterable { case marks, blanks, lineEnd }

  private init(_ letters: [Int], in scalars: [Unicode.Scalar]) {
    self.letters = letters
    let gaps = zip(letters, letters.dropFirst()).map { $1 - $0 }
    let usual = gaps.min() ?? 0
    wordEnds = gaps.map { $0 > usual }
    let kinds = zip(letters, letters.dropFirst()).map { Self.kind(of: scalars[($0 + 1)..<$1]) }
    let counts = GapKind.allCases.map { kind in kinds.count { $0 == kind } }
    let most = GapKind.allCases.max { counts[$0.rawValue] < counts[$1.rawValue] }
    kindEnds = kinds.map { $0 != most }
  }

  private static func kind(of gap: ArraySlice<Unicode.Scalar>) -> GapKind {
    if gap.contains(where: \.isNewline) { return .lineEnd }
    return gap.allSatisfy(\.isTwitterSpace) ? .blanks : .marks
  }

  /// The scalars that the run covers.
  var range: Range<Int> { (letters.first ?? 0)..<(letters.last ?? -1) + 1 }

  /// True where this is no enumeration, abbreviation or row of initials, but a word.
  func spellsWord(_ scalars: [Unicode.Scalar]) -> Bool {
    let letters = letters.map { scalars[$0] }.filter(\.isLetter)
    guard letters.count >= 6 else { return false }
    // W.Y.S.I.W.Y.G. and "A, B, C" are written so by everyone.
    let gap = scalars[range.lowerBound + 1]
    if gap == ".", longestWord <= 3 { return false }
    if (gap == "." || gap == ","), letters.contains(where: \.isCapital) {
      return false
    }
    let values = letters.map(\.asciiLowercased)
    if zip(values, values.dropFirst()).allSatisfy({ $0 <= $1 }) { return false }
    let vowels = values.count { Unicode.Scalar($0)?.isVowel ?? false }
    return !letters.allSatisfy(\.isASCII) || (vowels > 0 && vowels < values.count)
  }

  /// How many letters the longest word has: rows of abbreviations have few in each.
  private var longestWord: Int {
    var (longest, length) = (1, 1)
    for (isWider, isOther) in zip(wordEnds, kindEnds) {
      length = isWider || isOther ? 1 : length + 1
      longest = max(longest, length)
    }
    return longest
  }

  private static func nextSingle(after index: Int, in scalars: [Unicode.Scalar]) -> Int? {
    var next = index + 1
    while next < scalars.count, next - index <= widestGap, isGap(scalars[next]) { next += 1 }
    guard next > index + 1, next < scalars.count, isSingle(next, in: scalars) else { return nil }
    return next
  }

  private static func endOfWord(at start: Int, in scalars: [Unicode.Scalar]) -> Int {
    var end = start + 1
    while end < scalars.count, isWordPart(scalars[end]) { end += 1 }
    return end
  }

  private static func isSingle(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard canSpell(scalars[index]) else { return false }
    if index > 0, isWordPart(scalars[index - 1]) { return false }
    return index + 1 == scalars.count || !isWordPart(scalars[index + 1])
  }

  /// Letters of alphabets, and signs that stand for some.
  private static func canSpell(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.isASCIIAlphanumeric || scalar == "@" || scalar == "$" }
    return scalar.isCased
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isLetterOrMark || scalar.isDigit
  }

  private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "-", "_", "*", "/", "|", ",", "~", "+", ":", ";", "\u{B7}", "\u{2022}", "\u{2013}",
      "\u{2014}", "\u{2010}", "\u{2011}":
      return true
    default: return scalar.isTwitterSpace
    }
  }
}
