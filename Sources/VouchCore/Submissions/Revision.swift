/// What was handed in at one time: exact bytes, and everything that was read from them.
///
/// A revision never changes. What is approved and emitted comes from here, not from any file.
public struct Revision: Hashable, Sendable {
  /// Its number within the submission, from 1.
  public let number: Int
  /// Who handed it in.
  public let submittedBy: Actor
  /// When.
  public let submittedAt: Instant
  /// The path it was read from, as given; `-` for standard input.
  public let path: String
  /// The exact bytes.
  public let bytes: [UInt8]
  /// SHA-256 over bytes, rendered texts and media digests, in hexadecimal.
  public let fingerprint: String
  /// What was read from them.
  public let content: RevisionContent
  /// What the rules found when it was handed in.
  public let report: Report

  /// A revision as handed in.
  public init(
    number: Int,
    submittedBy: Actor,
    submittedAt: Instant,
    path: String,
    bytes: [UInt8],
    fingerprint: String,
    content: RevisionContent,
    report: Report
  ) {
    self.number = number
    self.submittedBy = submittedBy
    self.submittedAt = submittedAt
    self.path = path
    self.bytes = bytes
    self.fingerprint = fingerprint
    self.content = content
    self.report = report
  }
}

/// What a revision says, apart from its bytes: what lists, plans and posts are made of.
public struct RevisionContent: Hashable, Sendable {
  /// What the assistant calls it.
  public var title: String?
  /// What kind of post it is.
  public var kind: DraftKind
  /// Where it should go, in the order written.
  public var channels: [Channel]
  /// What it claims to be about.
  public var topics: [String]
  /// Why it should be posted.
  public var why: String?
  /// A short digest of the same in canonical words, to find copies; nil where `why` is.
  public var purposeKey: String?
  /// The campaign it belongs to.
  public var campaign: String?
  /// The post it answers.
  public var replyTo: String?
  /// The texts to post, one a channel, in the order of `channels`.
  public var posts: [Rendition]
  /// The files that go with it.
  public var media: [StoredMedia]
  /// Its request; for missions only.
  public var ask: String?
  /// The people its mission asks, as written, each once; empty for other kinds.
  public var asked: [String]
  /// The people it mentions, canonical, each once.
  public var people: [String]
  /// Whether it counts towards the soapbox share.
  public var isPromotional: Bool
  /// Its words, to find near-copies.
  public var wording: Wording
  /// The instants at which it may go out.
  public var window: Window
  /// The exact instant it has to go out at; nil where any slot will do.
  public var exact: Instant?

  /// What a revision says.
  public init(
    title: String?,
    kind: DraftKind,
    channels: [Channel],
    topics: [String],
    why: String?,
    purposeKey: String?,
    campaign: String?,
    replyTo: String?,
    posts: [Rendition],
    media: [StoredMedia],
    ask: String?,
    asked: [String],
    people: [String],
    isPromotional: Bool,
    wording: Wording,
    window: Window,
    exact: Instant?
  ) {
    self.title = title
    self.kind = kind
    self.channels = channels
    self.topics = topics
    self.why = why
    self.purposeKey = purposeKey
    self.campaign = campaign
    self.replyTo = replyTo
    self.posts = posts
    self.media = media
    self.ask = ask
    self.asked = asked
    self.people = people
    self.isPromotional = isPromotional
    self.wording = wording
    self.window = window
    self.exact = exact
  }
}

/// A file that goes with a post, as it was when the draft was handed in.
public struct StoredMedia: Hashable, Sendable {
  /// The path as the draft has it, or a URL where an image of the body lies elsewhere.
  public let file: String
  /// SHA-256 of its bytes, in hexadecimal; nil for a URL.
  public let sha256: String?
  /// Where the copy is kept, relative to the workspace; nil for a URL.
  public let copy: String?
  /// What it shows; nil where nothing was written.
  public let alt: String?

  /// A file as handed in.
  public init(file: String, sha256: String?, copy: String?, alt: String?) {
    self.file = file
    self.sha256 = sha256
    self.copy = copy
    self.alt = alt
  }
}
