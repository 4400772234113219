/// A submission as a list shows it, on one line.
public struct SubmissionSummary: Hashable, Sendable {
  /// The submission.
  public let submission: Submission
  /// What its newest revision is called.
  public let title: String?
  /// What kind of post it is.
  public let kind: DraftKind
  /// Where it should go, in the order written.
  public let channels: [Channel]
  /// What it claims to be about.
  public let topics: [String]
  /// Why it should be posted.
  public let why: String?
  /// Its deliveries, by revision and instant.
  public let deliveries: [Delivery]

  /// The name of its newest revision.
  public var id: RevisionID {
    RevisionID(submission: submission.id, revision: submission.latestRevision)
  }

  /// A line of a list.
  public init(
    submission: Submission,
    title: String?,
    kind: DraftKind,
    channels: [Channel],
    topics: [String],
    why: String?,
    deliveries: [Delivery]
  ) {
    self.submission = submission
    self.title = title
    self.kind = kind
    self.channels = channels
    self.topics = topics
    self.why = why
    self.deliveries = deliveries
  }
}
