/// Text with every stretch of white space as one space, so that no way of breaking lines keeps two
/// words apart.
struct OneLine {
  /// The text.
  let scalars: [Unicode.Scalar]
  /// For each scalar, its index in the text it was made from; nil where all are their own.
  private let positions: [Int]?

  init(_ text: [Unicode.Scalar]) {
    guard let first = Self.firstChange(in: text) else {
      scalars = text
      positions = nil
      return
    }
    var kept = Array(text[..<first])
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

  /// The scalars of the original text that `range` stands for.
  func original(_ range: Range<Int>) -> Range<Int> {
    guard let positions, let last = range.last else { return range }
    return positions[range.lowerBound]..<positions[last] + 1
  }

  /// The first white space that is not a single space between other text.
  private static func firstChange(in text: [Unicode.Scalar]) -> Int? {
    var afterSpace = false
    for (index, scalar) in text.enumerated() {
      let space = isSpace(scalar)
      if space && (scalar != " " || afterSpace) { return index }
      afterSpace = space
    }
    return nil
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }
}
