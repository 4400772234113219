import VouchCore
import VouchRules
import VouchStore

/// Any error a use case throws, in the words and the few kinds that skins answer with.
///
/// Skins see this type alone, so that none of them has to know the libraries below.
public struct Failure: Sendable, Equatable {
  /// What kind of no it is.
  public let code: WorkflowError.Code
  /// What went wrong, one line each; at least one.
  public let lines: [String]
  /// What to do about it; nil where there is nothing to add.
  public let help: String?
  /// True where the lines name a place in a file themselves.
  public let hasPlaces: Bool

  /// The failure that `error` stands for; nil where no use case throws such an error.
  public init?(_ error: any Error) {
    switch error {
    case let error as WorkflowError:
      self.init(error.code, [error.message], help: error.help)
    case let error as PolicyError:
      self.init(
        .unavailable,
        error.problems.map { PolicyRemark($0, severity: .error).description },
        help: "nothing was done; mend the policy, then see 'vouch policy check'",
        hasPlaces: true
      )
    case let error as FileFailure:
      self.init(.unavailable, [error.description], help: error.help)
    case let error as StoreError:
      self.init(.unavailable, [error.description])
    case let error as DraftError:
      self.init(
        .invalid,
        error.problems.map {
          "\($0.location.line):\($0.location.column): error: \($0.message)"
            + ($0.help.map { " (\($0))" } ?? "") + " [draft]"
        },
        hasPlaces: true
      )
    case let error as TransitionError:
      self.init(.notAllowed, [error.description])
    default: return nil
    }
  }

  private init(
    _ code: WorkflowError.Code,
    _ lines: [String],
    help: String? = nil,
    hasPlaces: Bool = false
  ) {
    self.code = code
    self.lines = lines
    self.help = help
    self.hasPlaces = hasPlaces
  }
}
