import VouchCore

/// Finds mentions, hashtags, cashtags and links in a text, and what is unexpected about it.
struct TokenReader {
  /// The file the text was read from.
  let source: SourceText

  /// Everything in `text` that `dialect` would find, in order of appearance.
  ///
  /// A network's own dialect finds what that network links in the published text. The strict one
  /// also reads alternative texts, links made by Markdown, and raises flags.
  func read(_ text: ParsedText, dialect: TokenDialect) -> FoundTokens {
    let published = text.published
    switch dialect {
    case .x: return tokens(TwitterTokens.find(in: published.scalars), in: published)
    case .bluesky: return tokens(BlueskyTokens.find(in: published.scalars), in: published)
    case .mastodon: return tokens(MastodonTokens.find(in: published.scalars), in: published)
    case .strict:
      let masks = ScalarMasks(published.scalars)
      return StrictReading(source: source, text: text, masks: masks).found()
    }
  }

  /// What is unexpected about published words of the head, such as a mission's `ask`.
  func flags(inFrontMatter text: MappedText, masks: ScalarMasks) -> [Flag] {
    StrictReading.flags(inFrontMatter: text, masks: masks, of: source)
  }

  private func tokens(_ spans: FoundSpans, in text: MappedText) -> FoundTokens {
    FoundTokens(
      mentions: Token.all(.mention, spans.mentions, in: text, on: .published),
      hashtags: Token.all(.hashtag, spans.hashtags, in: text, on: .published),
      cashtags: Token.all(.cashtag, spans.cashtags, in: text, on: .published),
      links: spans.links.map { Link($0, in: text) }
    )
  }
}

/// What was found in a text.
struct FoundTokens {
  var mentions: [Token] = []
  var hashtags: [Token] = []
  var cashtags: [Token] = []
  var links: [Link] = []
  var flags: [Flag] = []
  /// Spaced-out words, whether they are flagged or not.
  var spacedLetters: [SpacedLetters] = []
}

extension Token {
  /// The tokens at `found` in the text of a surface.
  static func all(
    _ kind: Kind,
    _ found: [FoundSpan],
    in text: MappedText,
    on surface: Surface
  ) -> [Token] {
    if found.isEmpty { return [] }
    var tokens: [Token] = []
    tokens.reserveCapacity(found.count)
    text.scalars.withUnsafeBufferPointer { scalars in
      for found in found {
        let name = UnsafeBufferPointer(rebasing: scalars[found.name])
        let token = Token(
          kind: kind,
          text: String(scalars: UnsafeBufferPointer(rebasing: scalars[found.range])),
          // Whatever it names, most names fold alike.
          canonical: PlainFolding.folded(name) ?? folded(text.scalars[found.name], of: kind),
          span: text.span(of: found.range),
          range: found.range,
          surface: surface
        )
        tokens.append(token)
      }
    }
    return tokens
  }

  private static func folded(_ name: ArraySlice<Unicode.Scalar>, of kind: Kind) -> String {
    switch kind {
    case .mention, .cashtag: Canonicalizer.fold(name)
    case .hashtag: Canonicalizer.foldHashtag(name)
    }
  }
}

extension Link {
  /// A link that stands in a published text.
  init(_ found: FoundLink, in text: MappedText) {
    let url = text.string(in: found.range)
    self.init(
      kind: found.hasScheme ? .url : .bareDomain,
      text: url,
      url: url,
      host: HostName.readable(text.scalars[found.host]),
      span: text.span(of: found.range),
      range: found.range
    )
  }
}
