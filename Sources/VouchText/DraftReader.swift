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
    let found = TokenReader(source: source).read(parsed, dialect: .strict)
    let asRead = GluedLinks(parsed.published, links: parsed.links).textAsRead()
    let canonical = Canonicalizer.canonical(parsed.published, orReadAs: asRead)
    return Reading(
      channels: text.channels,
      published: parsed.published,
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
  func renditions(for channels: [Channel], of texts: [Text]) -> [Rendition] {
    var cache: [CacheKey: FoundTokens] = [:]
    return channels.compactMap { channel in
      guard let index = texts.firstIndex(where: { $0.channels.contains(channel) }),
        let profile = catalog[channel]
      else { return nil }
      let key = CacheKey(text: index, dialect: profile.dialect)
      let parsed = texts[index].rendered.parsed
      let found =
        cache[key] ?? TokenReader(source: source).read(parsed, dialect: profile.dialect)
      cache[key] = found
      return rendition(of: texts[index], found: found, profile: profile)
    }
  }

  private struct CacheKey: Hashable {
    var text: Int
    var dialect: TokenDialect
  }

  private func rendition(
    of text: Text,
    found: FoundTokens,
    profile: ChannelProfile
  ) -> Rendition {
    let parsed = text.rendered.parsed
    let segments =
      profile.showsMarkdown
      ? text.rendered.markdown : parsed.segments.map { parsed.published.string(in: $0.range) }
    return Rendition(
      channel: profile.channel,
      text: segments.joined(separator: "\n\n"),
      segments: segments,
      offsets: parsed.segments.compactMap(\.offset),
      lengths: segments.map { LengthCounter.length(of: $0, in: profile) },
      mentions: published(found.mentions),
      hashtags: published(found.hashtags),
      links: found.links.map(\.url)
    )
  }

  private func published(_ tokens: [Token]) -> [String] {
    tokens.filter { $0.surface == .published }.map(\.text)
  }
}
