/// Where in a draft a piece of text stands, as far as readers of the post are concerned.
public enum Surface: String, Hashable, Sendable, CaseIterable {
  /// Everybody sees it: paragraphs, headings, quotes, lists, tables, link text, code, text inside
  /// raw HTML.
  case published
  /// It travels with the post: the alternative text of images.
  case attached
  /// Nobody sees it: comments, titles of links and images, reference definitions.
  case unpublished
}

/// A stretch of published text that stands in something other than plain prose.
public struct Region: Hashable, Sendable {
  /// What the text stands in.
  public enum Kind: String, Hashable, Sendable {
    case heading, quote, list, table, linkText, codeSpan, codeBlock, rawHTML, emphasis
  }

  /// What the text stands in.
  public let kind: Kind
  /// The scalars of the published text it covers.
  public let range: Range<Int>

  /// A region of published text.
  public init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}
