/// A mention, hashtag or cashtag that was found in a draft.
public struct Token: Hashable, Sendable {
  /// What kind of token it is.
  public enum Kind: String, Hashable, Sendable {
    case mention, hashtag, cashtag
  }

  /// What kind of token it is.
  public let kind: Kind
  /// As written, with its sigil: `@Ana`.
  public let text: String
  /// Folded, without its sigil: `ana`.
  ///
  /// Two tokens with the same canonical form are the same person or tag. Remote handles keep their host: `ana@example.social`.
  public let canonical: String
  /// Where it was written.
  public let span: SourceSpan
  /// The scalars it covers in the text of its surface (see ``Reading``).
  public let range: Range<Int>
  /// Whether readers see it.
  public let surface: Surface

  /// A token that was found.
  public init(
    kind: Kind,
    text: String,
    canonical: String,
    span: SourceSpan,
    range: Range<Int>,
    surface: Surface
  ) {
    self.kind = kind
    self.text = text
    self.canonical = canonical
    self.span = span
    self.range = range
    self.surface = surface
  }
}

/// A link, written in Markdown or found in the text as a network would find it.
public struct Link: Hashable, Sendable {
  /// How the link came to be.
  public enum Kind: String, Hashable, Sendable {
    /// `[text](url)` or `[text][reference]`.
    case markdown
    /// A URL with a scheme that stands in the text, or `<url>`.
    case url
    /// A domain without a scheme that networks turn into a link.
    case bareDomain
  }

  /// How the link came to be.
  public let kind: Kind
  /// What readers see: the link text as rendered, or the URL itself.
  public let text: String
  /// The destination with entities and escapes decoded, as written otherwise.
  public let url: String
  /// The host of the destination, lower case and in its readable form; empty where there is none.
  public let host: String
  /// Where it was written: the destination's own place where it has one.
  public let span: SourceSpan
  /// The scalars of published text that show the destination (or the text, where the destination
  /// is not shown); nil for links on other surfaces.
  public let range: Range<Int>?

  /// A link that was found.
  public init(
    kind: Kind,
    text: String,
    url: String,
    host: String,
    span: SourceSpan,
    range: Range<Int>?
  ) {
    self.kind = kind
    self.text = text
    self.url = url
    self.host = host
    self.span = span
    self.range = range
  }
}

/// An image in the body; it becomes media of the post.
public struct Image: Hashable, Sendable {
  /// The path or URL as written, decoded.
  public let url: String
  /// The alternative text; empty where none was written.
  public let alt: String
  /// Where the image was written.
  public let span: SourceSpan

  /// True for `url`s of the web, of which no file is read.
  public static func isElsewhere(_ url: String) -> Bool {
    url.hasPrefix("https://") || url.hasPrefix("http://")
  }

  /// An image that was found.
  public init(url: String, alt: String, span: SourceSpan) {
    self.url = url
    self.alt = alt
    self.span = span
  }
}
