public import VouchCore

extension StoreWriter {
  /// Files the first revision of a new submission, and returns the submission.
  ///
  /// - Throws: ``StoreError``.
  public func submit(
    _ revision: NewRevision,
    from assistant: String,
    state: SubmissionState
  ) throws -> Submission {
    let row = try connection.row(
      """
      INSERT INTO submission
        (assistant, state, latestRevision, submittedAt, reachedPendingAt, windowEnd)
      VALUES (?, ?, 1, ?, ?, ?) RETURNING \(SubmissionRecord.columns)
      """,
      [
        .text(assistant), .text(state.rawValue), .instant(revision.submittedAt),
        state == .pending ? .instant(revision.submittedAt) : .null,
        .instant(revision.content.window.end),
      ]
    )
    guard let row else { throw StoreError.failed("the submission was not stored") }
    let submission = try SubmissionRecord.read(row)
    try insert(revision, number: 1, of: submission.id)
    try append(
      LedgerEvent("submitted", details(of: revision, number: 1, state: state)),
      by: revision.submittedBy,
      at: revision.submittedAt,
      to: submission.id
    )
    return submission
  }

  /// Files the next revision of a submission, and returns the submission as it stands then.
  ///
  /// - Throws: `TransitionError` where the submission is closed, else ``StoreError``.
  public func revise(
    _ id: Int,
    with revision: NewRevision,
    action: SubmissionAction
  ) throws -> Submission {
    try change(id, by: revision.submittedBy, at: revision.submittedAt) { submission in
      submission.state = try submission.state.applying(action)
      submission.latestRevision += 1
      submission.windowEnd = revision.content.window.end
      if submission.state == .pending, submission.reachedPendingAt == nil {
        submission.reachedPendingAt = revision.submittedAt
      }
      try insert(revision, number: submission.latestRevision, of: id)
      return LedgerEvent(
        "revised",
        details(of: revision, number: submission.latestRevision, state: submission.state)
      )
    }
  }

  /// Moves a submission by `action`, and returns it as it stands then.
  ///
  /// - Throws: `TransitionError` where the move is not allowed now, else ``StoreError``.
  @discardableResult
  public func transition(
    _ id: Int,
    _ action: SubmissionAction,
    by actor: Actor,
    at instant: Instant,
    event: LedgerEvent
  ) throws -> Submission {
    try change(id, by: actor, at: instant) { submission in
      submission.state = try submission.state.applying(action)
      return event
    }
  }

  /// Records the owner's approval together with the move it makes.
  ///
  /// - Throws: `TransitionError` where the move is not allowed now, else ``StoreError``.
  @discardableResult
  public func approve(_ id: Int, _ approval: Approval, event: LedgerEvent) throws -> Submission {
    try connection.execute(
      """
      INSERT INTO approval
        (submission, revision, fingerprint, at, windowStart, windowEnd, note, waivers)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .int(id), .int(approval.revision), .text(approval.fingerprint), .instant(approval.at),
        .instant(approval.window.start), .instant(approval.window.end), .text(approval.note),
        .text(SubmissionRecord.write(approval.waivers).text()),
      ]
    )
    return try change(id, by: .owner, at: approval.at) { submission in
      submission.state = try submission.state.applying(
        approval.waivers.isEmpty ? .approve : .approveWaiving
      )
      submission.windowEnd = approval.window.end
      return event
    }
  }

  /// The one door for a submission's state: loads it, lets `body` change it, stores it, and
  /// appends the entry that `body` returns.
  private func change(
    _ id: Int,
    by actor: Actor,
    at instant: Instant,
    _ body: (inout Submission) throws -> LedgerEvent
  ) throws -> Submission {
    guard var submission = try reader.submission(id) else {
      throw StoreError.failed("there is no submission \(id)")
    }
    let event = try body(&submission)
    try connection.execute(
      """
      UPDATE submission SET state = ?, latestRevision = ?, reachedPendingAt = ?, windowEnd = ?
      WHERE id = ?
      """,
      [
        .text(submission.state.rawValue), .int(submission.latestRevision),
        .instant(submission.reachedPendingAt), .instant(submission.windowEnd), .int(id),
      ]
    )
    try append(event, by: actor, at: instant, to: id)
    return submission
  }

  private func insert(_ revision: NewRevision, number: Int, of submission: Int) throws {
    let content = revision.content
    try connection.execute(
      """
      INSERT INTO revision (submission, number, submittedBy, submittedAt, path, bytes, fingerprint,
        bytesDigest, content, report, purposeKey)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .int(submission), .int(number), .text(revision.submittedBy.name),
        .instant(revision.submittedAt), .text(revision.path), .blob(revision.bytes),
        .text(revision.fingerprint), .text(revision.bytesDigest),
        .text(ContentRecord.write(content).text()),
        .text(ReportRecord.write(revision.report).text()), .text(content.purposeKey),
      ]
    )
    for band in Set(content.wording.bands) {
      try connection.execute(
        "INSERT INTO wordingBand (band, submission, revision) VALUES (?, ?, ?)",
        [.integer(band), .int(submission), .int(number)]
      )
    }
  }

  private func details(of revision: NewRevision, number: Int, state: SubmissionState) -> JSON {
    [
      "revision": .int(number),
      "state": .string(state.rawValue),
      "verdict": .string(revision.report.verdict.rawValue),
      "fingerprint": .string(revision.fingerprint),
      "policy": .string(revision.report.policyFingerprint),
    ]
  }
}

/// What is handed in, before it has a number.
public struct NewRevision: Sendable {
  /// Who hands it in.
  public let submittedBy: Actor
  /// When.
  public let submittedAt: Instant
  /// The path it was read from, as given.
  public let path: String
  /// The exact bytes.
  public let bytes: [UInt8]
  /// SHA-256 of the bytes alone, in hexadecimal: how handing in the same again is noticed.
  public let bytesDigest: String
  /// SHA-256 over bytes, rendered texts and media digests, in hexadecimal.
  public let fingerprint: String
  /// What was read from them.
  public let content: RevisionContent
  /// What the rules found.
  public let report: Report

  /// Something handed in.
  public init(
    submittedBy: Actor,
    submittedAt: Instant,
    path: String,
    bytes: [UInt8],
    bytesDigest: String,
    fingerprint: String,
    content: RevisionContent,
    report: Report
  ) {
    self.submittedBy = submittedBy
    self.submittedAt = submittedAt
    self.path = path
    self.bytes = bytes
    self.bytesDigest = bytesDigest
    self.fingerprint = fingerprint
    self.content = content
    self.report = report
  }
}
