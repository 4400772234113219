import VouchCore

/// What the head of a draft says; never copied, as it has dozens of parts.
struct DecodedHead: ~Copyable {
  /// The head; its channels may be empty where there were problems.
  var frontMatter: FrontMatter
  /// The texts that channels have of their own, in order.
  var texts: [(channel: Channel, text: HeadScalar)] = []
  /// The title as written.
  var title: HeadScalar?
  /// A mission's request as written.
  var ask: HeadScalar?
  /// What the author should know.
  var notes: [DraftProblem] = []
  /// All that is wrong with it.
  var problems: [DraftProblem] = []
}

/// Turns the nodes of a head into its values; everything that is wrong is collected.
///
/// It is never copied: what it has read is handed on.
struct FrontMatterDecoder: ~Copyable {
  static let knownKeys = [
    "title", "channel", "channels", "kind", "topics", "why", "schedule", "media", "disclosure",
    "promotional", "reply-to", "mission", "texts", "campaign",
  ]

  private static let missionKeys = ["ask", "people"]

  let zone: BrandZone
  let catalog: ChannelCatalog
  let limits: InputLimits
  private var fields: HeadFields
  private var head: DecodedHead
  private var kindSpan: SourceSpan?
  private var missionSpan: SourceSpan?
  private var channelsSpan: SourceSpan?
  private var textsNode: HeadNode?
  /// True where a key was meant to name the channels: that none is named is only its echo.
  private var misspelledChannel = false

  init(
    zone: BrandZone,
    catalog: ChannelCatalog,
    limits: InputLimits,
    span: SourceSpan,
    fields: HeadFields
  ) {
    self.zone = zone
    self.catalog = catalog
    self.limits = limits
    self.fields = fields
    head = DecodedHead(frontMatter: FrontMatter(channels: [], span: span))
  }

  /// What the head says, and all that is wrong with it.
  consuming func decode() -> DecodedHead {
    let start = SourceSpan(head.frontMatter.span.start, head.frontMatter.span.start + 3)
    if let root = fields.tree.root {
      if root.kind == .mapping {
        var parts = root.parts
        while let (key, value) = parts.nextPair(in: fields.tree) { decode(key, value) }
        checkTogether(start: start)
      } else if fields.tree.isMissing(root) {
        checkTogether(start: start)
      } else {
        let noun = fields.tree.noun(of: root)
        fields.report("the head has to have keys, not be \(noun)", at: root.span)
      }
    } else if fields.problems.isEmpty {
      checkTogether(start: start)
    }
    head.problems = fields.problems
    return head
  }

  private mutating func decode(_ key: HeadNode, _ value: HeadNode) {
    let name = fields.tree.text(of: key)
    switch name {
    case "title":
      head.title = fields.text(value, of: "title")
      head.frontMatter.title = head.title.map { Located($0.text, at: $0.span) }
    case "channel", "channels": channels(name, at: key.span, value)
    case "kind":
      kindSpan = value.span
      if let kind: Located<DraftKind> = fields.choice(value, of: "kind") {
        head.frontMatter.kind = kind.value
      }
    case "topics":
      head.frontMatter.topics = fields.textsIfAny(value, of: "topics", orOne: true)
    case "why":
      head.frontMatter.why = fields.textIfAny(value, of: "why").map {
        Located($0.text, at: $0.span)
      }
    case "schedule":
      var decoder = ScheduleDecoder(zone: zone)
      head.frontMatter.schedule = decoder.decode(value, fields: &fields)
      head.notes.add(decoder.notes)
    case "media": head.frontMatter.media = MediaDecoder(limits: limits).decode(value, &fields)
    case "disclosure": head.frontMatter.disclosure = fields.choice(value, of: "disclosure")
    case "promotional": promotional(value)
    case "reply-to": replyTo(value)
    case "mission": mission(value)
    case "texts": textsNode = value
    case "campaign": head.frontMatter.campaign = fields.located(value, of: "campaign")
    default:
      let meant = Suggestion.nearest(to: name, among: Self.knownKeys)
      if meant == "channel" || meant == "channels" { misspelledChannel = true }
      fields.unknown(name, at: key.span, in: "the head", known: Self.knownKeys)
    }
  }

