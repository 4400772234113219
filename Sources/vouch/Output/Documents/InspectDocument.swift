import VouchCore
import VouchWorkflow

extension Documents {
  /// The answer of `vouch inspect`.
  static func inspect(_ text: InspectedText, path: String, channels: ChannelCatalog) -> JSON {
    document(
      "inspect",
      [
        .init("path", .string(path)),
        .init("mentions", tokens(text.mentions, text.source)),
        .init("hashtags", tokens(text.hashtags, text.source)),
        .init("cashtags", tokens(text.cashtags, text.source)),
        .init("links", .array(text.links.map { link($0, text.source) })),
        .init("flags", .array(text.flags.map { flag($0, text.source) })),
        .init("channels", .array(text.renditions.map { rendition($0, channels) })),
      ]
    )
  }

  /// Each person or tag once, where it first appears.
  private static func tokens(_ tokens: [Token], _ source: SourceText) -> JSON {
    var seen: Set<String> = []
    return .array(
      tokens.filter { seen.insert($0.canonical).inserted }.map { token in
        let place = source.location(at: token.span.start)
        return [
          "text": .string(token.text),
          "canonical": .string(token.canonical),
          "line": .int(place.line),
          "column": .int(place.column),
          "surface": .string(token.surface.rawValue),
        ]
      }
    )
  }

  private static func link(_ link: Link, _ source: SourceText) -> JSON {
    let place = source.location(at: link.span.start)
    return [
      "text": .string(link.text),
      "url": .string(link.url),
      "host": .string(link.host),
      "line": .int(place.line),
      "column": .int(place.column),
    ]
  }

  private static func flag(_ flag: VouchCore.Flag, _ source: SourceText) -> JSON {
    let place = source.location(at: flag.span.start)
    return [
      "flag": .string(flag.kind.rawValue),
      "text": .string(flag.text),
      "line": .int(place.line),
      "column": .int(place.column),
    ]
  }

  private static func rendition(_ rendition: Rendition, _ channels: ChannelCatalog) -> JSON {
    let profile = channels[rendition.channel]
    var members: [JSON.Member] = [
      .init("channel", .string(rendition.channel.name)),
      .init("text", .string(rendition.text)),
      .init("segments", .strings(rendition.segments)),
      .init("length", .int(rendition.length)),
      .init("limit", .optional(profile?.limit)),
      .init("unit", .optional(profile?.unit.rawValue)),
    ]
    if !rendition.offsets.isEmpty { members.append(offsets(rendition)) }
    return .object(members)
  }

  /// When each post of a chat goes out, in seconds from its start.
  static func offsets(_ rendition: Rendition) -> JSON.Member {
    .init("offsets", .array(rendition.offsets.map { .integer($0.milliseconds / 1000) }))
  }
}
