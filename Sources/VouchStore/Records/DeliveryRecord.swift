import VouchCore

/// How a delivery is stored, one row each.
enum DeliveryRecord {
  // As the schema's indexes have them, so that a question with one of these finds its index.

  /// A delivery that takes its slot: planned, or gone out.
  static let isTaken = "state <> 'cancelled' AND state <> 'missed' AND state <> 'failed'"
  /// A delivery that asks for somebody's attention.
  static let isInTrouble = "state = 'claimed' OR state = 'unconfirmed' OR state = 'failed'"
  /// A delivery that may still go out.
  static let mayGo = "state = 'scheduled' OR state = 'claimed' OR state = 'retryable'"

  static let columns =
    """
    submission, revision, channel, state, scheduledAt, emittedAt, deliveryKey, url, reason
    """

  static func read(_ row: SQLRow) throws -> Delivery {
    guard let state = DeliveryState(rawValue: row.text(3)) else {
      throw StoreError.unreadable("the state of a delivery of submission \(row.int(0))")
    }
    return Delivery(
      submission: row.int(0),
      revision: row.int(1),
      channel: Channel(row.text(2)),
      state: state,
      scheduledAt: SubmissionRecord.instant(row.int(4)),
      emittedAt: row.optionalInt(5).map(SubmissionRecord.instant),
      key: row.text(6),
      url: row.optionalText(7),
      reason: row.optionalText(8)
    )
  }
}
