/// The words of a text, reduced to what makes it a copy of another.
public struct Wording: Hashable, Sendable {
  /// The canonical words, one space between them, without links, mentions and hashtags.
  public let text: String

  /// The words of a canonical text.
  public init(canonical text: String) {
    self.text = text
  }
}
extension Wording {
  public init(draft: Draft) {
    self.init(canonical: draft.readings.first?.canonical.first?.text.string ?? "")
  }
  public var bands: [Int64] { [] }
}