  private mutating func channels(_ key: String, at span: SourceSpan, _ value: HeadNode) {
    guard channelsSpan == nil else {
      return fields.report("'channel' and 'channels' stand side by side; use one", at: span)
    }
    channelsSpan = value.span
    func located(_ name: HeadScalar) -> Located<Channel> {
      Located(Channel(name.text), at: name.span)
    }
    var channels =
      key == "channel"
      ? fields.text(value, of: "channel").map { [located($0)] } ?? []
      : fields.texts(value, of: "channels", orOne: true, located)
    var known = 0
    for index in channels.indices {
      let (channel, span) = (channels[index].value, channels[index].span)
      if !catalog.knows(channel) {
        unknown(channel.name, at: span)
      } else if channels[..<known].contains(where: { $0.value == channel }) {
        fields.report("the channel '\(channel.name)' stands here more than once", at: span)
      } else {
        channels.swapAt(known, index)
        known += 1
      }
    }
    channels.removeLast(channels.count - known)
    head.frontMatter.channels = channels
  }

  private mutating func unknown(_ channel: String, at span: SourceSpan) {
    let known = catalog.profiles.map(\.channel.name)
    fields.report(
      "unknown channel '\(channel)'",
      at: span,
      help: Suggestion.help(for: channel, among: known)
        ?? "known channels: \(known.joined(separator: ", "))"
    )
  }

  private mutating func promotional(_ value: HeadNode) {
    guard let text = fields.text(value, of: "promotional") else { return }
    switch text.text {
    case "true": head.frontMatter.promotional = true
    case "false": head.frontMatter.promotional = false
    default:
      let meaning = ["yes": "true", "on": "true", "no": "false", "off": "false"]
      let meant =
        meaning[text.text.lowercased()]
        ?? Suggestion.nearest(to: text.text, among: ["true", "false"])
      fields.report(
        "'promotional' is true or false, not '\(text.text)'",
        at: text.span,
        help: meant.map { "did you mean '\($0)'?" }
      )
    }
  }

  private mutating func replyTo(_ value: HeadNode) {
    guard let text = fields.text(value, of: "reply-to") else { return }
    head.frontMatter.replyTo = Located(text.text, at: text.span)
    let lower = text.text.lowercased()
    let scheme = ["https://", "http://"].first { lower.hasPrefix($0) }
    let rest = lower.dropFirst(scheme?.count ?? 0)
    let hasSpace = lower.unicodeScalars.contains { $0.properties.isWhitespace }
    if scheme == nil || rest.isEmpty || rest.hasPrefix("/") || hasSpace {
      fields.report(
        "'reply-to' has to be the address of a post",
        at: text.span,
        help: "it starts with https://"
      )
    }
  }

  private mutating func mission(_ value: HeadNode) {
    missionSpan = value.span
    var people: [Located<String>] = []
    var keys = fields.keys(value, of: "mission", known: Self.missionKeys)
    while let (name, value) = fields.next(&keys, of: "mission", known: Self.missionKeys) {
      if name == "ask" {
        head.ask = fields.textIfAny(value, of: "ask")
      } else {
        people = fields.textsIfAny(value, of: "people", orOne: false)
        if people.count > limits.maxPeople {
          fields.report(
            "a mission asks at most \(limits.maxPeople) people; these are \(people.count)",
            at: people[limits.maxPeople].span
          )
        }
      }
    }
    let ask = head.ask.map { Located($0.text, at: $0.span) }
    head.frontMatter.mission = MissionRequest(ask: ask, people: people)
  }

  private mutating func checkTogether(start: SourceSpan) {
    let kind = head.frontMatter.kind
    let kindPlace = kindSpan ?? start
    if channelsSpan == nil, !misspelledChannel {
      fields.report("the head names no channel", at: start, help: "add 'channel: linkedin'")
    }
    if kind == .reply, head.frontMatter.replyTo == nil {
      fields.report("a reply needs 'reply-to', the post it answers", at: kindPlace)
    } else if kind != .reply, let replyTo = head.frontMatter.replyTo {
      fields.report("'reply-to' is for 'kind: reply' only", at: replyTo.span)
    }
    if kind == .mission, missionSpan == nil {
      fields.report("a mission needs 'mission' with 'ask' and 'people'", at: kindPlace)
    } else if kind != .mission, let missionSpan {
      fields.report("'mission' is for 'kind: mission' only", at: missionSpan)
    }
    if let textsNode { texts(textsNode) }
  }

  private mutating func texts(_ node: HeadNode) {
    guard node.kind == .mapping else {
      return fields.report(
        "'texts' has to have channels as its keys, not be \(fields.tree.noun(of: node))",
        at: node.span
      )
    }
    var parts = node.parts
    while let (key, value) = parts.nextPair(in: fields.tree) {
      let name = fields.tree.text(of: key)
      let channel = Channel(name)
      if !catalog.knows(channel) {
        unknown(name, at: key.span)
      } else if !head.frontMatter.channels.contains(where: { $0.value == channel }) {
        fields.report(
          "'texts' has a text for '\(name)', which is no channel of this draft",
          at: key.span
        )
      } else if let text = fields.text(value, of: name) {
        head.texts.append((channel, text))
      }
    }
  }
}
