public import VouchCore

extension StoreWriter {
  /// Files the first revision of a new submission, and returns the submission.
  ///
  /// - Throws: ``StoreError``, also where `state` is one that only a decision leads to.
  public func submit(
    _ revision: NewRevision,
    from assistant: String,
    state: SubmissionState
  ) throws -> Submission {
    guard state == .pending || state == .blocked else {
      throw StoreError.failed("nothing can be handed in as \(state.rawValue)")
    }
    let changes = connection.changes
    let reached = state == .pending ? revision.submittedAt : nil
    let id = try connection.insert(
      """
      INSERT OR ROLLBACK INTO submission
        (assistant, state, latestRevision, submittedAt, reachedPendingAt, windowEnd, verdict)
      VALUES (?, ?, 1, ?, ?, ?, ?)
      """,
      [
        .text(assistant), .text(state.rawValue), .instant(revision.submittedAt),
        .instant(reached), .instant(revision.windowEnd),
        .text(revision.report.verdict.rawValue),
      ]
    )
    let submission = Submission(
      id: id,
      assistant: assistant,
      state: state,
      latestRevision: 1,
      submittedAt: revision.submittedAt,
      reachedPendingAt: reached,
      windowEnd: revision.windowEnd,
      verdict: revision.report.verdict
    )
    let row = try insert(revision, number: 1, of: submission.id)
    try list(submission, on: Set(revision.content.channels))
    try append(
      LedgerEvent("submitted", details(of: revision, number: 1))
        .stating("state", .string(state.rawValue)),
      by: revision.submittedBy,
      at: revision.submittedAt,
      to: submission.id
    )
    reader.shelf.add(
      KnownText(submission: id, state: state, submittedAt: revision.submittedAt),
      revision.content.prints,
      of: row,
      changing: changes..<connection.changes,
      isPacked: WordingPage.isLast(row)
    )
    return submission
  }

  /// Files the next revision of a submission, and returns the submission as it stands then.
  ///
  /// - Throws: `TransitionError` where the submission is closed, else ``StoreError``, also where
  ///   `action` is no revision's.
  public func revise(
    _ id: Int,
    with revision: NewRevision,
    action: SubmissionAction
  ) throws -> Submission {
    guard action == .revisePassing || action == .reviseBlocked else {
      throw StoreError.failed("a revision cannot \(action.rawValue)")
    }
    return try change(id, by: revision.submittedBy, at: revision.submittedAt) { submission in
      submission.state = try submission.state.applying(action)
      submission.latestRevision += 1
      submission.windowEnd = revision.windowEnd
      if submission.state == .pending, submission.reachedPendingAt == nil {
        submission.reachedPendingAt = revision.submittedAt
      }
      _ = try insert(revision, number: submission.latestRevision, of: id)
      submission.verdict = revision.report.verdict
      return LedgerEvent("revised", details(of: revision, number: submission.latestRevision))
    }
  }

  /// Moves a submission by `action`, and returns it as it stands then.
  ///
  /// - Throws: `TransitionError` where the move is not allowed now, else ``StoreError``, also for
  ///   what needs an approval or a revision to go with it.
  @discardableResult
  public func transition(
    _ id: Int,
    _ action: SubmissionAction,
    by actor: Actor,
    at instant: Instant,
    event: LedgerEvent
  ) throws -> Submission {
    switch action {
    case .approve, .approveWaiving, .revisePassing, .reviseBlocked:
      throw StoreError.failed("\(action.rawValue) cannot stand alone")
    case .reject, .requestChanges, .withdraw, .revoke, .expire: break
    }
    return try change(id, by: actor, at: instant) { submission in
      submission.state = try submission.state.applying(action)
      return event
    }
  }

