/// Where one channel of an approved submission stands on its way out.
public enum DeliveryState: String, Hashable, Sendable, CaseIterable {
  /// Waits for its instant.
  case scheduled
  /// An emitter is working on it.
  case claimed
  /// It is in the outbox.
  case emitted
  /// The attempt failed before anything went out; it will be tried again.
  case retryable
  /// An attempt ended unknown where repeating could post twice; waits for the owner.
  case unconfirmed
  /// The publisher said that it did not work.
  case failed
  /// Its instant passed by more than the grace; waits for the owner.
  case missed
  /// Revoked before it went out.
  case cancelled
  /// The publisher said that it is on the network.
  case published
}

/// Everything that can happen to a delivery.
///
/// The whole table of legal moves stands in ``DeliveryState/applying(_:)``.
public enum DeliveryAction: String, Hashable, Sendable, CaseIterable {
  /// An emitter takes it on.
  case claim
  /// It is safely in the outbox.
  case complete
  /// The attempt failed before anything went out.
  case retry
  /// The attempt ended unknown where repeating could post twice.
  case lose
  /// It moves to another instant inside the approved window.
  case move
  /// Its time has passed.
  case miss
  /// The owner took the approval back.
  case cancel
  /// A receipt: it is on the network.
  case publish
  /// A receipt: it did not work.
  case fail
}

extension DeliveryState {
  /// The state after `action`.
  ///
  /// - Throws: ``TransitionError`` where the move is not allowed now.
  public func applying(_ action: DeliveryAction) throws(TransitionError) -> DeliveryState {
    switch (self, action) {
    case (.scheduled, .claim), (.retryable, .claim): .claimed
    case (.claimed, .complete): .emitted
    case (.claimed, .retry): .retryable
    case (.claimed, .lose): .unconfirmed
    case (.scheduled, .move), (.retryable, .move), (.missed, .move): .scheduled
    case (.scheduled, .miss), (.retryable, .miss): .missed
    case (.scheduled, .cancel), (.retryable, .cancel), (.missed, .cancel): .cancelled
    case (.emitted, .publish), (.unconfirmed, .publish), (.failed, .publish): .published
    case (.emitted, .fail), (.unconfirmed, .fail): .failed
    default: throw TransitionError(from: rawValue, action: action.rawValue)
    }
  }

  /// True where the delivery still has its instant in the plan: it will go out unless stopped.
  public var isPlanned: Bool {
    switch self {
    case .scheduled, .claimed, .retryable: true
    case .emitted, .unconfirmed, .failed, .missed, .cancelled, .published: false
    }
  }

  /// True where the post went out, as far as anybody knows.
  public var isOut: Bool {
    switch self {
    case .emitted, .unconfirmed, .published: true
    case .scheduled, .claimed, .retryable, .failed, .missed, .cancelled: false
    }
  }
}
