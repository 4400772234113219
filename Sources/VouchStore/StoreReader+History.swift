public import VouchCore

extension StoreReader {
  /// The posts planned or gone out at or after `start`, in order of their instants, without those
  /// of `submission`.
  ///
  /// - Throws: ``StoreError``.
  public func posts(from start: Instant, besides submission: Int? = nil) throws -> [PastPost] {
    try connection.rows(
      """
      SELECT \(Self.postColumns) FROM delivery
      JOIN revision ON revision.submission = delivery.submission
        AND revision.number = delivery.revision
      WHERE state NOT IN ('cancelled', 'missed', 'failed') AND scheduledAt >= ?
        AND delivery.submission <> ?
      ORDER BY scheduledAt, delivery.submission, channel
      """,
      [.instant(start), .int(submission ?? 0)],
      post
    )
  }

  /// The newest posts planned or gone out, newest first, one entry a submission, without
  /// `submission`.
  ///
  /// - Throws: ``StoreError``.
  public func recentPosts(limit: Int, besides submission: Int? = nil) throws -> [PastPost] {
    var seen: Set<Int> = []
    var recent: [PastPost] = []
    guard limit > 0 else { return [] }
    try connection.forEachRow(
      """
      SELECT \(Self.postColumns) FROM delivery
      JOIN revision ON revision.submission = delivery.submission
        AND revision.number = delivery.revision
      WHERE state NOT IN ('cancelled', 'missed', 'failed') AND delivery.submission <> ?
      ORDER BY scheduledAt DESC, delivery.submission DESC, channel
      """,
      [.int(submission ?? 0)]
    ) { row in
      if seen.insert(row.int(0)).inserted { recent.append(try post(row)) }
      return recent.count < limit
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
    try texts(inBands: wording.bands, from: start, besides: submission)
  }

  func texts(
    inBands bands: [Int64],
    from start: Instant,
    besides submission: Int? = nil
  ) throws -> [PastText] {
    let bands = Set(bands).sorted()
    guard !bands.isEmpty else { return [] }
    let marks = Array(repeating: "?", count: bands.count).joined(separator: ", ")
    // It starts from the bands: there are few of them, and far more submissions. What went out
    // counts, whatever became of the submission since.
    return try connection.rows(
      """
      SELECT submission.id, submission.state, revision.wording, submission.submittedAt,
        (SELECT max(approval.at) FROM approval WHERE approval.submission = submission.id),
        (SELECT max(emittedAt) FROM delivery WHERE delivery.submission = submission.id)
      FROM (SELECT DISTINCT wordingBand.submission AS id, wordingBand.revision AS number
        FROM wordingBand WHERE band IN (\(marks))) AS shared
      JOIN submission ON submission.id = shared.id AND submission.latestRevision = shared.number
      JOIN revision ON revision.submission = shared.id AND revision.number = shared.number
      WHERE submission.id <> ? AND (submission.state = 'pending'
        OR (submission.state = 'approved' AND EXISTS (SELECT 1 FROM approval
          WHERE approval.submission = submission.id AND approval.at >= ?))
        OR EXISTS (SELECT 1 FROM delivery
          WHERE delivery.submission = submission.id AND emittedAt >= ?))
      ORDER BY submission.id
      """,
      bands.map(SQLValue.integer) + [.int(submission ?? 0), .instant(start), .instant(start)]
    ) { row in
      PastText(
        submission: row.int(0),
        isPending: row.text(1) == SubmissionState.pending.rawValue,
        at: SubmissionRecord.instant(
          max(row.int(3), row.optionalInt(4) ?? 0, row.optionalInt(5) ?? 0)
        ),
        wording: Wording(canonical: row.text(2))
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
    ) { $0.int(0) }
  }

  /// How many submissions of `assistant` first waited for the owner at or after `start` and before
  /// `end`, without `submission`.
  ///
  /// - Throws: ``StoreError``.
  public func pendingCount(
    of assistant: String,
    from start: Instant,
    before end: Instant,
    besides submission: Int? = nil
  ) throws -> Int {
    try connection.row(
      """
      SELECT count(*) FROM submission
      WHERE assistant = ? AND reachedPendingAt >= ? AND reachedPendingAt < ? AND id <> ?
      """,
      [.text(assistant), .instant(start), .instant(end), .int(submission ?? 0)]
    ) { $0.int(0) } ?? 0
  }

  private static let postColumns =
    "delivery.submission, channel, scheduledAt, kind, people, asked, isPromotional"

  private func post(_ row: SQLRow) throws -> PastPost {
    PastPost(
      submission: row.int(0),
      channel: Channel(row.text(1)),
      at: SubmissionRecord.instant(row.int(2)),
      kind: try ContentRecord.kind(row.text(3)),
      people: try ContentRecord.strings(row.text(4)),
      asked: try ContentRecord.strings(row.text(5)).map(MissionRequest.canonicalPerson),
      isPromotional: row.bool(6)
    )
  }
}
