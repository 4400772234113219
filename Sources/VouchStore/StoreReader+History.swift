public import VouchCore

extension StoreReader {
  /// What is taken on one channel, planned or gone out, in `range`, in order, without what belongs
  /// to `submission`.
  ///
  /// - Throws: ``StoreError``.
  public func takenSlots(
    on channel: Channel,
    in range: Range<Instant>,
    besides submission: Int? = nil
  ) throws -> [TakenSlot] {
    try connection.rows(
      """
      SELECT scheduledAt, submission, isMission FROM delivery
      WHERE channel = ? AND scheduledAt >= ? AND scheduledAt < ?
        AND \(DeliveryRecord.isTaken) AND submission <> ?
      ORDER BY scheduledAt
      """,
      [
        .text(channel.name), .instant(range.lowerBound), .instant(range.upperBound),
        .int(submission ?? 0),
      ]
    ) { row in
      TakenSlot(
        slot: Slot(channel: channel, at: SubmissionRecord.instant(row.int(0))),
        submission: row.int(1),
        isMission: row.bool(2)
      )
    }
  }

  /// What missions take on any channel in `range`, in order, without what belongs to `submission`.
  ///
  /// - Throws: ``StoreError``.
  public func takenByMissions(
    in range: Range<Instant>,
    besides submission: Int? = nil
  ) throws -> [TakenSlot] {
    try connection.rows(
      """
      SELECT scheduledAt, submission, channel FROM delivery
      WHERE isMission = 1 AND scheduledAt >= ? AND scheduledAt < ?
        AND \(DeliveryRecord.isTaken) AND submission <> ?
      ORDER BY scheduledAt
      """,
      [.instant(range.lowerBound), .instant(range.upperBound), .int(submission ?? 0)]
    ) { row in
      TakenSlot(
        slot: Slot(channel: Channel(row.text(2)), at: SubmissionRecord.instant(row.int(0))),
        submission: row.int(1),
        isMission: true
      )
    }
  }

  /// True where a channel has a post planned or gone out at or after `start`.
  ///
  /// - Throws: ``StoreError``.
  public func hasPosts(on channel: Channel, from start: Instant) throws -> Bool {
    try connection.row(
      """
      SELECT 1 FROM delivery WHERE channel = ? AND scheduledAt >= ?
        AND \(DeliveryRecord.isTaken) LIMIT 1
      """,
      [.text(channel.name), .instant(start)]
    ) { _ in true } ?? false
  }

  /// The posts that mention people, planned or gone out in `range`, both ends included, in order of
  /// their instants, without those of `submission`.
  ///
  /// - Throws: ``StoreError``.
  public func postsMentioning(
    in range: ClosedRange<Instant>,
    besides submission: Int? = nil
  ) throws -> [PastPost] {
    try posts("hasMentions = 1", in: range, besides: submission)
  }

  /// The posts of missions, planned or gone out in `range`, both ends included, in order of their
  /// instants, without those of `submission`.
  ///
  /// - Throws: ``StoreError``.
  public func missions(
    in range: ClosedRange<Instant>,
    besides submission: Int? = nil
  ) throws -> [PastPost] {
    try posts("isMission = 1", in: range, besides: submission)
  }

  private func posts(
    _ condition: String,
    in range: ClosedRange<Instant>,
    besides submission: Int?
  ) throws -> [PastPost] {
    try connection.rows(
      """
      SELECT \(Self.postColumns) FROM delivery
      JOIN revision ON revision.submission = delivery.submission
        AND revision.number = delivery.revision
      WHERE \(condition) AND \(DeliveryRecord.isTaken)
        AND scheduledAt >= ? AND scheduledAt <= ? AND delivery.submission <> ?
      """,
      [.instant(range.lowerBound), .instant(range.upperBound), .int(submission ?? 0)],
      post
    )
    .sorted { ($0.at, $0.submission, $0.channel) < ($1.at, $1.submission, $1.channel) }
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
      WHERE \(DeliveryRecord.isTaken) AND delivery.submission <> ?
      ORDER BY scheduledAt DESC, delivery.submission DESC, channel
      """,
      [.int(submission ?? 0)]
    ) { row in
      if seen.insert(row.int(0)).inserted { recent.append(try post(row)) }
      return recent.count < limit
    }
    return recent
  }

  /// The numbers of pending or approved submissions with that `purposeKey`, without `submission`:
  /// of the newest ``samePurposes`` at most, in order.
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
      ORDER BY revision.id DESC LIMIT \(Self.samePurposes)
      """,
      [.text(purposeKey), .int(submission ?? 0)]
    ) { $0.int(0) }
    .sorted()
  }

  /// How many submissions with the same purpose are told: more than anybody reads.
  public static let samePurposes = 8

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
