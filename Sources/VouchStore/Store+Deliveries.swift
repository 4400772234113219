public import VouchCore

extension StoreWriter {
  /// Puts a delivery of an approved submission on its way, or a missed one of the same post on its
  /// way again.
  ///
  /// - Throws: `TransitionError` where that post went out already or is being worked on, or the
  ///   submission is not approved, else ``StoreError``.
  public func schedule(_ delivery: Delivery, by actor: Actor, at instant: Instant) throws {
    let state = try reader.submission(delivery.submission)?.state
    guard state == .approved else {
      throw TransitionError(from: state?.rawValue ?? "unknown", action: "schedule")
    }
    let stored = try reader.delivery(delivery.submission, delivery.revision, delivery.channel)
    if let stored {
      let event = LedgerEvent("scheduled", details(of: stored, at: delivery.scheduledAt))
      try transition(stored, .move, by: actor, at: instant, event: event) {
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
    let event = LedgerEvent("scheduled", details(of: delivery, at: delivery.scheduledAt))
      .stating("state", .string(DeliveryState.scheduled.rawValue))
    try append(event, by: actor, at: instant, to: delivery.submission)
  }

  /// The one door for a delivery's state: moves it by `action`, lets `change` adjust what goes
  /// with the move, stores it, and appends `event` with the delivery and the state it leads to.
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
    guard var stored else { throw StoreError.noSuchDelivery }
    let state = try stored.state.applying(action)
    change(&stored)
    // Whatever the caller made of it: only the table of moves says where a move leads.
    stored.state = state
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
    let stated = event.stating("revision", .int(stored.revision))
      .stating("channel", .string(stored.channel.name))
      .stating("state", .string(state.rawValue))
    try append(stated, by: actor, at: instant, to: stored.submission)
    return stored
  }

  /// Remembers why a delivery was held back, without moving it; the ledger hears of it only where
  /// the reason is new.
  ///
  /// - Throws: ``StoreError``.
  public func hold(_ delivery: Delivery, because reason: String, at instant: Instant) throws {
    let stored = try reader.delivery(delivery.submission, delivery.revision, delivery.channel)
    guard let stored else { throw StoreError.noSuchDelivery }
    guard stored.reason != reason else { return }
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

  private func details(of delivery: Delivery, at scheduledAt: Instant) -> JSON {
    [
      "revision": .int(delivery.revision),
      "channel": .string(delivery.channel.name),
      "scheduledAt": .integer(scheduledAt.milliseconds),
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
      [.int(submission), .int(revision), .text(channel.name)],
      DeliveryRecord.read
    )
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
      [.int(submission)],
      DeliveryRecord.read
    )
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
      [.instant(instant ?? Instant.representable.upperBound)],
      DeliveryRecord.read
    )
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
      [.text(state.rawValue)],
      DeliveryRecord.read
    )
  }

  /// When a channel last had a post go out; nil where it never had.
  ///
  /// - Throws: ``StoreError``.
  public func lastEmission(on channel: Channel) throws -> Instant? {
    try connection.row(
      """
      SELECT scheduledAt FROM delivery
      WHERE channel = ? AND emittedAt IS NOT NULL AND state NOT IN ('cancelled', 'missed', 'failed')
      ORDER BY scheduledAt DESC LIMIT 1
      """,
      [.text(channel.name)]
    ) { SubmissionRecord.instant($0.int(0)) }
  }
}
