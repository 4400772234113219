/// Who did something.
public enum Actor: Hashable, Sendable {
  /// The person whose name it is.
  case owner
  /// Whoever hands in drafts, by name.
  case assistant(String)
  /// Whatever runs `vouch emit`.
  case scheduler

  /// The name that stands for the owner, on the command line and in the ledger.
  public static let ownerName = "owner"
  /// The name that stands for the scheduler in the ledger.
  public static let schedulerName = "scheduler"

  /// The actor of that name; every name but two is an assistant's.
  public init(name: String) {
    switch name {
    case Self.ownerName: self = .owner
    case Self.schedulerName: self = .scheduler
    default: self = .assistant(name)
    }
  }

  /// The name under which the actor stands in the ledger.
  public var name: String {
    switch self {
    case .owner: Self.ownerName
    case .assistant(let name): name
    case .scheduler: Self.schedulerName
    }
  }
}
