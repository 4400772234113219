import VouchCore

/// Finds mentions, hashtags, cashtags and links in a text, and what is unexpected about it.
struct TokenReader {
  /// The file the text was read from.
  let source: SourceText

  /// Everything in `text` that `dialect` would find, in order of appearance.
  ///
  /// A network's own dialect finds what that network links in the published text. The strict one
  /// also reads alternative texts, links made by Markdown, and raises flags.
  ///
  /// `masks` are those of what it publishes, where somebody has made them already.
  func read(
    _ text: ParsedText,
    masks: ScalarMasks? = nil,
    dialect: TokenDialect
  ) -> FoundTokens {
    let published = text.published
    switch dialect {
    case .x: return tokens(TwitterTokens.find(in: published.scalars), in: published)
    case .bluesky: return tokens(BlueskyTokens.find(in: published.scalars), in: published)
    case .mastodon: return tokens(MastodonTokens.find(in: published.scalars), in: published)
    case .strict:
      let masks = masks ?? ScalarMasks(published.scalars)
      return StrictReading(source: source, text: text, masks: masks).found()
    }
  }

  /// What is unexpected about published words of the head, such as a mission's `ask`.
  func flags(inFrontMatter text: MappedText, masks: ScalarMasks) -> [Flag] {
    StrictReading.flags(inFrontMatter: text, masks: masks, of: source)
  }

  private func tokens(_ spans: FoundSpans, in text: MappedText) -> FoundTokens {
    FoundTokens(
      mentions: spans.mentions.map { Token(.mention, $0, in: text, on: .published) },
      hashtags: spans.hashtags.map { Token(.hashtag, $0, in: text, on: .published) },
      cashtags: spans.cashtags.map { Token(.cashtag, $0, in: text, on: .published) },
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
  /// A token at `found` in the text of a surface.
  init(_ kind: Kind, _ found: FoundSpan, in text: MappedText, on surface: Surface) {
    let canonical =
      switch kind {
      case .mention, .cashtag: Canonicalizer.fold(text.scalars[found.name])
      case .hashtag: Canonicalizer.foldHashtag(text.scalars[found.name])
      }
    self.init(
      kind: kind,
      text: text.string(in: found.range),
      canonical: canonical,
      span: text.span(of: found.range),
      range: found.range,
      surface: surface
    )
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
