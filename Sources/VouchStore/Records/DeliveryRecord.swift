import VouchCore

/// How a delivery is stored, one row each.
enum DeliveryRecord {
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
