public import VouchCore

extension StoreWriter {
  /// Puts a delivery on its way, or a missed one of the same post on its way again.
  ///
  /// - Throws: `TransitionError` where that post went out already or is being worked on, else
  ///   ``StoreError``.
  public func schedule(_ delivery: Delivery, by actor: Actor, at instant: Instant) throws {
    let event = LedgerEvent("scheduled", details(of: delivery))
    if try reader.delivery(delivery.submission, delivery.revision, delivery.channel) != nil {
      try transition(delivery, .move, by: actor, at: instant, event: event) {
        $0.scheduledAt = delivery.scheduledAt
        $0.reason = nil
      }
      return
    }
    try connection.execute(
      """
      INSERT INTO delivery (submission, revision, channel, state, scheduledAt, emittedAt,
        deliveryKey, url, reason)
      VALUES (?, ?, ?, ?, ?, NULL, ?, NULL, NULL)
      """,
      [
        .int(delivery.submission), .int(delivery.revision), .text(delivery.channel.name),
        .text(DeliveryState.scheduled.rawValue), .instant(delivery.scheduledAt),
        .text(delivery.key),
      ]
    )
    try append(event, by: actor, at: instant, to: delivery.submission)
  }

  /// The one door for a delivery's state: moves it by `action`, lets `change` adjust what goes
  /// with the move, stores it, and appends `event`.
  ///
  /// - Throws: `TransitionError` where the move is not allowed now, else ``StoreError``.
  @discardableResult
  public func transition(
    _ delivery: Delivery,
    _ action: DeliveryAction,
    by actor: Actor,
    at instant: Instant,
    event: LedgerEvent,
    _ change: (inout Delivery) -> Void = { _ in }
  ) throws -> Delivery {
    let stored = try reader.delivery(delivery.submission, delivery.revision, delivery.channel)
    guard var stored else { throw StoreError.failed("there is no such delivery") }
    stored.state = try stored.state.applying(action)
    change(&stored)
    try connection.execute(
      """
      UPDATE delivery SET state = ?, scheduledAt = ?, emittedAt = ?, url = ?, reason = ?
      WHERE submission = ? AND revision = ? AND channel = ?
      """,
      [
        .text(stored.state.rawValue), .instant(stored.scheduledAt), .instant(stored.emittedAt),
        .text(stored.url), .text(stored.reason), .int(stored.submission), .int(stored.revision),
        .text(stored.channel.name),
      ]
    )
    try append(event, by: actor, at: instant, to: stored.submission)
    return stored
  }

  /// Remembers why a delivery was held back, without moving it; the ledger hears of it only where
  /// the reason is new.
  ///
  /// - Throws: ``StoreError``.
  public func hold(_ delivery: Delivery, because reason: String, at instant: Instant) throws {
    guard delivery.reason != reason else { return }
    try connection.execute(
      "UPDATE delivery SET reason = ? WHERE submission = ? AND revision = ? AND channel = ?",
      [
        .text(reason), .int(delivery.submission), .int(delivery.revision),
        .text(delivery.channel.name),
      ]
    )
    let details: JSON = [
      "revision": .int(delivery.revision), "channel": .string(delivery.channel.name),
      "reason": .string(reason),
    ]
    try append(
      LedgerEvent("held", details),
      by: .scheduler,
      at: instant,
      to: delivery.submission
    )
  }

  private func details(of delivery: Delivery) -> JSON {
    [
      "revision": .int(delivery.revision),
      "channel": .string(delivery.channel.name),
      "scheduledAt": .integer(delivery.scheduledAt.milliseconds),
      "key": .string(delivery.key),
    ]
  }
}

extension StoreReader {
  /// One delivery; nil where there is none.
  ///
  /// - Throws: ``StoreError``.
  public func delivery(
    _ submission: Int,
    _ revision: Int,
    _ channel: Channel
  ) throws -> Delivery? {
    try connection.row(
      """
      SELECT \(DeliveryRecord.columns) FROM delivery
      WHERE submission = ? AND revision = ? AND channel = ?
      """,
      [.int(submission), .int(revision), .text(channel.name)]
    ).map(DeliveryRecord.read)
  }

  /// The deliveries of a submission, by revision and instant.
  ///
  /// - Throws: ``StoreError``.
  public func deliveries(of submission: Int) throws -> [Delivery] {
    try connection.rows(
      """
      SELECT \(DeliveryRecord.columns) FROM delivery
      WHERE submission = ? ORDER BY revision, scheduledAt, channel
      """,
      [.int(submission)]
    ).map(DeliveryRecord.read)
  }

  /// The deliveries that wait for their instant, in order; those due by `instant` where one is
  /// given.
  ///
  /// - Throws: ``StoreError``.
  public func queue(dueBy instant: Instant? = nil) throws -> [Delivery] {
    try connection.rows(
      """
      SELECT \(DeliveryRecord.columns) FROM delivery
      WHERE state IN ('scheduled', 'retryable') AND scheduledAt <= ?
      ORDER BY scheduledAt, submission, channel
      """,
      [.instant(instant ?? Instant.representable.upperBound)]
    ).map(DeliveryRecord.read)
  }

  /// The deliveries in one state, in order of their instants.
  ///
  /// - Throws: ``StoreError``.
  public func deliveries(in state: DeliveryState) throws -> [Delivery] {
    try connection.rows(
      """
      SELECT \(DeliveryRecord.columns) FROM delivery
      WHERE state = ? ORDER BY scheduledAt, submission, channel
      """,
      [.text(state.rawValue)]
    ).map(DeliveryRecord.read)
  }

  /// When a channel last had a post go out; nil where it never had.
  ///
  /// - Throws: ``StoreError``.
  public func lastEmission(on channel: Channel) throws -> Instant? {
    try connection.row(
      """
      SELECT scheduledAt FROM delivery
      WHERE state NOT IN ('cancelled', 'missed', 'failed') AND channel = ? AND emittedAt IS NOT NULL
      ORDER BY scheduledAt DESC LIMIT 1
      """,
      [.text(channel.name)]
    ).map { SubmissionRecord.instant($0.int(0)) }
  }
}
