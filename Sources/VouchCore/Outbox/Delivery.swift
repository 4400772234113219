/// One channel of an approved submission on its way out.
public struct Delivery: Hashable, Sendable {
  /// The submission it belongs to.
  public let submission: Int
  /// The approved revision.
  public let revision: Int
  /// Where it goes.
  public let channel: Channel
  /// Where it stands.
  public var state: DeliveryState
  /// When it should go out.
  public var scheduledAt: Instant
  /// When it went out; nil before.
  public var emittedAt: Instant?
  /// The idempotency key: the same for every attempt at this post.
  public let key: String
  /// Where it can be seen, once the publisher said so.
  public var url: String?
  /// Why it failed or was held back last; nil where nothing did.
  public var reason: String?

  /// A delivery.
  public init(
    submission: Int,
    revision: Int,
    channel: Channel,
    state: DeliveryState = .scheduled,
    scheduledAt: Instant,
    emittedAt: Instant? = nil,
    key: String,
    url: String? = nil,
    reason: String? = nil
  ) {
    self.submission = submission
    self.revision = revision
    self.channel = channel
    self.state = state
    self.scheduledAt = scheduledAt
    self.emittedAt = emittedAt
    self.key = key
    self.url = url
    self.reason = reason
  }
}
