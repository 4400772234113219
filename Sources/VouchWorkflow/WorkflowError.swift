/// Why a use case did not do what was asked.
///
/// Skins map `code` to their own answers: the command line to exit codes.
public struct WorkflowError: Error, Sendable, CustomStringConvertible {
  /// What kind of no it is.
  public enum Code: Sendable, Hashable {
    /// What was asked makes no sense as written.
    case invalid
    /// There is no such thing.
    case notFound
    /// Something changed meanwhile, or stands in the way.
    case conflict
    /// It is not allowed now, or not to this actor.
    case notAllowed
    /// The world failed: a file, a folder, the database, a broken policy.
    case unavailable
  }

  /// What kind of no it is.
  public let code: Code
  /// One line for people.
  public let message: String
  /// What to do about it; nil where there is nothing to add.
  public let help: String?

  /// A refusal or a failure.
  public init(_ code: Code, _ message: String, help: String? = nil) {
    self.code = code
    self.message = message
    self.help = help
  }

  /// The message, and what to do about it.
  public var description: String { help.map { "\(message); \($0)" } ?? message }
}
