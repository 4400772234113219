public import VouchCore
import VouchRules
import VouchStore

/// What one run of the scheduler did.
public struct EmitResult: Sendable {
  /// A post that went out, or would.
  public struct Emitted: Sendable {
    /// The delivery as it stands now.
    public let delivery: Delivery
    /// The file it went to, relative to the workspace.
    public let file: String
  }

  /// A post that was due and did not go out.
  public struct Held: Sendable {
    /// The delivery as it stands now.
    public let delivery: Delivery
    /// Why, one line each; at least one.
    public let reasons: [String]
  }

  /// What went out, in order.
  public var emitted: [Emitted] = []
  /// What was held back, in order.
  public var held: [Held] = []
  /// What lay in the outbox already without the database knowing, as after a backup was put back.
  public var found: [Emitted] = []
  /// Why the workspace as a whole is not trusted, so that nothing went out; nil where it is.
  public var distrust: String?

  /// Nothing yet.
  public init() {}
}

extension Desk {
  /// Emits everything due now, and ends.
  ///
  /// Only one process emits at a time; another one waits and then finds nothing left to do. A
  /// post that cannot go out never stops those behind it.
  ///
  /// - Throws: ``WorkflowError``, `PolicyError` or `StoreError`.
  public func emit(progress: (EmitResult.Emitted) -> Void = { _ in }) throws -> EmitResult {
    let rulebook = try rulebook()
    // The witness says more about a ledger that does not fit.
    let store = try storeForWriting(refusingMixtures: false)
    return try FileLock.withLock(workspace.emitLock) {
      let custody: Custody
      do {
        custody = try witness(store)
      } catch let distrust as Witness.Distrust {
        return try distrusting(distrust, store)
      }
      // What this run does is seen too, whatever becomes of it.
      defer { tellWitness(store) }
      let outbox = try OutboxFolder(workspace: workspace, checker: PostChecker(custody.chain))
      let journal = try SentJournal(folders, workspace: store.read { try $0.workspace().key })
      var result = EmitResult()
      result.emitted += try recoverClaims(store, outbox)
      result.found = try recordFound(in: outbox, store)
      result.emitted.forEach(progress)
      result.held += try expire(store)
      for delivery in try store.read({ try $0.queue(dueBy: clock.now) }) {
        switch try store.write({ try claim(delivery, rulebook, custody, journal, in: $0) }) {
        case .nothing: continue
        case .found(let found): result.found.append(found)
        case .held(let held): result.held.append(held)
        case .claimed(let post):
          switch try emit(post, outbox, journal, store) {
          case .success(let emitted):
            progress(emitted)
            result.emitted.append(emitted)
          case .failure(let held): result.held.append(held.value)
          }
        }
      }
      return result
    }
  }

  /// Finds out what became of posts whose emitter died with them in its hands; one that is at work
  /// is waited for.
  func settleClaims() throws {
    let store = try storeForWriting()
    guard try !store.read({ try $0.deliveries(in: .claimed) }).isEmpty else { return }
    try FileLock.withLock(workspace.emitLock) {
      let checker = try postChecker()
      _ = try recoverClaims(store, try OutboxFolder(workspace: workspace, checker: checker))
    }
  }

  /// What ``emit(progress:)`` would do now; changes nothing.
  ///
  /// - Throws: ``WorkflowError``, `PolicyError` or `StoreError`.
  public func rehearseEmit() throws -> EmitResult {
    let rulebook = try rulebook()
    let store = try storeForExamining()
    let custody: Custody
    do {
      custody = try witness(store, remembers: false)
    } catch let distrust as Witness.Distrust {
      return try distrusting(distrust, store)
    }
    return try store.read { reader in
      var result = EmitResult()
      for delivery in try reader.queue(dueBy: clock.now) {
        let gate = Gate(desk: self, rulebook: rulebook, custody: custody, reader: reader)
        switch try gate.judge(delivery) {
        case .nothing: continue
        case .late(_, let reason), .held(let reason):
          result.held.append(.init(delivery: delivery, reasons: reason))
        case .open(let post):
          let file = "\(workspace.settings.outbox)/\(post.fileName)"
          result.emitted.append(.init(delivery: delivery, file: file))
        }
      }
      return result
    }
  }

  /// Holds everything that is due; nothing is written into a ledger that is not trusted.
  private func distrusting(_ distrust: Witness.Distrust, _ store: Store) throws -> EmitResult {
    var result = EmitResult()
    result.held = try store.read { try $0.queue(dueBy: clock.now) }.map {
      .init(delivery: $0, reasons: ["\(distrust.reason); \(distrust.help)"])
    }
    result.distrust = distrust.reason
    return result
  }

  private enum Claim {
    case nothing
    case held(EmitResult.Held)
    case claimed(PostDocument)
    /// It went out before, and the database did not know.
    case found(EmitResult.Emitted)
  }

