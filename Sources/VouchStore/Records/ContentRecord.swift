import VouchCore

/// How the content of a revision is stored: one JSON object.
enum ContentRecord {
  static func write(_ content: RevisionContent) -> JSON {
    [
      "title": .optional(content.title),
      "kind": .string(content.kind.rawValue),
      "channels": .strings(content.channels.map(\.name)),
      "topics": .strings(content.topics),
      "why": .optional(content.why),
      "purposeKey": .optional(content.purposeKey),
      "campaign": .optional(content.campaign),
      "replyTo": .optional(content.replyTo),
      "posts": .array(content.posts.map(write)),
      "media": .array(content.media.map(write)),
      "ask": .optional(content.ask),
      "asked": .strings(content.asked),
      "people": .strings(content.people),
      "promotional": .bool(content.isPromotional),
      "wording": .string(content.wording.text),
      "windowStart": write(content.window.start),
      "windowEnd": write(content.window.end),
      "exact": write(content.exact),
    ]
  }

  static func read(_ text: String) throws -> RevisionContent {
    guard let json = JSON(parsing: text), let kind = json["kind"]?.string.flatMap(DraftKind.init)
    else { throw StoreError.unreadable("the content of a revision") }
    return RevisionContent(
      title: json["title"]?.string,
      kind: kind,
      channels: (json["channels"]?.strings ?? []).map { Channel($0) },
      topics: json["topics"]?.strings ?? [],
      why: json["why"]?.string,
      purposeKey: json["purposeKey"]?.string,
      campaign: json["campaign"]?.string,
      replyTo: json["replyTo"]?.string,
      posts: (json["posts"]?.elements ?? []).map(post),
      media: (json["media"]?.elements ?? []).map(media),
      ask: json["ask"]?.string,
      asked: json["asked"]?.strings ?? [],
      people: json["people"]?.strings ?? [],
      isPromotional: json["promotional"]?.bool ?? false,
      wording: Wording(canonical: json["wording"]?.string ?? ""),
      window: Window(start: instant(json["windowStart"]), end: instant(json["windowEnd"])),
      exact: instant(json["exact"])
    )
  }

  private static func write(_ post: Rendition) -> JSON {
    [
      "channel": .string(post.channel.name),
      "text": .string(post.text),
      "segments": .strings(post.segments),
      "offsets": .array(post.offsets.map { .integer($0.milliseconds) }),
      "lengths": .array(post.lengths.map(JSON.int)),
      "mentions": .strings(post.mentions),
      "hashtags": .strings(post.hashtags),
      "links": .strings(post.links),
    ]
  }

  private static func post(_ json: JSON) -> Rendition {
    Rendition(
      channel: Channel(json["channel"]?.string ?? ""),
      text: json["text"]?.string ?? "",
      segments: json["segments"]?.strings ?? [],
      offsets: (json["offsets"]?.elements ?? []).compactMap(\.int).map {
        TimeSpan(milliseconds: Int64($0))
      },
      lengths: (json["lengths"]?.elements ?? []).compactMap(\.int),
      mentions: json["mentions"]?.strings ?? [],
      hashtags: json["hashtags"]?.strings ?? [],
      links: json["links"]?.strings ?? []
    )
  }

  private static func write(_ media: StoredMedia) -> JSON {
    [
      "file": .string(media.file), "sha256": .optional(media.sha256),
      "copy": .optional(media.copy), "alt": .optional(media.alt),
    ]
  }

  private static func media(_ json: JSON) -> StoredMedia {
    StoredMedia(
      file: json["file"]?.string ?? "",
      sha256: json["sha256"]?.string,
      copy: json["copy"]?.string,
      alt: json["alt"]?.string
    )
  }

  private static func write(_ instant: Instant?) -> JSON {
    instant.map { .integer($0.milliseconds) } ?? .null
  }

  private static func instant(_ json: JSON?) -> Instant? {
    json?.int.map { Instant(milliseconds: Int64($0)) }
  }
}
