import VouchCore

/// Everything a channel gets to see of a post: what an approval vouches for, word for word.
///
/// It is made from a stored revision where a post is approved and emitted, and from the file where
/// a post is verified; the same digest means the same post.
struct PostContent: Hashable, Sendable {
  let channel: String
  let kind: String
  let text: String
  let segments: [String]
  /// When each segment is posted, in whole seconds from the start; for chats only.
  let offsets: [Int64]
  let replyTo: String?
  let links: [String]
  let mentions: [String]
  let hashtags: [String]
  let media: [Media]
  let mission: Mission?

  struct Media: Hashable, Sendable {
    let file: String
    let sha256: String?
    let alt: String?
  }

  struct Mission: Hashable, Sendable {
    let ask: String?
    let people: [String]
  }
}

extension PostContent {
  static let domain = "vouch.post/1"

  /// What `channel` gets of a revision; nil where the revision is not for it.
  init?(_ content: RevisionContent, on channel: Channel) {
    guard let post = content.posts.first(where: { $0.channel == channel }) else { return nil }
    self.channel = channel.name
    kind = content.kind.rawValue
    text = post.text
    segments = post.segments
    offsets = content.kind == .chat ? post.offsets.map { $0.milliseconds / 1000 } : []
    replyTo = content.replyTo
    links = post.links
    mentions = post.mentions
    hashtags = post.hashtags
    media = content.media.map {
      Media(file: $0.copy ?? $0.file, sha256: $0.sha256, alt: $0.alt)
    }
    mission = content.kind == .mission ? Mission(ask: content.ask, people: content.asked) : nil
  }

  /// SHA-256 over all of it, in hexadecimal.
  var digest: String {
    // The text once whole, and once in its segments.
    var fields = FieldWriter(Self.domain, room: 2 * text.utf8.count + 512)
    fields.add(channel)
    fields.add(kind)
    fields.add(text)
    fields.add(segments)
    fields.add(offsets.map { String($0) })
    fields.add(optional: replyTo)
    fields.add(links)
    fields.add(mentions)
    fields.add(hashtags)
    fields.add(media.count)
    for file in media {
      fields.add(file.file)
      fields.add(optional: file.sha256)
      fields.add(optional: file.alt)
    }
    fields.add(mission == nil ? 0 : 1)
    if let mission {
      fields.add(optional: mission.ask)
      fields.add(mission.people)
    }
    return Digests.sha256(fields.bytes)
  }

  /// The members of a post's document, in the order of the contract.
  var members: [JSON.Member] {
    var members: [JSON.Member] = [
      .init("channel", .string(channel)), .init("kind", .string(kind)),
      .init("text", .string(text)), .init("segments", .strings(segments)),
    ]
    if kind == DraftKind.chat.rawValue {
      members.append(.init("offsets", .array(offsets.map(JSON.integer))))
    }
    if let replyTo { members.append(.init("replyTo", .string(replyTo))) }
    return members + [
      .init("links", .strings(links)),
      .init("mentions", .strings(mentions)),
      .init("hashtags", .strings(hashtags)),
      .init("media", .array(media.map(\.json))),
      .init("mission", mission.map(\.json) ?? .null),
    ]
  }

  /// Reads the members that ``members`` writes; nil where one of them is not what it should be.
  init?(_ json: JSON) {
    guard let channel = json["channel"]?.string, let kind = json["kind"]?.string,
      let text = json["text"]?.string, let segments = json["segments"]?.allStrings,
      let links = json["links"]?.allStrings, let mentions = json["mentions"]?.allStrings,
      let hashtags = json["hashtags"]?.allStrings, let files = json["media"]?.all,
      let request = json["mission"]
    else { return nil }
    let media = files.compactMap(Media.init)
    let offsets = json["offsets"].map { $0.all?.compactMap(\.int) ?? [] } ?? []
    guard media.count == files.count, offsets.count == json["offsets"]?.elements.count ?? 0,
      request == .null || Mission(request) != nil,
      json["replyTo"].map({ $0.string != nil }) ?? true
    else { return nil }
    self.channel = channel
    self.kind = kind
    self.text = text
    self.segments = segments
    self.offsets = offsets.map(Int64.init)
    replyTo = json["replyTo"]?.string
    self.links = links
    self.mentions = mentions
    self.hashtags = hashtags
    self.media = media
    mission = Mission(request)
  }
}

extension PostContent.Media {
  var json: JSON {
    ["file": .string(file), "sha256": .optional(sha256), "alt": .optional(alt)]
  }

  init?(_ json: JSON) {
    guard let file = json["file"]?.string, json.hasOnly(["file", "sha256", "alt"]),
      let sha256 = json["sha256"]?.orNull, let alt = json["alt"]?.orNull
    else { return nil }
    self.init(file: file, sha256: sha256, alt: alt)
  }
}

extension PostContent.Mission {
  var json: JSON { ["ask": .optional(ask), "people": .strings(people)] }

  init?(_ json: JSON) {
    guard json.hasOnly(["ask", "people"]), let ask = json["ask"]?.orNull,
      let people = json["people"]?.allStrings
    else { return nil }
    self.init(ask: ask, people: people)
  }
}

extension JSON {
  /// The elements of an array; nil for other values.
  var all: [JSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The strings of an array of nothing else; nil for other values.
  var allStrings: [String]? {
    guard let all else { return nil }
    let strings = all.compactMap(\.string)
    return strings.count == all.count ? strings : nil
  }

  /// The text of a string, nothing for null; nil for other values.
  var orNull: String?? {
    switch self {
    case .string(let text): .some(text)
    case .null: .some(nil)
    default: nil
    }
  }

  /// True for an object that has no other keys, and each of its keys once.
  func hasOnly(_ keys: Set<String>) -> Bool {
    guard case .object(let members) = self else { return false }
    let found = Set(members.map(\.key))
    return found.count == members.count && found.isSubset(of: keys)
  }
}
