/// One draft handed in once, through all its revisions.
public struct Submission: Hashable, Sendable {
  /// The small number people call it by, from 1.
  public let id: Int
  /// Who handed it in; `owner` for the owner's own.
  public let assistant: String
  /// Where it stands.
  public var state: SubmissionState
  /// The number of its newest revision, from 1.
  public var latestRevision: Int
  /// When its first revision was handed in.
  public let submittedAt: Instant
  /// When it first waited for the owner; nil where it never did.
  public var reachedPendingAt: Instant?
  /// The first instant that is too late for its newest revision; nil where none is.
  public var windowEnd: Instant?
  /// What the rules found in its newest revision when it was handed in, with what the owner waived
  /// since taken as waived.
  public var verdict: Verdict

  /// A submission.
  public init(
    id: Int,
    assistant: String,
    state: SubmissionState,
    latestRevision: Int,
    submittedAt: Instant,
    reachedPendingAt: Instant?,
    windowEnd: Instant?,
    verdict: Verdict
  ) {
    self.id = id
    self.assistant = assistant
    self.state = state
    self.latestRevision = latestRevision
    self.submittedAt = submittedAt
    self.reachedPendingAt = reachedPendingAt
    self.windowEnd = windowEnd
    self.verdict = verdict
  }
}

/// The name of one revision of a submission: `12@2`.
public struct RevisionID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The submission's number.
  public let submission: Int
  /// The revision's number within it.
  public let revision: Int

  /// A revision of a submission.
  public init(submission: Int, revision: Int) {
    self.submission = submission
    self.revision = revision
  }

  /// As people write it: `12@2`.
  public var description: String { "\(submission)@\(revision)" }

  /// Orders by submission, then by revision.
  public static func < (left: RevisionID, right: RevisionID) -> Bool {
    (left.submission, left.revision) < (right.submission, right.revision)
  }
}
