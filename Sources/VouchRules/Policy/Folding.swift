public import VouchCore

/// How text is folded to its canonical form; handed in, because reading text is another module's.
public struct Folding: Sendable {
  private let fold: @Sendable (String) -> CanonicalText

  /// Folds with `canonical`, which must always give the same answer for the same text.
  public init(canonical: @escaping @Sendable (String) -> CanonicalText) {
    self.fold = canonical
  }

  /// The canonical form of `text`.
  public func canonical(_ text: String) -> CanonicalText { fold(text) }
}
