public import VouchCore
import VouchStore

extension Desk {
  /// Says no for good.
  ///
  /// - Throws: ``WorkflowError`` or `StoreError`; nothing is changed then.
  public func reject(_ id: RevisionID, because reason: String) throws {
    try decide(id, .reject, .reject, "rejected", reason)
  }

  /// Asks for another revision.
  ///
  /// - Throws: ``WorkflowError`` or `StoreError`; nothing is changed then.
  public func requestChanges(_ id: RevisionID, because reason: String) throws {
    try decide(id, .requestChanges, .requestChanges, "changes-requested", reason)
  }

  /// Takes an approval back; what has not gone out does not go out.
  ///
  /// - Returns: The deliveries that were cancelled.
  /// - Throws: ``WorkflowError`` where everything has gone out, or `StoreError`.
  public func revoke(_ id: Int, because reason: String) throws -> [Delivery] {
    let reason = try required(reason)
    // Who died cannot say whether the post is out, and the next one would send it.
    try settleClaims()
    return try deciding { signer, writer in
      let submission = try writer.reader.requiredSubmission(id)
      let deliveries = try writer.reader.deliveries(of: id)
      if deliveries.contains(where: { $0.state == .claimed }) {
        throw WorkflowError(.conflict, "a post of submission \(id) is going out right now")
      }
      let stoppable = deliveries.filter {
        (try? $0.state.applying(.cancel)) != nil
      }
      if submission.state == .approved, stoppable.isEmpty {
        throw WorkflowError(
          .notAllowed,
          "every post of submission \(id) has gone out already",
          help: "take it down where it was published"
        )
      }
      let now = clock.now
      let statement = try statement(
        .revoke,
        of: try writer.reader.latestRevision(of: submission),
        submission,
        at: now,
        note: reason,
        in: writer.reader
      )
      let details = JSON.object(
        [.init("reason", .string(reason))] + (try signer.sign(statement, in: writer.reader))
      )
      try refusingInWords(id) {
        try writer.transition(
          id,
          .revoke,
          by: .owner,
          at: now,
          event: LedgerEvent("revoked", details)
        )
      }
      return try stoppable.map {
        try writer.transition(
          $0,
          .cancel,
          by: .owner,
          at: now,
          event: LedgerEvent("cancelled", $0.ledgerDetails)
        )
      }
    }
  }

  /// Takes a submission back on its assistant's behalf.
  ///
  /// - Throws: ``WorkflowError`` or `StoreError`.
  public func withdraw(_ id: Int, from name: String) throws {
    try storeForWriting().write { writer in
      let submission = try writer.reader.requiredSubmission(id)
      guard submission.assistant == name else {
        throw WorkflowError(
          .notAllowed,
          "submission \(id) was handed in by \(submission.assistant)"
        )
      }
      try refusingInWords(id) {
        try writer.transition(
          id,
          .withdraw,
          by: Actor(name: name),
          at: clock.now,
          event: LedgerEvent("withdrawn")
        )
      }
    }
  }

  private func decide(
    _ id: RevisionID,
    _ action: SubmissionAction,
    _ decision: DecisionStatement.Decision,
    _ event: String,
    _ reason: String
  ) throws {
    let reason = try required(reason)
    try deciding { signer, writer in
      let submission = try writer.reader.requiredSubmission(id.submission)
      let revision = try writer.reader.latestRevision(id, of: submission)
      let now = clock.now
      let statement = try statement(
        decision,
        of: revision,
        submission,
        at: now,
        note: reason,
        in: writer.reader
      )
      let details: [JSON.Member] = [
        .init("revision", .int(id.revision)), .init("reason", .string(reason)),
      ]
      try refusingInWords(id.submission) {
        try writer.transition(
          id.submission,
          action,
          by: .owner,
          at: now,
          event: LedgerEvent(event, .object(details + signer.sign(statement, in: writer.reader)))
        )
      }
    }
  }

  /// Runs a decision of the owner in one transaction, with the owner's key at hand, on a ledger
  /// from which nothing was taken out.
  ///
  /// A power cut may make this account forget how far it has seen the ledger go, and no more; the
  /// decision itself lasts in any case.
  func deciding<Value>(_ body: (OwnerSigner, StoreWriter) throws -> Value) throws -> Value {
    let store = try storeForWriting()
    let signer = try signer(store)
    try confirmWitness(store, isLasting: false)
    defer { tellWitness(store, isLasting: false) }
    return try store.write { try body(signer, $0) }
  }

  /// What the owner signs: the decision on a revision, and for an approval its terms.
  func statement(
    _ decision: DecisionStatement.Decision,
    of revision: Revision,
    _ submission: Submission,
    at now: Instant,
    note: String,
    terms: DecisionStatement.Terms = .none,
    in reader: StoreReader
  ) throws -> DecisionStatement {
    let record = try reader.workspace()
    return DecisionStatement(
      workspace: record.key,
      isSimulated: record.isSimulation,
      decision: decision,
      id: RevisionID(submission: submission.id, revision: revision.number),
      assistant: submission.assistant,
      owner: workspace.settings.owner,
      fingerprint: revision.fingerprint,
      policy: terms.policy,
      waivers: terms.waivers,
      window: terms.window,
      at: now,
      note: note,
      posts: terms.posts,
      ledger: try reader.ledgerHead()
    )
  }

  func required(_ reason: String) throws -> String {
    let trimmed = reason.trimmingWhitespace()
    guard !trimmed.isEmpty else {
      throw WorkflowError(.invalid, "a reason is missing", help: "say why with --because")
    }
    return trimmed
  }

  func refusingInWords(_ id: Int, _ body: () throws -> some Sendable) throws {
    do {
      _ = try body()
    } catch let error as TransitionError {
      throw WorkflowError(
        .notAllowed,
        "submission \(id) is \(error.from): \(error); nothing was changed"
      )
    }
  }
}

extension Delivery {
  /// What the ledger says about the delivery when it moves.
  var ledgerDetails: JSON {
    ["revision": .int(revision), "channel": .string(channel.name), "key": .string(key)]
  }
}

extension String {
  /// The text without white space at its ends.
  func trimmingWhitespace() -> String {
    var view = Substring(self)
    while let first = view.first, first.isWhitespace { view = view.dropFirst() }
    while let last = view.last, last.isWhitespace { view = view.dropLast() }
    return String(view)
  }
}
