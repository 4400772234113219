public import VouchCore

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

  /// The submissions that pass `filter`, oldest first.
  ///
  /// - Throws: ``StoreError``.
  public func submissions(_ filter: SubmissionFilter = SubmissionFilter()) throws -> [Submission] {
    var conditions: [String] = []
    var arguments: [SQLValue] = []
    if let states = filter.states {
      guard !states.isEmpty else { return [] }
      let marks = Array(repeating: "?", count: states.count).joined(separator: ", ")
      conditions.append("state IN (\(marks))")
      arguments += states.map { .text($0.rawValue) }
    }
    if let assistant = filter.assistant {
      conditions.append("assistant = ?")
      arguments.append(.text(assistant))
    }
    let filtered = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    let channels = """
      (SELECT channels FROM revision
        WHERE revision.submission = submission.id AND number = latestRevision)
      """
    let sql = """
      SELECT \(SubmissionRecord.columns), \(filter.channel == nil ? "NULL" : channels)
      FROM submission \(filtered) ORDER BY id
      """
    var submissions: [Submission] = []
    try connection.forEachRow(sql, arguments) { row in
      let isWanted =
        try filter.channel.map { try ContentRecord.channels(row.text(7)).contains($0) } ?? true
      if isWanted { submissions.append(try SubmissionRecord.read(row)) }
      return true
    }
    return submissions
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
    try connection.row(
      """
      SELECT \(SubmissionRecord.columns(of: "submission")) FROM revision
      JOIN submission ON submission.id = revision.submission
        AND submission.latestRevision = revision.number
      WHERE bytesDigest = ? AND assistant = ?
        AND (state IN ('blocked', 'pending', 'changes-requested')
          OR (state = 'approved' AND EXISTS (SELECT 1 FROM delivery
            WHERE delivery.submission = submission.id
              AND delivery.state IN ('scheduled', 'claimed', 'retryable', 'missed'))))
      ORDER BY submission.id LIMIT 1
      """,
      [.text(bytesDigest), .text(assistant)],
      SubmissionRecord.read
    )
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
    try connection.rows(
      """
      SELECT id FROM submission
      WHERE state IN ('blocked', 'pending', 'changes-requested') AND windowEnd <= ?
      UNION
      SELECT submission.id FROM delivery
      JOIN submission ON submission.id = delivery.submission
      WHERE delivery.state IN ('scheduled', 'claimed', 'retryable')
        AND submission.state = 'approved' AND submission.windowEnd <= ?
      ORDER BY 1
      """,
      [.instant(now), .instant(now)]
    ) { $0.int(0) }
  }
}
