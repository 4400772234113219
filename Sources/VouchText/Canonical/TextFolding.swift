public import VouchCore

/// Folds words that do not come from a draft, a policy's for instance, as drafts are folded.
public enum TextFolding: Sendable {
  /// The canonical form of `text`; its places in a file mean nothing.
  public static func canonical(of text: String) -> CanonicalText {
    Canonicalizer.canonical(MappedText(text, at: SourceSpan(0, 0)))
  }
}
