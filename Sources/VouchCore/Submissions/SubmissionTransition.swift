/// Everything that can happen to a submission after it was handed in.
///
/// The whole table of legal moves stands in ``SubmissionState/applying(_:)``.
public enum SubmissionAction: String, Hashable, Sendable, CaseIterable {
  /// A new revision that the rules let through.
  case revisePassing = "revise-passing"
  /// A new revision in which the rules found errors.
  case reviseBlocked = "revise-blocked"
  /// The owner vouches for the latest revision.
  case approve
  /// The owner vouches for it although rules found errors, with reasons.
  case approveWaiving = "approve-waiving"
  /// The owner says no.
  case reject
  /// The owner asks for another revision.
  case requestChanges = "request-changes"
  /// The assistant takes it back.
  case withdraw
  /// The owner takes an approval back.
  case revoke
  /// Its window passed.
  case expire

  /// What people call it: they revise, whatever the rules make of the revision.
  var verb: String {
    switch self {
    case .revisePassing, .reviseBlocked: "revise"
    case .approve, .approveWaiving: "approve"
    case .reject: "reject"
    case .requestChanges: "return"
    case .withdraw: "withdraw"
    case .revoke: "revoke"
    case .expire: "expire"
    }
  }
}

extension SubmissionState {
  /// The state after `action`.
  ///
  /// - Throws: ``TransitionError`` where the move is not allowed now.
  public func applying(_ action: SubmissionAction) throws(TransitionError) -> SubmissionState {
    switch (self, action) {
    case (.blocked, .revisePassing), (.pending, .revisePassing),
      (.changesRequested, .revisePassing):
      .pending
    case (.blocked, .reviseBlocked), (.pending, .reviseBlocked),
      (.changesRequested, .reviseBlocked):
      .blocked
    // What was blocked may pass by today's policy; the rules run once more before any approval.
    case (.pending, .approve), (.blocked, .approve),
      (.pending, .approveWaiving), (.blocked, .approveWaiving),
      // What missed its time waits for the owner, who approves it again for a new one.
      (.approved, .approve), (.approved, .approveWaiving),
      (.expired, .approve), (.expired, .approveWaiving):
      .approved
    case (.pending, .reject), (.blocked, .reject), (.changesRequested, .reject),
      (.expired, .reject):
      .rejected
    case (.pending, .requestChanges), (.blocked, .requestChanges):
      .changesRequested
    case (.pending, .withdraw), (.blocked, .withdraw), (.changesRequested, .withdraw):
      .withdrawn
    case (.approved, .revoke):
      .revoked
    case (.pending, .expire), (.blocked, .expire), (.changesRequested, .expire),
      (.approved, .expire):
      .expired
    default:
      throw TransitionError(from: rawValue, action: action.verb)
    }
  }
}

/// A move that is not allowed in the present state.
public struct TransitionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The present state, as output names it.
  public let from: String
  /// What was tried, as people call it.
  public let action: String

  /// A refused move.
  public init(from: String, action: String) {
    self.from = from
    self.action = action
  }

  /// One sentence for people.
  public var description: String { "cannot \(action) what is \(from)" }
}
