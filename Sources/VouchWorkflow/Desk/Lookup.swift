import VouchCore
import VouchStore

extension StoreReader {
  /// The submission called `id`.
  ///
  /// - Throws: ``WorkflowError`` where there is none.
  func requiredSubmission(_ id: Int) throws -> Submission {
    guard let submission = try submission(id) else {
      throw WorkflowError(
        .notFound,
        "there is no submission \(id)",
        help: "'vouch list' shows what there is"
      )
    }
    return submission
  }

  /// The newest revision of `submission`, which is the one called `id`.
  ///
  /// - Throws: ``WorkflowError`` where another one is newest: what the owner decides on is what
  ///   the owner saw.
  func latestRevision(_ id: RevisionID, of submission: Submission) throws -> Revision {
    guard let revision = try revision(of: id.submission, id.revision) else {
      throw WorkflowError(.notFound, "submission \(id.submission) has no revision \(id.revision)")
    }
    guard revision.number == submission.latestRevision else {
      throw WorkflowError(
        .conflict,
        "\(id) was replaced by \(id.submission)@\(submission.latestRevision); nothing was changed",
        help: "look at it with 'vouch show \(id.submission) --diff', then decide on that one"
      )
    }
    return revision
  }

  /// The newest revision of `submission`, whichever that is.
  ///
  /// - Throws: ``WorkflowError`` where it is gone from the database.
  func latestRevision(of submission: Submission) throws -> Revision {
    try latestRevision(
      RevisionID(submission: submission.id, revision: submission.latestRevision),
      of: submission
    )
  }
}
