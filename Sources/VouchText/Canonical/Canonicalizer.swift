import VouchCore

/// Folds text to what a reader's eye takes it for.
///
/// The text of a draft and the words of a policy go through the same steps, so a word in any
/// script still matches itself; see ``Folding`` for the steps.
enum Canonicalizer {
  /// The canonical form of `text`, each scalar with the place of what it was made from.
  static func canonical(_ text: MappedText) -> CanonicalText {
    canonical(text, masks: ScalarMasks(text.scalars))
  }

  /// The same, with what is known of the text's scalars already.
  static func canonical(_ text: MappedText, masks: ScalarMasks) -> CanonicalText {
    if let plain = PlainFolding(text, masks: masks),
      SpacedLetters.runs(in: text.scalars, masks: masks).isEmpty
    {
      return joined(plain.folded())
    }
    let folding = Folding(text.scalars)
    let folded = folding.mappedWithSpaceDrawnTogether(to: text)
    let runs = SpacedLetters.runs(in: folding.scalars, masks: ScalarMasks(folding.scalars))
    guard !runs.isEmpty else { return joined(folded) }
    return CanonicalText(
      text: folded,
      joined: JoinedSpelling.joined(folding, runs: runs, of: text, besides: folded)
    )
  }

  /// A canonical text without spaced-out words, and what else it spells.
  private static func joined(_ folded: MappedText) -> CanonicalText {
    let masks = ScalarMasks(folded.scalars)
    let joined = JoinedSpelling.joined(folded, masks: masks)
    return CanonicalText(
      text: folded,
      joined: joined?.text,
      changes: joined?.changes,
      masks: masks
    )
  }

  /// The canonical form of `text`, which readers may also read as `other`.
  static func canonical(
    _ text: MappedText,
    masks: ScalarMasks,
    orReadAs other: MappedText?
  ) -> CanonicalText {
    let canonical = canonical(text, masks: masks)
    guard let other else { return canonical }
    let reading = self.canonical(other)
    var joined = canonical.joined ?? MappedText()
    for version in [reading.text, reading.joined].compactMap(\.self) where !version.isEmpty {
      if let last = joined.origins.last { joined.append("\n", from: last) }
      joined.append(version)
    }
    return CanonicalText(text: canonical.text, joined: joined, masks: canonical.masks)
  }

  /// The canonical form of a word.
  static func fold(_ text: String) -> String { fold(Array(text.unicodeScalars)[...]) }

  /// The canonical form of a handle or word.
  static func fold(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    PlainFolding.folded(scalars)
      ?? Folding(Array(scalars)).withSpaceDrawnTogether().string
  }

  /// The canonical form of a hashtag: like any word, but joiners that its script needs stay.
  static func foldHashtag(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    PlainFolding.folded(scalars) ?? Folding(Array(scalars), keepingJoiners: true).string
  }
}