  /// Re-checks everything about a delivery and claims it, in one transaction.
  private func claim(
    _ delivery: Delivery,
    _ rulebook: Rulebook,
    _ custody: Custody,
    _ journal: SentJournal,
    in writer: StoreWriter
  ) throws -> Claim {
    let now = clock.now
    let gate = Gate(desk: self, rulebook: rulebook, custody: custody, reader: writer.reader)
    switch try gate.judge(delivery) {
    case .nothing: return .nothing
    case .held(let reasons):
      try writer.hold(delivery, because: reasons.joined(separator: "; "), at: now)
      return .held(.init(delivery: delivery, reasons: reasons))
    case .late(let next, let reasons):
      let moved = try move(delivery, to: next, reasons, in: writer)
      return .held(.init(delivery: moved, reasons: reasons))
    case .open(let post):
      let memory = try journal.memory(of: post)
      guard memory != .sentAsAnother else {
        let reason = "another post went out under its key; have it handed in again as a revision"
        try writer.hold(delivery, because: reason, at: now)
        return .held(.init(delivery: delivery, reasons: [reason]))
      }
      let claimed = try writer.transition(
        delivery,
        .claim,
        by: .scheduler,
        at: now,
        event: LedgerEvent("claimed", delivery.ledgerDetails)
      )
      guard memory == .unknown else {
        let file = "\(workspace.settings.outbox)/\(post.fileName)"
        let done = try complete(claimed, file: file, at: now, wasFound: true, in: writer)
        return .found(.init(delivery: done, file: file))
      }
      return .claimed(post.with(claimed))
    }
  }

  private func move(
    _ delivery: Delivery,
    to next: Instant?,
    _ reasons: [String],
    in writer: StoreWriter
  ) throws -> Delivery {
    let reason = reasons.joined(separator: "; ")
    guard let next else {
      return try writer.transition(
        delivery,
        .miss,
        by: .scheduler,
        at: clock.now,
        event: LedgerEvent("missed", delivery.ledgerDetails.adding("reason", .string(reason)))
      ) { $0.reason = reason }
    }
    return try writer.transition(
      delivery,
      .move,
      by: .scheduler,
      at: clock.now,
      event: LedgerEvent(
        "moved",
        delivery.ledgerDetails.adding("scheduledAt", .integer(next.milliseconds))
      )
    ) {
      $0.scheduledAt = next
      $0.reason = nil
    }
  }

  /// Hands a claimed post to the outbox and records what became of it.
  private func emit(
    _ post: PostDocument,
    _ outbox: OutboxFolder,
    _ journal: SentJournal,
    _ store: Store
  ) throws -> Result<EmitResult.Emitted, Refusal> {
    let placed: OutboxFolder.Placed
    do {
      placed = try outbox.emit(post, in: workspace)
    } catch let error as WorkflowError {
      // Nothing went out: the next run tries again.
      let delivery = try store.write { writer in
        try writer.transition(
          post.delivery,
          .retry,
          by: .scheduler,
          at: clock.now,
          event: LedgerEvent(
            "retried",
            post.delivery.ledgerDetails.adding("reason", .string(error.message))
          )
        ) { $0.reason = error.message }
      }
      // A full disk stops the queue; a file in the way stops one post.
      guard error.code == .conflict else { throw error }
      return .failure(Refusal(value: .init(delivery: delivery, reasons: [error.description])))
    }
    // Before the database hears of it: what a publisher may have taken is never sent again.
    try journal.remember(post)
    let delivery = try store.write { writer in
      try complete(
        post.delivery,
        file: placed.file,
        at: post.emittedAt,
        wasFound: placed.wasFound,
        in: writer
      )
    }
    return .success(EmitResult.Emitted(delivery: delivery, file: placed.file))
  }

  private struct Refusal: Error {
    let value: EmitResult.Held
  }

  /// Takes back what an emitter that died had claimed, or records that it went out.
  ///
  /// Whoever holds the lock is alone, so no claim can be anybody else's; for a folder repeating is
  /// harmless.
  private func recoverClaims(
    _ store: Store,
    _ outbox: OutboxFolder
  ) throws -> [EmitResult.Emitted] {
    guard try !store.read({ try $0.deliveries(in: .claimed) }).isEmpty else { return [] }
    return try store.write { writer in
      var emitted: [EmitResult.Emitted] = []
      for delivery in try writer.reader.deliveries(in: .claimed) {
        if let file = outbox.file(of: delivery) {
          // Nobody may take it back any more, not even for a moment.
          let now = clock.now
          let done = try complete(delivery, file: file, at: now, wasFound: true, in: writer)
          emitted.append(.init(delivery: done, file: file))
          continue
        }
        try writer.transition(
          delivery,
          .retry,
          by: .scheduler,
          at: clock.now,
          event: LedgerEvent("recovered", delivery.ledgerDetails)
        )
      }
      return emitted
    }
  }

  /// Closes what can no longer go out because its window has passed, and tells what was to go out.
  private func expire(_ store: Store) throws -> [EmitResult.Held] {
    let now = clock.now
    guard try !store.read({ try $0.submissionsPastWindow(at: now) }).isEmpty else { return [] }
    return try store.write { writer in
      try writer.reader.submissionsPastWindow(at: now).flatMap { id in
        let deliveries = try writer.reader.deliveries(of: id)
        let unsent = deliveries.filter { (try? $0.state.applying(.miss)) != nil }
        let held = try unsent.map { delivery in
          let reasons = ["its window has passed; it waits for the owner"]
          let missed = try move(delivery, to: nil, reasons, in: writer)
          return EmitResult.Held(delivery: missed, reasons: reasons)
        }
        let isDone = unsent.isEmpty && !deliveries.isEmpty
        // What went out on one channel stays approved; what is missed elsewhere shows there.
        guard !isDone, !deliveries.contains(where: { $0.state.isOut }) else { return held }
        let wasApproved = try writer.reader.submission(id)?.state == .approved
        try writer.transition(
          id,
          .expire,
          by: .scheduler,
          at: now,
          event: LedgerEvent("expired", wasApproved ? ["wasApproved": true] : [:])
        )
        return held
      }
    }
  }
}

extension JSON {
  /// The same object with one more member.
  func adding(_ key: String, _ value: JSON) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members + [Member(key, value)])
  }
}
