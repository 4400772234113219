import VouchCore

/// Folds text to what a reader's eye takes it for.
///
/// The text of a draft and the words of a policy go through the same steps, so a word in any
/// script still matches itself; see ``Folding`` for the steps.
enum Canonicalizer {
  /// The canonical form of `text`, each scalar with the place of what it was made from.
  static func canonical(_ text: MappedText) -> CanonicalText { canonical(MaskedText(text)) }

  /// The same, with what is known of the text's scalars already, and of the words that are `spaced`
  /// out in it.
  static func canonical(
    _ text: consuming MaskedText,
    spaced: [SpacedLetters]? = nil
  ) -> CanonicalText {
    if let folded = Folding.changed(text) { return canonical(ofFolded: folded, isPlain: false) }
    return canonical(ofFolded: consume text, spaced: spaced, isPlain: true)
  }

  private static func canonical(
    ofFolded folded: consuming MaskedText,
    spaced: [SpacedLetters]? = nil,
    isPlain: Bool
  ) -> CanonicalText {
    let runs = spaced ?? SpacedLetters.runs(in: folded.text.scalars, masks: folded.masks)
    guard runs.isEmpty else { return canonical(ofFolded: folded, runs: runs, isPlain: isPlain) }
    // What stays as it is stays where it is: nobody else holds it.
    var drawn = WhiteSpace.drawnTogether(consume folded)
    drawn.lowercase()
    let joined = JoinedSpelling.joined(drawn)
    return CanonicalText(text: drawn.text, joined: joined, masks: drawn.masks, isPlain: isPlain)
  }

  /// The same for a text in which `runs` are spaced-out words.
  private static func canonical(
    ofFolded folded: MaskedText,
    runs: [SpacedLetters],
    isPlain: Bool
  ) -> CanonicalText {
    let drawn = WhiteSpace.drawnTogether(folded).lowercased
    let joined = JoinedSpelling.joined(folded.lowercased, runs: runs, besides: drawn.text)
    return CanonicalText(
      text: drawn.text,
      joined: joined.map { JoinedView($0) },
      masks: drawn.masks,
      isPlain: isPlain
    )
  }

  /// The canonical form of `text`, which readers may also read as `other`, with the words that are
  /// `spaced` out in it.
  static func canonical(
    _ text: consuming MaskedText,
    spaced: [SpacedLetters],
    orReadAs other: MappedText?
  ) -> CanonicalText {
    let canonical = canonical(consume text, spaced: spaced)
    guard let other else { return canonical }
    let reading = self.canonical(other)
    var joined = canonical.joined?.text ?? MappedText()
    for version in [reading.text, reading.joined?.text].compactMap(\.self) where !version.isEmpty {
      if let last = joined.origins.last { joined.append("\n", from: last) }
      joined.append(version)
    }
    return CanonicalText(
      text: canonical.text,
      joined: JoinedView(joined),
      masks: canonical.masks,
      isPlain: canonical.isPlain
    )
  }

  /// The canonical form of a word.
  static func fold(_ text: String) -> String { fold(Array(text.unicodeScalars)[...]) }

  /// The canonical form of a handle or word.
  static func fold(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    if let plain = PlainFolding.folded(scalars) { return plain }
    return WhiteSpace.drawnTogether(folded(scalars, keepingJoiners: false)).lowercased.text.string
  }

  /// The canonical form of a hashtag: like any word, but joiners that its script needs stay.
  static func foldHashtag(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    PlainFolding.folded(scalars) ?? folded(scalars, keepingJoiners: true).lowercased.text.string
  }

  private static func folded(
    _ scalars: ArraySlice<Unicode.Scalar>,
    keepingJoiners: Bool
  ) -> MaskedText {
    var origins = Origins()
    origins.append(repeating: SourceSpan(0, 0), count: scalars.count)
    let text = MappedText(scalars: Array(scalars), origins: origins)
    let masked = MaskedText(text)
    return Folding.changed(masked, keepingJoiners: keepingJoiners) ?? masked
  }
}
