import VouchCore
import VouchStore

extension Desk {
  /// Records what is due and lies in the outbox already as emitted, whatever the gate says of it
  /// now: it went out.
  ///
  /// A database that was put back from a backup does not know what the live one emitted since.
  func recordFound(in outbox: OutboxFolder, _ store: Store) throws -> [EmitResult.Emitted] {
    try store.read { try $0.queue(dueBy: clock.now) }.compactMap { delivery in
      guard let file = outbox.file(of: delivery) else { return nil }
      return try store.write { writer in
        // The owner may have taken it back meanwhile.
        let now = try writer.reader.delivery(
          delivery.submission,
          delivery.revision,
          delivery.channel
        )
        guard let now, now.state == delivery.state else { return nil }
        let claimed = try writer.transition(
          now,
          .claim,
          by: .scheduler,
          at: clock.now,
          event: LedgerEvent("claimed", now.ledgerDetails)
        )
        let done = try complete(claimed, file: file, at: clock.now, wasFound: true, in: writer)
        return EmitResult.Emitted(delivery: done, file: file)
      }
    }
  }

  /// Records that a claimed delivery is in the outbox.
  func complete(
    _ delivery: Delivery,
    file: String,
    at emittedAt: Instant,
    wasFound: Bool,
    in writer: StoreWriter
  ) throws -> Delivery {
    var details = delivery.ledgerDetails.adding("file", .string(file))
    if wasFound { details = details.adding("found", true) }
    return try writer.transition(
      delivery,
      .complete,
      by: .scheduler,
      at: clock.now,
      event: LedgerEvent("emitted", details)
    ) {
      $0.emittedAt = emittedAt
      $0.reason = nil
    }
  }
}
