import VouchCore

/// Folds text to what a reader's eye takes it for.
enum Canonicalizer {
  /// The canonical form of `text`, each scalar with the place of what it was made from.
  static func canonical(_ text: MappedText) -> CanonicalText {
    CanonicalText(text: text)
  }

  /// The canonical form of a handle, tag or word.
  static func fold(_ text: String) -> String {
    text.lowercased()
  }
}
