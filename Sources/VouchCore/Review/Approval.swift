/// The lasting record of an approve decision: this fingerprint, inside this window.
public struct Approval: Hashable, Sendable {
  /// The revision that was approved.
  public let revision: Int
  /// Its fingerprint, in hexadecimal.
  public let fingerprint: String
  /// When the owner decided.
  public let at: Instant
  /// The instants at which the post may go out.
  public let window: Window
  /// The errors the owner accepted, with reasons.
  public let waivers: [Waiver]
  /// What the owner noted; nil where nothing.
  public let note: String?

  /// The record of a decision.
  public init(
    revision: Int,
    fingerprint: String,
    at: Instant,
    window: Window,
    waivers: [Waiver],
    note: String?
  ) {
    self.revision = revision
    self.fingerprint = fingerprint
    self.at = at
    self.window = window
    self.waivers = waivers
    self.note = note
  }
}

/// The owner's written reason for approving over the errors of one rule.
public struct Waiver: Hashable, Sendable {
  /// The rule whose errors are accepted, for one revision.
  public let rule: RuleID
  /// Why.
  public let reason: String

  /// A reason to accept a rule's errors.
  public init(rule: RuleID, reason: String) {
    self.rule = rule
    self.reason = reason
  }

  /// As it stands in the ledger, in posts and in answers.
  public var json: JSON { ["rule": .string(rule.name), "reason": .string(reason)] }
}

/// The instants at which a post may go out.
public struct Window: Hashable, Sendable {
  /// The first instant that is not too early; nil where any is late enough.
  public let start: Instant?
  /// The first instant that is too late; nil where none is.
  public let end: Instant?

  /// From `start` up to, not including, `end`.
  public init(start: Instant? = nil, end: Instant? = nil) {
    self.start = start
    self.end = end
  }

  /// Any time at all.
  public static let always = Window()

  /// True where `instant` is neither too early nor too late.
  public func contains(_ instant: Instant) -> Bool {
    (start.map { $0 <= instant } ?? true) && (end.map { instant < $0 } ?? true)
  }

  /// True where the window has passed at `instant`.
  public func hasPassed(at instant: Instant) -> Bool {
    end.map { $0 <= instant } ?? false
  }
}
