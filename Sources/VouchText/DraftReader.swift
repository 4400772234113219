import VouchCore

/// Finds in rendered texts what rules and networks look for.
struct DraftReader {
  let source: SourceText
  let catalog: ChannelCatalog

  /// A text, the channels it is for, and what was found in it.
  struct Text {
    var channels: [Channel]
    var rendered: RenderedMarkdown
  }

  /// What the strictest reading finds in `text`.
  func reading(of text: Text) -> Reading {
    let parsed = text.rendered.parsed
    let masks = ScalarMasks(parsed.published.scalars)
    let found = TokenReader(source: source).read(parsed, masks: masks, dialect: .strict)
    let asRead = GluedLinks(parsed.published, links: parsed.links).textAsRead()
    let canonical = Canonicalizer.canonical(
      MaskedText(parsed.published, masks: masks),
      orReadAs: asRead
    )
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
      canonical: [canonical] + parsed.attached.map { Canonicalizer.canonical($0) }
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
    var known: [(text: Int, dialect: TokenDialect, tokens: ShownTokens)] = []
    return channels.compactMap { channel in
      guard let index = texts.firstIndex(where: { $0.channels.contains(channel) }),
        let profile = catalog[channel]
      else { return nil }
      let dialect = profile.dialect
      if let seen = known.first(where: { $0.text == index && $0.dialect == dialect }) {
        return rendition(of: texts[index], showing: seen.tokens, profile: profile)
      }
      // The strictest reading has been made already, and many networks are read by it.
      let tokens =
        dialect == .strict
        ? ShownTokens(readings[index])
        : ShownTokens(
          TokenReader(source: source).read(texts[index].rendered.parsed, dialect: dialect)
        )
      known.append((index, dialect, tokens))
      return rendition(of: texts[index], showing: tokens, profile: profile)
    }
  }

  private func rendition(
    of text: Text,
    showing tokens: ShownTokens,
    profile: ChannelProfile
  ) -> Rendition {
    let parsed = text.rendered.parsed
    guard profile.showsMarkdown else {
      let scalars = parsed.published.scalars
      return Rendition(
        channel: profile.channel,
        published: parsed.published,
        segments: parsed.segments,
        lengths: parsed.segments.map { LengthCounter.length(of: scalars[$0.range], in: profile) },
        mentions: tokens.mentions,
        hashtags: tokens.hashtags,
        links: tokens.links
      )
    }
    let segments = text.rendered.markdown
    return Rendition(
      channel: profile.channel,
      text: segments.count == 1 ? segments[0] : segments.joined(separator: "\n\n"),
      segments: segments,
      offsets: parsed.segments.compactMap(\.offset),
      lengths: segments.map { LengthCounter.length(of: $0, in: profile) },
      mentions: tokens.mentions,
      hashtags: tokens.hashtags,
      links: tokens.links
    )
  }
}

/// What of a text's tokens a network's readers meet, as written.
private struct ShownTokens {
  let mentions: [String]
  let hashtags: [String]
  let links: [String]

  init(_ reading: Reading) {
    self.init(mentions: reading.mentions, hashtags: reading.hashtags, links: reading.links)
  }

  init(_ found: FoundTokens) {
    self.init(mentions: found.mentions, hashtags: found.hashtags, links: found.links)
  }

  private init(mentions: [Token], hashtags: [Token], links: [Link]) {
    self.mentions = mentions.compactMap { $0.surface == .published ? $0.text : nil }
    self.hashtags = hashtags.compactMap { $0.surface == .published ? $0.text : nil }
    self.links = links.map(\.url)
  }
}
