import VouchCore

/// Folds text to what a reader's eye takes it for.
///
/// The text of a draft and the words of a policy go through the same steps, so a word in any
/// script still matches itself; see ``Folding`` for the steps.
enum Canonicalizer {
  /// The canonical form of `text`, each scalar with the place of what it was made from.
  static func canonical(_ text: MappedText) -> CanonicalText {
    let folding = Folding(text.scalars)
    let folded = folding.mappedWithSpaceDrawnTogether(to: text)
    return CanonicalText(
      text: folded,
      joined: JoinedSpelling.joined(folding, of: text, besides: folded)
    )
  }

  /// The canonical form of `text`, which readers may also read as `other`.
  static func canonical(_ text: MappedText, orReadAs other: MappedText?) -> CanonicalText {
    let canonical = canonical(text)
    guard let other else { return canonical }
    let reading = self.canonical(other)
    var joined = canonical.joined ?? MappedText()
    for version in [reading.text, reading.joined].compactMap(\.self) where !version.isEmpty {
      if let last = joined.origins.last { joined.append("\n", from: last) }
      joined.append(version)
    }
    return CanonicalText(text: canonical.text, joined: joined)
  }

  /// The canonical form of a handle, tag or word.
  static func fold(_ text: String) -> String {
    Folding(Array(text.unicodeScalars)).withSpaceDrawnTogether().string
  }

  /// The canonical form of a hashtag: like any word, but joiners that its script needs stay.
  static func foldHashtag(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    Folding(Array(scalars), keepingJoiners: true).string
  }
}
