import CICU

/// A text as the eye sees it when it looks for names: nothing invisible, no stray marks, letters
/// and sigils in their plain form, each with its place in the text it was made from.
///
/// Look-alikes of other scripts stay what they are, because which of them deceive depends on the
/// word; ``Canonicalizer`` decides that.
struct EyeText {
  /// What is seen.
  private(set) var scalars: [Unicode.Scalar]
  /// For each scalar, its index in the text; nil where all are their own.
  private var places: [Int]?
  /// The text it was made from.
  let text: [Unicode.Scalar]
  private let skipped: [Range<Int>]

  /// Looks at `text`, passing over `skipped`, which are ranges in order.
  init(_ text: [Unicode.Scalar], skipping skipped: [Range<Int>] = []) {
    self.text = text
    self.skipped = skipped
    guard !skipped.isEmpty || !text.allSatisfy(\.isPlainlySeen) else {
      scalars = text
      places = nil
      return
    }
    var scalars: [Unicode.Scalar] = []
    var places: [Int] = []
    scalars.reserveCapacity(text.count)
    places.reserveCapacity(text.count)
    var next = 0
    for (index, scalar) in text.enumerated() {
      while next < skipped.count, skipped[next].upperBound <= index { next += 1 }
      if next < skipped.count, skipped[next].contains(index) { continue }
      if scalar.isPlainlySeen {
        scalars.append(scalar)
      } else if Invisibles.isIgnorable(scalar)
        || (scalar.isMark && Script(of: scalar) == .inherited) || Self.isCommonMark(scalar)
      {
        continue
      } else {
        scalars.append(Self.plain(scalar))
      }
      places.append(index)
    }
    self.scalars = scalars
    self.places = places
  }

  private func place(_ index: Int) -> Int { places?[index] ?? index }

  /// The range of the text that `range` of what is seen stands for, with the marks behind it.
  func textRange(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    var end = place(last) + 1
    while end < text.count, text[end].isMark, !Invisibles.isIgnorable(text[end]) { end += 1 }
    return place(first)..<end
  }

  /// True where the text has nothing between what is seen at `index` and right before it.
  func touchesPrevious(_ index: Int) -> Bool {
    index > 0 && place(index - 1) + 1 == place(index)
  }

  private static func isCommonMark(_ scalar: Unicode.Scalar) -> Bool {
    (0x20D0...0x20F0).contains(scalar.value)
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x2B0: return scalar
    case 0x266F: return "#"
    default: break
    }
    if scalar.isSquaredLetter {
      let first: UInt32 = scalar.value < 0x1F170 ? 0x1F150 : 0x1F170
      return Unicode.Scalar(scalar.value - first + 0x61) ?? scalar
    }
    guard !vouch_icu_nfkc_keeps(scalar.value) else { return scalar }
    let folded = ICU.nfkc([scalar])
    guard folded.count == 1, let only = folded.first, only.isHandleScalar || only.isSigil else {
      return scalar
    }
    return only
  }
}

extension Unicode.Scalar {
  /// ASCII, and the bullet that rendering writes before items: nothing hides in them.
  var isPlainlySeen: Bool { value < 0x80 || value == 0x2022 }

  /// `@` and `#`.
  var isSigil: Bool { self == "@" || self == "#" }

  /// `@` and `#` in every form that is taken for them.
  var isSigilOfAnyForm: Bool {
    switch value {
    case 0x40, 0x23, 0xFF20, 0xFF03, 0xFE6B, 0xFE5F, 0x266F: return true
    default: return false
    }
  }
}
