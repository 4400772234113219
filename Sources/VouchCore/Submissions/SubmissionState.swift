/// Where a submission stands with its owner.
public enum SubmissionState: String, Hashable, Sendable, CaseIterable {
  /// The rules found errors; the assistant can revise, the owner can waive.
  case blocked
  /// Waits for the owner.
  case pending
  /// The owner wants another revision.
  case changesRequested = "changes-requested"
  /// The owner vouched for it.
  case approved
  /// The owner said no.
  case rejected
  /// The assistant took it back.
  case withdrawn
  /// The owner took an approval back.
  case revoked
  /// Its window passed undecided or unsent.
  case expired

  /// True where the submission can still be changed by a revision, a decision or a withdrawal.
  public var isOpen: Bool {
    switch self {
    case .blocked, .pending, .changesRequested: true
    case .approved, .rejected, .withdrawn, .revoked, .expired: false
    }
  }
}
