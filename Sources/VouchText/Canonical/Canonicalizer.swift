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
    if let plain = PlainFolding.folded(text, masks: masks) {
      // Small letters stand where capitals stood: what is asked of the masks is the same.
      return canonical(folded: plain, masks: masks)
    }
    let folded = Folding.folded(text, masks: masks)
    return canonical(folded: folded, masks: ScalarMasks(folded.scalars))
  }

  private static func canonical(folded: MappedText, masks: ScalarMasks) -> CanonicalText {
    let drawn = WhiteSpace.drawnTogether(folded, masks: masks)
    let drawnMasks = ScalarMasks(drawn.scalars)
    let runs = SpacedLetters.runs(in: folded.scalars, masks: masks)
    guard runs.isEmpty else {
      let joined = JoinedSpelling.joined(folded, masks: masks, runs: runs, besides: drawn)
      return CanonicalText(text: drawn, joined: joined, masks: drawnMasks)
    }
    let joined = JoinedSpelling.joined(drawn, masks: drawnMasks)
    return CanonicalText(
      text: drawn,
      joined: joined?.text,
      changes: joined?.changes,
      masks: drawnMasks
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
    if let plain = PlainFolding.folded(scalars) { return plain }
    let folded = folded(scalars, keepingJoiners: false)
    return WhiteSpace.drawnTogether(folded, masks: ScalarMasks(folded.scalars)).string
  }

  /// The canonical form of a hashtag: like any word, but joiners that its script needs stay.
  static func foldHashtag(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    PlainFolding.folded(scalars) ?? folded(scalars, keepingJoiners: true).string
  }

  private static func folded(
    _ scalars: ArraySlice<Unicode.Scalar>,
    keepingJoiners: Bool
  ) -> MappedText {
    var origins = Origins()
    origins.append(repeating: SourceSpan(0, 0), count: scalars.count)
    let text = MappedText(scalars: Array(scalars), origins: origins)
    let masks = ScalarMasks(text.scalars)
    return Folding.folded(text, masks: masks, keepingJoiners: keepingJoiners)
  }
}
