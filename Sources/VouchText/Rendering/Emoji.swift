import CICU

/// Finds whole emoji in a text.
enum Emoji {
  /// No emoji recommended for interchange has more scalars, selectors included.
  private static let longest = 14

  /// Behind the emoji that begins at `start`; nil where none does.
  ///
  /// What was built like an emoji but is not recommended for interchange counts as its parts, as
  /// networks see it.
  static func end(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    let first = scalars[start]
    guard first.isEmoji else { return nil }
    var end = start + 1
    while end < scalars.count, end - start < longest, continues(at: end, in: scalars) { end += 1 }
    while end > start + 1 {
      if isEmoji(scalars[start..<end]) { return end }
      end -= 1
    }
    return vouch_icu_is_emoji_presentation(first.value) || first.value > 0x2000 ? start + 1 : nil
  }

  private static func continues(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    let scalar = scalars[index]
    switch scalar.value {
    case 0x200D, 0xFE0F, 0x20E3, 0xE0020...0xE007F: return true
    default:
      return vouch_icu_is_emoji_modifier(scalar.value) || isRegional(scalar)
        || (scalars[index - 1].value == 0x200D && scalar.isEmoji)
    }
  }

  /// True where `scalars` are one emoji, with or without the selectors it is recommended with.
  private static func isEmoji(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let last = scalars.last, last.value != 0x200D else { return false }
    if ICU.isEmoji(scalars) { return true }
    if scalars.count == 2, last.value == 0xFE0F {
      return !(scalars.first?.isASCII ?? true)
    }
    if scalars.count == 2, last.value == 0x20E3, let first = scalars.first {
      return ICU.isEmoji([first, "\u{FE0F}", last])
    }
    return false
  }

  private static func isRegional(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }
}
