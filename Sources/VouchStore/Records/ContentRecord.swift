import VouchCore

/// How the content of a revision is stored: what is asked of many revisions at once in columns of
/// its own, the rest in one JSON object.
enum ContentRecord {
  static let columns =
    """
    kind, channels, isPromotional, title, topics, why, purposeKey, people, asked, wording, content
    """

  /// The values of ``columns``.
  static func values(_ content: RevisionContent) -> [SQLValue] {
    [
      .text(content.kind.rawValue), list(content.channels.map(\.name)),
      .bool(content.isPromotional), .text(content.title), list(content.topics),
      .text(content.why), .text(content.purposeKey), list(content.people), list(content.asked),
      .text(content.wording.text), .text(write(content).text()),
    ]
  }

  private static func list(_ strings: [String]) -> SQLValue {
    .text(strings.isEmpty ? "[]" : JSON.strings(strings).text())
  }

  /// Reads ``columns`` from the position `first` on.
  static func read(_ row: SQLRow, from first: Int) throws -> RevisionContent {
    guard let json = JSON(parsing: row.text(first + 10)) else {
      throw StoreError.unreadable("the content of a revision")
    }
    return RevisionContent(
      title: row.optionalText(first + 3),
      kind: try kind(row.text(first)),
      channels: try channels(row.text(first + 1)),
      topics: try strings(row.text(first + 4)),
      why: row.optionalText(first + 5),
      purposeKey: row.optionalText(first + 6),
      campaign: json["campaign"]?.string,
      replyTo: json["replyTo"]?.string,
      posts: (json["posts"]?.elements ?? []).map(post),
      media: (json["media"]?.elements ?? []).map(media),
      ask: json["ask"]?.string,
      asked: try strings(row.text(first + 8)),
      people: try strings(row.text(first + 7)),
      isPromotional: row.bool(first + 2),
      wording: Wording(canonical: row.text(first + 9)),
      window: Window(start: instant(json["windowStart"]), end: instant(json["windowEnd"])),
      exact: instant(json["exact"])
    )
  }

  static func kind(_ text: String) throws -> DraftKind {
    guard let kind = DraftKind(rawValue: text) else {
      throw StoreError.unreadable("the kind of a revision")
    }
    return kind
  }

  static func channels(_ text: String) throws -> [Channel] {
    try strings(text).map { Channel($0) }
  }

  static func strings(_ text: String) throws -> [String] {
    // Most lists are empty, and none of those needs a parser.
    if text == "[]" { return [] }
    guard let json = JSON(parsing: text) else {
      throw StoreError.unreadable("a list of a revision")
    }
    return json.strings
  }

  private static func write(_ content: RevisionContent) -> JSON {
    [
      "campaign": .optional(content.campaign),
      "replyTo": .optional(content.replyTo),
      "posts": .array(content.posts.map(write)),
      "media": .array(content.media.map(write)),
      "ask": .optional(content.ask),
      "windowStart": write(content.window.start),
      "windowEnd": write(content.window.end),
      "exact": write(content.exact),
    ]
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
