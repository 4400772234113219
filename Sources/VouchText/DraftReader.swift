import VouchCore

/// Finds in rendered texts what rules and networks look for.
struct DraftReader {
  let source: SourceText
  let catalog: ChannelCatalog

  /// A text, the channels it is for, and what was found in it so far.
  struct Text {
    var channels: [Channel]
    var rendered: RenderedMarkdown
    var tokens: Tokens?
  }

  /// What scalars a text is made of, and what the strictest reading finds in it.
  struct Tokens {
    let masks: ScalarMasks
    let found: FoundTokens
  }

  /// What the strictest reading finds in `rendered`.
  func tokens(in rendered: RenderedMarkdown) -> Tokens {
    let parsed = rendered.parsed
    let masks = ScalarMasks(parsed.published.scalars)
    let found = StrictReading(source: source, text: parsed, masks: masks).found()
    return Tokens(masks: masks, found: found)
  }

  /// All there is to know of `text`, in which `tokens` were found.
  func reading(of text: Text, with tokens: consuming Tokens) -> Reading {
    let parsed = text.rendered.parsed
    let masks = tokens.masks
    let found = tokens.found
    let asRead = GluedLinks(parsed.published, links: parsed.links).textAsRead()
    let published = MaskedText(parsed.published, masks: masks)
    var canonical = [
      Canonicalizer.canonical(published, spaced: found.spacedLetters, orReadAs: asRead)
    ]
    for attached in parsed.attached { canonical.append(Canonicalizer.canonical(attached)) }
    return Reading(
      channels: text.channels,
      published: parsed.published,
      masks: masks,
      segments: parsed.segments,
      regions: parsed.regions,
      attached: parsed.attached,
      unpublished: parsed.unpublished,
      mentions: found.mentions,
      hashtags: found.hashtags,
      cashtags: found.cashtags,
      links: found.links,
      images: parsed.images,
      rawHTML: parsed.rawHTML,
      flags: found.flags,
      canonical: canonical
    )
  }

  /// What each of `channels` shows of its text among `texts`, in the order of `channels`.
  ///
  /// `readings` are those of `texts`.
  func renditions(
    for channels: [Channel],
    of texts: [Text],
    readings: [Reading]
  ) -> [Rendition] {
    var known: [KnownTokens] = []
    var renditions: [Rendition] = []
    renditions.reserveCapacity(channels.count)
    for channel in channels {
      guard let index = texts.firstIndex(where: { $0.channels.contains(channel) }),
        let profile = catalog[channel]
      else { continue }
      let rendered = texts[index].rendered
      let markdown = profile.showsMarkdown ? rendered.markdown : nil
      renditions.append(
        Rendition(
          channel: channel,
          of: readings[index],
          markdown: markdown,
          lengths: markdown?.map { LengthCounter.length(of: $0, in: profile) }
            ?? lengths(of: rendered.parsed, in: profile),
          tokens: tokens(in: rendered.parsed, number: index, dialect: profile.dialect, &known)
        )
      )
    }
    return renditions
  }

  private func lengths(of parsed: ParsedText, in profile: ChannelProfile) -> [Int] {
    parsed.segments.map {
      LengthCounter.length(of: parsed.published.scalars[$0.range], in: profile)
    }
  }

  /// What one dialect finds in one of the texts: networks may share both.
  private struct KnownTokens {
    let text: Int
    let dialect: TokenDialect
    let tokens: ShownTokens
  }

  /// What `dialect` finds in the text of that number; nil for the strictest reading, which was made.
  private func tokens(
    in parsed: ParsedText,
    number: Int,
    dialect: TokenDialect,
    _ known: inout [KnownTokens]
  ) -> ShownTokens? {
    if dialect == .strict { return nil }
    if let seen = known.first(where: { $0.text == number && $0.dialect == dialect }) {
      return seen.tokens
    }
    let found = TokenReader(source: source).read(parsed, dialect: dialect)
    let tokens = ShownTokens(
      mentions: found.mentions,
      hashtags: found.hashtags,
      links: found.links
    )
    known.append(KnownTokens(text: number, dialect: dialect, tokens: tokens))
    return tokens
  }
}
