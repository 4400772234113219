import VouchCore

/// Tells shouting from acronyms in one post.
///
/// A word of capitals shouts where it has at least six letters, or where words of capitals stand on
/// both sides of a mere space; `HTTP, JSON, YAML` and a lone `NASA` do not shout.
struct CapitalMeasure {
  /// How many letters have a case.
  private(set) var letters = 0
  /// How many of them are in words that shout.
  private(set) var shouted = 0
  /// How many shouted words of at least four letters stand in the longest row of capitals.
  private var longestRow = 0
  private var longestRange: Range<Int>?
  private var firstToLast: Range<Int>?

  private struct Word {
    let range: Range<Int>
    let letters: Int
    /// True where only a space stands between this word and the one before.
    let isJoined: Bool
  }

  private var row: [Word] = []
  private var isListed = false

  /// Where it is loudest; nil where nobody shouts.
  ///
  /// Five longer words in a row are loud, or more than half of a text of at least twenty letters.
  var loudest: Range<Int>? {
    if longestRow >= 5 { return longestRange }
    return letters >= 20 && shouted * 2 > letters ? firstToLast : nil
  }

  /// False for most texts: those in which fewer than six letters may be the second or a later one
  /// of a word of capitals.
  ///
  /// More than ten letters have to shout before anybody hears it, and a word of one letter does not.
  static func mayFindLoud(_ text: [Unicode.Scalar], _ masks: ScalarMasks) -> Bool {
    var (count, others, before) = (0, 0, ScalarMasks.Block())
    for block in masks.blocks {
      others += block.others.nonzeroBitCount
      count += block.capitalsInside(behind: before).nonzeroBitCount
      before = block
    }
    if count + others <= 5 { return false }
    masks.forEachPlace(\.others) { if isCapital(text[$0]) { count += 1 } }
    return count > 5
  }

  /// The same with nothing counted where `quiet` is true: the capitals of many texts stand in code.
  static func mayFindLoud(
    _ text: [Unicode.Scalar],
    _ masks: ScalarMasks,
    except quiet: [Bool]
  ) -> Bool {
    var (count, start, before) = (0, 0, ScalarMasks.Block())
    for block in masks.blocks {
      var bits = block.capitalsInside(behind: before) | block.others
      while bits != 0 {
        let place = start + bits.trailingZeroBitCount
        if !quiet[place], text[place].isASCII || isCapital(text[place]) { count += 1 }
        bits &= bits - 1
      }
      start += 64
      before = block
    }
    return count > 5
  }

  /// True for a capital beyond ASCII.
  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Scripts without capitals, punctuation, signs and emoji: to look a scalar up takes longer than
    // to read a line of ASCII.
    case 0x590..<0x10A0, 0x2000...0x20FF, 0x2E80..<0xA640, 0x1F18A...: false
    default: scalar.properties.isUppercase
    }
  }

  /// Measures the part of `scalars` in `range`, leaving out where `quiet` is true.
  mutating func read(_ scalars: [Unicode.Scalar], in range: Range<Int>, except quiet: [Bool]) {
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = scalars[index]
      if quiet[index] || !scalar.isWordPart {
        if quiet[index] { endRow() }
        if isListMark(scalar) { isListed = true }
        index += 1
        continue
      }
      let start = index
      var (upper, lower) = (0, 0)
      while index < range.upperBound, !quiet[index],
        scalars[index].isWordPart || isApostrophe(scalars[index])
      {
        switch letterCase(of: scalars[index]) {
        case .upper: upper += 1
        case .lower: lower += 1
        case .none: break
        }
        index += 1
      }
      letters += upper + lower
      if lower == 0, upper > 0 {
        row.append(
          Word(range: start..<index, letters: upper, isJoined: !row.isEmpty && !isListed)
        )
        isListed = false
      } else if upper + lower > 0 {
        endRow()
      }
    }
    endRow()
  }

  private mutating func endRow() {
    defer { isListed = false }
    // As behind nearly every word.
    if row.isEmpty { return }
    defer { row.removeAll(keepingCapacity: true) }
    let loud = row.indices.filter { index in
      guard row[index].letters >= 2 else { return false }
      return row[index].letters >= 6 || row[index].isJoined
        || (index + 1 < row.count && row[index + 1].isJoined)
    }
    guard let first = loud.first, let last = loud.last else { return }
    shouted += loud.reduce(0) { $0 + row[$1].letters }
    let range = row[first].range.lowerBound..<row[last].range.upperBound
    firstToLast = (firstToLast?.lowerBound ?? range.lowerBound)..<range.upperBound
    // Five words of which none has five letters are more likely names of formats than shouting.
    guard loud.contains(where: { row[$0].letters >= 5 }) else { return }
    let long = loud.count { row[$0].letters >= 4 }
    if long > longestRow {
      longestRow = long
      longestRange = range
    }
  }

  /// True for what stands between the members of a list rather than between shouted words.
  private func isListMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", "/", ";", "|", "\u{B7}", "\u{2022}", "(", ")", "\n", "+", "&", ":": true
    default: false
    }
  }

  private func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "\u{2019}"
  }

  private enum LetterCase { case upper, lower, none }

  private func letterCase(of scalar: Unicode.Scalar) -> LetterCase {
    if scalar.isASCII {
      if scalar.value >= 0x41 && scalar.value <= 0x5A { return .upper }
      return scalar.value >= 0x61 && scalar.value <= 0x7A ? .lower : .none
    }
    if scalar.properties.isUppercase { return .upper }
    return scalar.properties.isLowercase ? .lower : .none
  }
}

extension ScalarMasks.Block {
  /// Capitals of ASCII right behind something that a word of capitals may have in it.
  fileprivate func capitalsInside(behind before: Self) -> UInt64 {
    let inside = capitals | digits | unusual
    let insideBefore = before.capitals | before.digits | before.unusual
    return capitals & (inside << 1 | insideBefore >> 63)
  }
}
