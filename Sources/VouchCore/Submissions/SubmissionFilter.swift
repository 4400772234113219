/// Which submissions a list shows; nil means any.
public struct SubmissionFilter: Sendable, Equatable {
  /// The states shown.
  public var states: [SubmissionState]?
  /// Whose.
  public var assistant: String?
  /// Where they should go.
  public var channel: Channel?

  /// A filter; it shows everything unless told otherwise.
  public init(
    states: [SubmissionState]? = nil,
    assistant: String? = nil,
    channel: Channel? = nil
  ) {
    self.states = states
    self.assistant = assistant
    self.channel = channel
  }
}

/// Which stretch of a list is wanted, by the numbers of submissions.
public enum ListStretch: Sendable, Equatable {
  /// The newest ones, or the newest before that number.
  case newest(before: Int? = nil)
  /// The oldest ones after that number; 0 for the oldest of all.
  case oldest(after: Int)
}
