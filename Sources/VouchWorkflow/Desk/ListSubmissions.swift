public import VouchCore
import VouchStore

extension Desk {
  /// The submissions in one of `states`, of `assistant` and for `channel`, oldest first; nil means
  /// any.
  ///
  /// - Throws: `StoreError`.
  public func submissions(
    in states: [SubmissionState]? = nil,
    of assistant: String? = nil,
    for channel: Channel? = nil
  ) throws -> [ListedSubmission] {
    try list(SubmissionFilter(states: states, assistant: assistant, channel: channel))
  }
}
