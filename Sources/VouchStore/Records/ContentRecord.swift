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
      .text(content.wording.text), .text(text(of: content)),
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

  /// The rest of `content`, as JSON.
  private static func text(of content: RevisionContent) -> String {
    let room = content.posts.reduce(512) { $0 + $1.text.utf8.count + 256 }
    var json = JSONWriter(room: room)
    json.object { json in
      json.value(content.campaign, for: "campaign")
      json.value(content.replyTo, for: "replyTo")
      json.some(content.posts, for: "posts", write)
      json.some(content.media, for: "media", write)
      json.value(content.ask, for: "ask")
      json.value(content.window.start?.milliseconds, for: "windowStart")
      json.value(content.window.end?.milliseconds, for: "windowEnd")
      json.value(content.exact?.milliseconds, for: "exact")
    }
    return json.text
  }

  private static func write(_ json: inout JSONWriter, _ post: Rendition) {
    json.object { json in
      json.value(post.channel.name, for: "channel")
      json.value(post.text, for: "text")
      // Most posts are one text and no thread.
      if post.segments != [post.text] { json.strings(post.segments, for: "segments") }
      json.some(post.offsets, for: "offsets") { $0.value($1.milliseconds) }
      json.some(post.lengths, for: "lengths") { $0.value(Int64($1)) }
      json.some(post.mentions, for: "mentions") { $0.value($1) }
      json.some(post.hashtags, for: "hashtags") { $0.value($1) }
      json.some(post.links, for: "links") { $0.value($1) }
    }
  }

  private static func post(_ json: JSON) -> Rendition {
    let text = json["text"]?.string ?? ""
    return Rendition(
      channel: Channel(json["channel"]?.string ?? ""),
      text: text,
      segments: json["segments"]?.strings ?? [text],
      offsets: (json["offsets"]?.elements ?? []).compactMap(\.int).map {
        TimeSpan(milliseconds: Int64($0))
      },
      lengths: (json["lengths"]?.elements ?? []).compactMap(\.int),
      mentions: json["mentions"]?.strings ?? [],
      hashtags: json["hashtags"]?.strings ?? [],
      links: json["links"]?.strings ?? []
    )
  }

  private static func write(_ json: inout JSONWriter, _ media: StoredMedia) {
    json.object { json in
      json.value(media.file, for: "file")
      json.value(media.sha256, for: "sha256")
      json.value(media.copy, for: "copy")
      json.value(media.alt, for: "alt")
    }
  }

  private static func media(_ json: JSON) -> StoredMedia {
    StoredMedia(
      file: json["file"]?.string ?? "",
      sha256: json["sha256"]?.string,
      copy: json["copy"]?.string,
      alt: json["alt"]?.string
    )
  }

  private static func instant(_ json: JSON?) -> Instant? {
    json?.int.map { Instant(milliseconds: Int64($0)) }
  }
}

extension JSONWriter {
  /// An array, left out where it is empty: that is how it is read, and most rows have some.
  fileprivate mutating func some<Element>(
    _ elements: [Element],
    for key: StaticString,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    if !elements.isEmpty { array(elements, for: key, write) }
  }
}
