public import VouchCore

extension StoreReader {
  /// The submission with that number; nil where there is none.
  ///
  /// - Throws: ``StoreError``.
  public func submission(_ id: Int) throws -> Submission? {
    try connection.row(
      "SELECT \(SubmissionRecord.columns) FROM submission WHERE id = ?",
      [.int(id)],
      SubmissionRecord.read
    )
  }

  /// One revision of a submission; nil where there is none of that number.
  ///
  /// - Throws: ``StoreError``.
  public func revision(of submission: Int, _ number: Int) throws -> Revision? {
    try connection.row(
      """
      SELECT \(SubmissionRecord.revisionColumns) FROM revision
      WHERE submission = ? AND number = ?
      """,
      [.int(submission), .int(number)],
      SubmissionRecord.readRevision
    )
  }

  /// All revisions of a submission, oldest first.
  ///
  /// - Throws: ``StoreError``.
  public func revisions(of submission: Int) throws -> [Revision] {
    try connection.rows(
      """
      SELECT \(SubmissionRecord.revisionColumns) FROM revision
      WHERE submission = ? ORDER BY number
      """,
      [.int(submission)],
      SubmissionRecord.readRevision
    )
  }

  /// The submission of `assistant` whose newest revision has exactly the bytes with that digest
  /// and that is not decided, or approved and not yet out; nil where there is none.
  ///
  /// - Throws: ``StoreError``.
  public func openSubmission(
    of assistant: String,
    withBytes bytesDigest: String
  ) throws -> Submission? {
    // Drafts with the same bytes are few: sorted here, no row is sorted there. The index has the
    // beginning of the digest, and with the plus SQLite does not take the rest of it for a reason to
    // begin with the assistant.
    try connection.rows(
      """
      SELECT \(SubmissionRecord.columnsOfTable) FROM revision
      JOIN submission ON submission.id = revision.submission
        AND submission.latestRevision = revision.number
      WHERE substr(bytesDigest, 1, 16) = substr(?, 1, 16) AND +bytesDigest = ?
        AND assistant = ?
        AND (\(SubmissionRecord.isOpen)
          OR (state = 'approved' AND EXISTS (SELECT 1 FROM delivery
            WHERE delivery.submission = submission.id
              AND (delivery.state = 'missed' OR delivery.state = 'scheduled'
                OR delivery.state = 'claimed' OR delivery.state = 'retryable'))))
      """,
      [.text(bytesDigest), .text(bytesDigest), .text(assistant)],
      SubmissionRecord.read
    )
    .min { $0.id < $1.id }
  }

  /// The newest approval of a submission; nil where it was never approved.
  ///
  /// - Throws: ``StoreError``.
  public func approval(of submission: Int) throws -> Approval? {
    try connection.row(
      """
      SELECT \(SubmissionRecord.approvalColumns) FROM approval
      WHERE submission = ? ORDER BY id DESC LIMIT 1
      """,
      [.int(submission)],
      SubmissionRecord.readApproval
    )
  }

  /// The numbers of submissions that can still go out or be decided and whose window has passed.
  ///
  /// - Throws: ``StoreError``.
  public func submissionsPastWindow(at now: Instant) throws -> [Int] {
    // Approved ones are found from what has not gone out: what has gone out stays approved for
    // good, and would be passed over anew on every run.
    let numbers = try connection.rows(
      """
      SELECT id FROM submission
      WHERE (\(SubmissionRecord.isOpen)) AND windowEnd <= ?
      UNION ALL
      SELECT submission FROM delivery
      WHERE isApproved = 1 AND windowEnd <= ? AND (\(DeliveryRecord.mayGo))
      """,
      [.instant(now), .instant(now)]
    ) { $0.int(0) }
    return Set(numbers).sorted()
  }

  /// The numbers of what waits for the owner with a window that ends before `instant`, the one that
  /// ends first in front; the first `limit`.
  ///
  /// - Throws: ``StoreError``.
  public func pendingWithWindowEnding(before instant: Instant, limit: Int) throws -> [Submission] {
    try connection.rows(
      """
      SELECT \(SubmissionRecord.columns) FROM submission
      WHERE state = 'pending' AND windowEnd < ?
      ORDER BY windowEnd, id LIMIT ?
      """,
      [.instant(instant), .int(limit)],
      SubmissionRecord.read
    )
  }
}
