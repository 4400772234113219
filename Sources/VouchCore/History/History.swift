/// What the rules may know of the past and of what is planned, without the submission itself.
///
/// It holds what ``HistoryNeeds`` asked for; nobody can tell an empty past from one that no rule
/// asked about.
public struct History: Sendable {
  /// Posts planned or emitted that mention people or ask them for something, as near to this
  /// draft's planned instants as the rules ask, in order of their instants.
  public var posts: [PastPost]
  /// The newest posts planned or emitted before this one, newest first, one entry a submission.
  public var recent: [PastPost]
  /// Texts that may be near-copies of this one, from pending, approved and emitted submissions.
  public var similar: [PastText]
  /// The words of the draft itself, where they were put together to find those; nil where not.
  public var wording: Wording?
  /// The numbers of pending or approved submissions with the same `why` in canonical words.
  public var samePurpose: [Int]
  /// How many other submissions of the assistant reached `pending` on the same brand-local day
  /// before this one.
  public var pendingToday: Int

  /// A history; empty unless told otherwise.
  public init(
    posts: [PastPost] = [],
    recent: [PastPost] = [],
    similar: [PastText] = [],
    samePurpose: [Int] = [],
    pendingToday: Int = 0
  ) {
    self.posts = posts
    self.recent = recent
    self.similar = similar
    self.samePurpose = samePurpose
    self.pendingToday = pendingToday
  }
}

/// A post that is planned or went out.
public struct PastPost: Hashable, Sendable {
  /// The submission it belongs to.
  public let submission: Int
  /// Where it goes or went.
  public let channel: Channel
  /// When it is or was planned for; a post goes out within the grace behind it.
  public let at: Instant
  /// What kind of post it is.
  public let kind: DraftKind
  /// The people it mentions, canonical, each once.
  public let people: [String]
  /// The people its mission asks, canonical, each once; empty for other kinds.
  public let asked: [String]
  /// Whether it counts towards the soapbox share.
  public let isPromotional: Bool

  /// A post that is planned or went out.
  public init(
    submission: Int,
    channel: Channel,
    at: Instant,
    kind: DraftKind,
    people: [String] = [],
    asked: [String] = [],
    isPromotional: Bool = false
  ) {
    self.submission = submission
    self.channel = channel
    self.at = at
    self.kind = kind
    self.people = people
    self.asked = asked
    self.isPromotional = isPromotional
  }
}

/// The words of an earlier submission.
public struct PastText: Hashable, Sendable {
  /// The submission it belongs to.
  public let submission: Int
  /// Whether it still waits for the owner; otherwise it was approved or went out.
  public let isPending: Bool
  /// When it was submitted, approved or emitted last.
  public let at: Instant
  /// Its words.
  public let wording: Wording

  /// The words of an earlier submission.
  public init(submission: Int, isPending: Bool, at: Instant, wording: Wording) {
    self.submission = submission
    self.isPending = isPending
    self.at = at
    self.wording = wording
  }
}
