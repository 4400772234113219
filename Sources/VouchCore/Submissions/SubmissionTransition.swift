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
  case reject
  case requestChanges = "request-changes"
  case withdraw
  case revoke
  case expire
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
    // An approval lapses when its revision is replaced: what is emitted is what the owner saw.
    case (.pending, .approve), (.pending, .approveWaiving), (.blocked, .approveWaiving),
      // A missed delivery waits for the owner, who approves again for a new time.
      (.approved, .approve), (.approved, .approveWaiving):
      .approved
    case (.pending, .reject), (.blocked, .reject), (.changesRequested, .reject):
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
      throw TransitionError(from: rawValue, action: action.rawValue)
    }
  }
}

/// A move that is not allowed in the present state.
public struct TransitionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The present state, as output names it.
  public let from: String
  /// What was tried.
  public let action: String

  /// A refused move.
  public init(from: String, action: String) {
    self.from = from
    self.action = action
  }

  /// One sentence for people.
  public var description: String { "cannot \(action) what is \(from)" }
}
