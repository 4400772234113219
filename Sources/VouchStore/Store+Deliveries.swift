public import VouchCore

extension StoreWriter {
  /// Puts a delivery of an approved submission on its way, or a missed one of the same post on its
  /// way again.
  ///
  /// - Throws: `TransitionError` where that post went out already or is being worked on, or the
  ///   submission is not approved, else ``StoreError``.
  public func schedule(_ delivery: Delivery, by actor: Actor, at instant: Instant) throws {
    let submission = try reader.submission(delivery.submission)
    guard submission?.state == .approved else {
      throw TransitionError(from: submission?.state.rawValue ?? "unknown", action: "schedule")
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
      INSERT INTO delivery (submission, revision, channel, state, scheduledAt, deliveryKey,
        isApproved, windowEnd, isMission, hasMentions)
      VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?)
      """,
      [
        .int(delivery.submission), .int(delivery.revision), .text(delivery.channel.name),
        .text(DeliveryState.scheduled.rawValue), .instant(delivery.scheduledAt),
        .text(delivery.key), .instant(submission?.windowEnd),
      ] + reach(of: delivery)
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
    if action == .complete {
      try markActive(stored.submission, stored.revision, at: stored.emittedAt ?? instant)
    }
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

  /// Whether a delivery is a mission's, and whether it mentions people: what is asked about it
  /// when others are planned beside it.
  private func reach(of delivery: Delivery) throws -> [SQLValue] {
    let reach = try connection.row(
      "SELECT kind, people FROM revision WHERE submission = ? AND number = ?",
      [.int(delivery.submission), .int(delivery.revision)]
    ) { row in
      [
        SQLValue.bool(row.text(0) == DraftKind.mission.rawValue),
        .bool(try !ContentRecord.strings(row.text(1)).isEmpty),
      ]
    }
    guard let reach else { throw StoreError.failed("there is no such revision") }
    return reach
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
    try deliveries(
      where: "submission = ?",
      [.int(submission)],
      by: "revision, scheduledAt, channel"
    )
  }

  /// The deliveries of each of `submissions` that has any, by revision and instant.
  ///
  /// - Throws: ``StoreError``.
  public func deliveries(of submissions: [Int]) throws -> [Int: [Delivery]] {
    var found: [Int: [Delivery]] = [:]
    for page in submissions.pages(of: 100) {
      let deliveries = try deliveries(
        where: "submission IN (\(page.marks))",
        page.map(SQLValue.int),
        by: "submission, revision, scheduledAt, channel"
      )
      for delivery in deliveries { found[delivery.submission, default: []].append(delivery) }
    }
    return found
  }

  /// The deliveries that wait for their instant, in order: those due by `instant` where one is
  /// given, and the first `limit`.
  ///
  /// - Throws: ``StoreError``.
  public func queue(dueBy instant: Instant? = nil, limit: Int? = nil) throws -> [Delivery] {
    try deliveries(
      where: "state IN ('scheduled', 'retryable') AND scheduledAt <= ?",
      [.instant(instant ?? Instant.representable.upperBound)],
      limit: limit
    )
  }

  /// How many deliveries wait for their instant.
  ///
  /// - Throws: ``StoreError``.
  public func queueLength() throws -> Int {
    let counts = try deliveryCounts()
    return counts[.scheduled, default: 0] + counts[.retryable, default: 0]
  }

  /// The instant of the first delivery in the queue that nothing holds back; nil where there is
  /// none.
  ///
  /// - Throws: ``StoreError``.
  public func nextDue() throws -> Instant? {
    try connection.row(
      """
      SELECT scheduledAt FROM delivery
      WHERE state IN ('scheduled', 'retryable') AND reason IS NULL ORDER BY scheduledAt LIMIT 1
      """
    ) { SubmissionRecord.instant($0.int(0)) }
  }

  /// The deliveries in one state that asks for somebody's attention, in order of their instants;
  /// the first `limit`.
  ///
  /// - Throws: ``StoreError``, also for a state of which there may be any number.
  public func deliveries(in state: DeliveryState, limit: Int? = nil) throws -> [Delivery] {
    switch state {
    case .claimed, .unconfirmed, .failed:
      return try deliveries(
        where: "state = ? AND (\(DeliveryRecord.isInTrouble))",
        [.text(state.rawValue)],
        limit: limit
      )
    // Of those whose submission is not approved any more, nobody waits for.
    case .missed:
      return try deliveries(where: "state = 'missed' AND isApproved = 1", [], limit: limit)
    case .scheduled, .emitted, .retryable, .cancelled, .published:
      throw StoreError.failed("nobody looks at all that is \(state.rawValue)")
    }
  }

  /// The deliveries planned or gone out in `range`, in order, each with what it belongs to.
  ///
  /// - Throws: ``StoreError``.
  public func deliveries(in range: Range<Instant>) throws -> [Delivery] {
    try deliveries(
      where: """
        scheduledAt >= ? AND scheduledAt < ? AND \(DeliveryRecord.isTaken)
        """,
      [.instant(range.lowerBound), .instant(range.upperBound)]
    )
  }

  private func deliveries(
    where condition: String,
    _ arguments: [SQLValue],
    by order: String = "scheduledAt, submission, revision, channel",
    limit: Int? = nil
  ) throws -> [Delivery] {
    try connection.rows(
      """
      SELECT \(DeliveryRecord.columns) FROM delivery WHERE \(condition)
      ORDER BY \(order) LIMIT ?
      """,
      arguments + [.int(limit ?? .max)],
      DeliveryRecord.read
    )
  }
}
