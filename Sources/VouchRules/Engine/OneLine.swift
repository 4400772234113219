/// Text with every stretch of white space as one space, so that no way of breaking lines keeps two
/// words apart.
struct OneLine {
  /// The text.
  let scalars: [Unicode.Scalar]
  /// For each scalar, its index in the text it was made from; nil where all are their own.
  private let positions: [Int]?

  init(_ text: [Unicode.Scalar]) {
    let (plain, double) = Self.withPlainSpaces(text)
    guard let first = double else {
      scalars = plain
      positions = nil
      return
    }
    var kept = Array(plain[..<first])
    var positions = Array(0..<first)
    kept.reserveCapacity(text.count)
    positions.reserveCapacity(text.count)
    var afterSpace = kept.last == " "
    for index in first..<text.count {
      let isSpace = Self.isSpace(text[index])
      if isSpace && afterSpace { continue }
      kept.append(isSpace ? " " : text[index])
      positions.append(index)
      afterSpace = isSpace
    }
    scalars = kept
    self.positions = positions
  }

  /// `text` with the marks that may stand between two words as one space too: `risk-free`,
  /// `risk/free`, `risk · free`; nil where there are none.
  ///
  /// A full stop counts only without a space beside it, and no mark does across a line end, where
  /// sentences end and items of lists begin.
  static func withoutMarks(_ text: [Unicode.Scalar]) -> OneLine? {
    guard let first = firstJoin(in: text) else { return nil }
    var kept: [Unicode.Scalar] = []
    var positions: [Int] = []
    kept.reserveCapacity(text.count)
    positions.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      var end = index
      while end < text.count, isGap(text[end]) { end += 1 }
      if end == index {
        kept.append(text[index])
        positions.append(index)
        index += 1
        continue
      }
      let joins = index >= first && Self.joinsWords(index..<end, in: text)
      var afterSpace = false
      for place in joins ? index..<index + 1 : index..<end {
        let isSpace = joins || isSpace(text[place])
        if isSpace && afterSpace { continue }
        kept.append(isSpace ? " " : text[place])
        positions.append(place)
        afterSpace = isSpace
      }
      index = end
    }
    return OneLine(scalars: kept, positions: positions)
  }

  /// Where the first gap begins in which a mark stands for a space between two words.
  private static func firstJoin(in text: [Unicode.Scalar]) -> Int? {
    var index = 0
    while index < text.count {
      guard isMark(text[index]) else {
        index += 1
        continue
      }
      var (start, end) = (index, index + 1)
      while start > 0, isSpace(text[start - 1]) { start -= 1 }
      while end < text.count, isGap(text[end]) { end += 1 }
      if joinsWords(start..<end, in: text) { return start }
      index = end
    }
    return nil
  }

  private init(scalars: [Unicode.Scalar], positions: [Int]) {
    self.scalars = scalars
    self.positions = positions
  }

  /// True where `gap` stands between two words, has a mark, and ends neither a sentence nor a line.
  private static func joinsWords(_ gap: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    guard gap.lowerBound > 0, gap.upperBound < text.count, text[gap.lowerBound - 1].isWordPart,
      text[gap.upperBound].isWordPart
    else { return false }
    var (hasMark, hasStop, hasSpace) = (false, false, false)
    for scalar in text[gap] {
      if isLineEnd(scalar) { return false }
      if isSpace(scalar) { hasSpace = true } else { hasMark = true }
      if scalar == "." { hasStop = true }
    }
    return hasMark && !(hasStop && hasSpace)
  }

  /// True for what may stand between two words of an entry.
  static func isGap(_ scalar: Unicode.Scalar) -> Bool { isSpace(scalar) || isMark(scalar) }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCIILetter { return false }
    return switch scalar {
    case "-", "_", "/", "\u{B7}", ".", "\u{2022}", "|", "\u{2010}"..."\u{2015}": true
    default: false
    }
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// The scalars of the original text that `range` stands for.
  func original(_ range: Range<Int>) -> Range<Int> {
    guard let positions, let last = range.last else { return range }
    return positions[range.lowerBound]..<positions[last] + 1
  }

  /// `text` with white space of every kind as spaces, up to the first that stands right behind
  /// other white space, and where that is.
  private static func withPlainSpaces(_ text: [Unicode.Scalar]) -> ([Unicode.Scalar], Int?) {
    var plain = text
    let double = plain.withUnsafeMutableBufferPointer { plain -> Int? in
      var afterSpace = false
      for index in plain.indices {
        // Nearly all there is.
        if plain[index].value &- 0x21 < 0x64 {
          afterSpace = false
        } else if isSpace(plain[index]) {
          if afterSpace { return index }
          plain[index] = " "
          afterSpace = true
        } else {
          afterSpace = false
        }
      }
      return nil
    }
    return (plain, double)
  }

  /// True for white space of every kind.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value &- 0x21 < 0x64 { return false }
    return switch scalar.value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }
}
