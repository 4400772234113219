public import VouchCore

extension StoreReader {
  /// The posts planned or gone out at or after `start`, in order of their instants, without those
  /// of `submission`.
  ///
  /// - Throws: ``StoreError``.
  public func posts(from start: Instant, besides submission: Int? = nil) throws -> [PastPost] {
    try connection.rows(
      """
      SELECT delivery.submission, channel, scheduledAt, content FROM delivery
      JOIN revision ON revision.submission = delivery.submission
        AND revision.number = delivery.revision
      WHERE state NOT IN ('cancelled', 'missed', 'failed') AND scheduledAt >= ?
        AND delivery.submission <> ?
      ORDER BY scheduledAt, delivery.submission, channel
      """,
      [.instant(start), .int(submission ?? 0)]
    ).map(post)
  }

  /// The newest posts planned or gone out, newest first, one entry a submission, without
  /// `submission`.
  ///
  /// - Throws: ``StoreError``.
  public func recentPosts(limit: Int, besides submission: Int? = nil) throws -> [PastPost] {
    var seen: Set<Int> = []
    var recent: [PastPost] = []
    // A submission has at most one delivery a channel, so a few rows more are enough.
    let rows = try connection.rows(
      """
      SELECT delivery.submission, channel, scheduledAt, content FROM delivery
      JOIN revision ON revision.submission = delivery.submission
        AND revision.number = delivery.revision
      WHERE state NOT IN ('cancelled', 'missed', 'failed') AND delivery.submission <> ?
      ORDER BY scheduledAt DESC, delivery.submission DESC LIMIT ?
      """,
      [.int(submission ?? 0), .int(limit * 10)]
    )
    for row in rows where recent.count < limit && seen.insert(row.int(0)).inserted {
      recent.append(try post(row))
    }
    return recent
  }

  /// Earlier texts that share a band with `wording`, from submissions that wait for the owner, or
  /// were approved or went out at or after `start`; without `submission`.
  ///
  /// - Throws: ``StoreError``.
  public func texts(
    like wording: Wording,
    from start: Instant,
    besides submission: Int? = nil
  ) throws -> [PastText] {
    let bands = Set(wording.bands).sorted()
    guard !bands.isEmpty else { return [] }
    let marks = Array(repeating: "?", count: bands.count).joined(separator: ", ")
    return try connection.rows(
      """
      SELECT submission.id, submission.state, content, submission.submittedAt,
        (SELECT max(approval.at) FROM approval WHERE approval.submission = submission.id),
        (SELECT max(emittedAt) FROM delivery WHERE delivery.submission = submission.id)
      FROM submission
      JOIN revision ON revision.submission = submission.id
        AND revision.number = submission.latestRevision
      WHERE submission.id IN (SELECT wordingBand.submission FROM wordingBand
          WHERE band IN (\(marks)) AND wordingBand.revision = submission.latestRevision)
        AND submission.state IN ('pending', 'approved') AND submission.id <> ?
      ORDER BY submission.id
      """,
      bands.map(SQLValue.integer) + [.int(submission ?? 0)]
    ).compactMap { row in
      let last = SubmissionRecord.instant(
        max(row.int(3), row.optionalInt(4) ?? 0, row.optionalInt(5) ?? 0)
      )
      let isPending = row.text(1) == SubmissionState.pending.rawValue
      guard isPending || last >= start else { return nil }
      return PastText(
        submission: row.int(0),
        isPending: isPending,
        at: last,
        wording: try ContentRecord.read(row.text(2)).wording
      )
    }
  }

  /// The numbers of pending or approved submissions with that `purposeKey`, without `submission`.
  ///
  /// - Throws: ``StoreError``.
  public func submissions(
    withPurpose purposeKey: String,
    besides submission: Int? = nil
  ) throws -> [Int] {
    try connection.rows(
      """
      SELECT submission.id FROM revision
      JOIN submission ON submission.id = revision.submission
        AND submission.latestRevision = revision.number
      WHERE purposeKey = ? AND state IN ('pending', 'approved') AND submission.id <> ?
      ORDER BY submission.id
      """,
      [.text(purposeKey), .int(submission ?? 0)]
    ).map { $0.int(0) }
  }

  /// How many submissions of `assistant` first waited for the owner at or after `start`, without
  /// `submission`.
  ///
  /// - Throws: ``StoreError``.
  public func pendingCount(
    of assistant: String,
    from start: Instant,
    besides submission: Int? = nil
  ) throws -> Int {
    try connection.row(
      """
      SELECT count(*) FROM submission
      WHERE assistant = ? AND reachedPendingAt >= ? AND id <> ?
      """,
      [.text(assistant), .instant(start), .int(submission ?? 0)]
    )?.int(0) ?? 0
  }

  private func post(_ row: SQLRow) throws -> PastPost {
    let content = try ContentRecord.read(row.text(3))
    return PastPost(
      submission: row.int(0),
      channel: Channel(row.text(1)),
      at: SubmissionRecord.instant(row.int(2)),
      kind: content.kind,
      people: content.people,
      asked: content.asked.map(MissionRequest.canonicalPerson),
      isPromotional: content.isPromotional
    )
  }
}
