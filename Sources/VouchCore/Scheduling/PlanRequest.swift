/// What is to be planned.
public struct PlanRequest: Sendable, Equatable {
  /// Where it goes.
  public let channel: Channel
  /// The instants at which it may go out.
  public let window: Window
  /// The exact instant it has to go out at; nil where any slot will do.
  public let exact: Instant?
  /// Whether the pace of missions binds it.
  public let isMission: Bool
  /// The submission it belongs to, so that its own other channels are not counted against it.
  public let submission: Int?
  /// The present: nothing is planned before it.
  public let now: Instant

  /// Something to plan.
  public init(
    channel: Channel,
    window: Window = .always,
    exact: Instant? = nil,
    isMission: Bool = false,
    submission: Int? = nil,
    now: Instant
  ) {
    self.channel = channel
    self.window = window
    self.exact = exact
    self.isMission = isMission
    self.submission = submission
    self.now = now
  }
}

/// Why a post cannot be planned.
public struct PlanObstacle: Error, Hashable, Sendable, CustomStringConvertible {
  /// What stands in the way.
  public enum Kind: Hashable, Sendable {
    /// The post's own window has passed, or holds no instant at all.
    case window
    /// Its exact time has passed, is quiet, or is taken.
    case exactTime
    /// No slot in its window is free.
    case cadence
    /// Only the pace of missions leaves no slot.
    case missionPace
    /// The policy does not name the channel.
    case channel
  }

  /// What stands in the way.
  public let kind: Kind
  /// The reason in words, without the channel.
  public let reason: String
  /// Where it was to go.
  public let channel: Channel

  /// A reason why nothing fits.
  public init(_ kind: Kind, _ reason: String, on channel: Channel) {
    self.kind = kind
    self.reason = reason
    self.channel = channel
  }

  /// One clause for people: `linkedin: …`.
  public var description: String { "\(channel): \(reason)" }
}