  /// Records the owner's approval together with the move it makes.
  ///
  /// - Parameters:
  ///   - id: The submission.
  ///   - approval: What the owner decided.
  ///   - canExpire: Whether the submission expires with the approval's window; one with an exact
  ///     time misses it instead, and waits for the owner.
  ///   - event: What the ledger is told.
  /// - Returns: The submission as it stands then.
  /// - Throws: `TransitionError` where the move is not allowed now, else ``StoreError``, also where
  ///   the approval is of another revision than the newest, or of other words.
  @discardableResult
  public func approve(
    _ id: Int,
    _ approval: Approval,
    canExpire: Bool = true,
    event: LedgerEvent
  ) throws -> Submission {
    try change(id, by: .owner, at: approval.at) { submission in
      submission.state = try submission.state.applying(
        approval.waivers.isEmpty ? .approve : .approveWaiving
      )
      guard approval.revision == submission.latestRevision,
        try fingerprint(of: id, approval.revision) == approval.fingerprint
      else { throw StoreError.failed("the approval is not of the newest words") }
      try insert(approval, of: id)
      submission.verdict = try report(of: id, approval.revision)
        .waiving(Set(approval.waivers.map(\.rule))).verdict
      try markActive(id, approval.revision, at: approval.at)
      submission.windowEnd = canExpire ? approval.window.end : nil
      return event
    }
  }

  /// The one door for a submission's state: loads it, lets `body` change it, stores it, and
  /// appends the entry that `body` returns, with the state that it leads to.
  private func change(
    _ id: Int,
    by actor: Actor,
    at instant: Instant,
    _ body: (inout Submission) throws -> LedgerEvent
  ) throws -> Submission {
    guard var submission = try reader.submission(id) else {
      throw StoreError.failed("there is no submission \(id)")
    }
    let before = submission
    let event = try body(&submission)
    try connection.execute(
      """
      UPDATE submission SET state = ?, latestRevision = ?, reachedPendingAt = ?, windowEnd = ?,
        verdict = ?
      WHERE id = ?
      """,
      [
        .text(submission.state.rawValue), .int(submission.latestRevision),
        .instant(submission.reachedPendingAt), .instant(submission.windowEnd),
        .text(submission.verdict.rawValue), .int(id),
      ]
    )
    try repeatElsewhere(submission, since: before)
    let stated = event.stating("state", .string(submission.state.rawValue))
    try append(stated, by: actor, at: instant, to: id)
    return submission
  }

  private func fingerprint(of submission: Int, _ number: Int) throws -> String? {
    try connection.row(
      "SELECT fingerprint FROM revision WHERE submission = ? AND number = ?",
      [.int(submission), .int(number)]
    ) { $0.text(0) }
  }

  private func report(of submission: Int, _ number: Int) throws -> Report {
    let report = try connection.row(
      "SELECT report FROM revision WHERE submission = ? AND number = ?",
      [.int(submission), .int(number)]
    ) { try ReportRecord.read($0.text(0)) }
    guard let report else { throw StoreError.failed("there is no \(submission)@\(number)") }
    return report
  }

  private func insert(_ approval: Approval, of id: Int) throws {
    try connection.execute(
      """
      INSERT INTO approval
        (submission, revision, fingerprint, at, windowStart, windowEnd, note, waivers, entry)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .int(id), .int(approval.revision), .text(approval.fingerprint), .instant(approval.at),
        .instant(approval.window.start), .instant(approval.window.end), .text(approval.note),
        .text(JSON.array(approval.waivers.map(\.json)).text()),
        // The entry that `change` appends next.
        .int(try reader.ledgerHead().sequence + 1),
      ]
    )
  }

  /// Adds a revision, and returns the number of its row.
  private func insert(_ revision: NewRevision, number: Int, of submission: Int) throws -> Int {
    let id = try connection.insert(
      """
      INSERT OR ROLLBACK INTO revision (submission, number, submittedBy, submittedAt, path, bytes, fingerprint,
        bytesDigest, report, \(ContentRecord.columns))
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .int(submission), .int(number), .text(revision.submittedBy.name),
        .instant(revision.submittedAt), .text(revision.path), .blob(revision.bytes),
        .text(revision.fingerprint), .text(revision.bytesDigest),
        .text(ReportRecord.write(revision.report).text()),
      ] + revision.content.values
    )
    try keep(revision.content.prints.map(\.sketch), of: id)
    return id
  }

  private func details(of revision: NewRevision, number: Int) -> JSON {
    [
      "revision": .int(number),
      "verdict": .string(revision.report.verdict.rawValue),
      "fingerprint": .string(revision.fingerprint),
      "policy": .string(revision.report.policyFingerprint),
    ]
  }
}
