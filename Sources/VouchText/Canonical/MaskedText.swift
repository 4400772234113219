import VouchCore

/// A text together with where the scalars of each class stand in it.
struct MaskedText {
  /// The text.
  private(set) var text: MappedText
  /// Where the scalars of each class stand.
  private(set) var masks: ScalarMasks

  /// `text`, whose `masks` are known.
  init(_ text: MappedText, masks: ScalarMasks) {
    self.text = text
    self.masks = masks
  }

  /// `text`, to be looked through.
  init(_ text: MappedText) { self.init(text, masks: ScalarMasks(text.scalars)) }

  /// The same text with `contractions`, which are in order and do not overlap.
  func contracted(_ contractions: [Contraction]) -> MaskedText {
    guard !contractions.isEmpty else { return self }
    return MaskedText(text.contracted(contractions))
  }

  /// Puts capitals of ASCII in lower case.
  mutating func lowercase() {
    guard masks.anywhere.capitals != 0 else { return }
    text.lowercaseASCII(capitals: masks)
    masks.lowercase()
  }

  /// The same text with capitals of ASCII in lower case.
  var lowercased: MaskedText {
    var lowercased = self
    lowercased.lowercase()
    return lowercased
  }
}
