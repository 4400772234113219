public import VouchCore
import VouchRules
import VouchStore

/// What the owner wants to approve, and how.
public struct ApprovalRequest: Sendable {
  /// The revision that was seen.
  public var id: RevisionID
  /// What the owner notes; nil for nothing.
  public var note: String?
  /// The exact instant the posts go out at, in place of slots; nil for slots.
  public var exact: Instant?
  /// The errors the owner accepts, with reasons.
  public var waivers: [Waiver]
  /// The fingerprint of what was shown; nil where the number of the revision is all there is.
  public var fingerprint: String?

  /// A revision to approve.
  public init(
    id: RevisionID,
    note: String? = nil,
    exact: Instant? = nil,
    waivers: [Waiver] = [],
    fingerprint: String? = nil
  ) {
    self.fingerprint = fingerprint
    self.id = id
    self.note = note
    self.exact = exact
    self.waivers = waivers
  }
}

/// What came of a request to approve.
public enum ApprovalOutcome: Sendable {
  /// It is approved, and these deliveries are on their way.
  case approved([Delivery], Report)
  /// The rules find errors today that nobody waived; nothing was changed.
  case blocked(Report, path: String)
}

extension Desk {
  /// Vouches for a revision, and schedules its deliveries, in one transaction.
  ///
  /// The rules run once more, with today's policy and history.
  ///
  /// - Throws: ``WorkflowError``, `PolicyError` or `StoreError`; nothing is changed then.
  public func approve(_ request: ApprovalRequest) throws -> ApprovalOutcome {
    let rulebook = try rulebook()
    return try deciding { signer, writer in
      try approve(request, rulebook: rulebook, signer, in: writer)
    }
  }

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
      let revision = RevisionID(submission: id, revision: submission.latestRevision)
      let statement = try statement(.revoke, of: revision, reason, now, in: writer.reader)
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
      _ = try writer.reader.latestRevision(id, of: submission)
      let now = clock.now
      let statement = try statement(decision, of: id, reason, now, in: writer.reader)
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
  private func deciding<Value>(_ body: (OwnerSigner, StoreWriter) throws -> Value) throws -> Value {
    let store = try storeForWriting()
    let signer = try signer(store)
    try confirmWitness(store)
    defer { tellWitness(store) }
    return try store.write { try body(signer, $0) }
  }

  /// What the owner says where it is no approval.
  private func statement(
    _ decision: DecisionStatement.Decision,
    of id: RevisionID,
    _ reason: String,
    _ now: Instant,
    in reader: StoreReader
  ) throws -> DecisionStatement {
    let workspace = try reader.workspace()
    return DecisionStatement(
      workspace: workspace.key,
      isSimulated: workspace.isSimulation,
      decision: decision,
      id: id,
      assistant: try reader.requiredSubmission(id.submission).assistant,
      owner: self.workspace.settings.owner,
      fingerprint: try reader.revision(of: id.submission, id.revision)?.fingerprint ?? "",
      policy: .none,
      waivers: [],
      window: .always,
      at: now,
      note: reason,
      posts: [],
      ledger: try reader.ledgerHead()
    )
  }

  private func approve(
    _ request: ApprovalRequest,
    rulebook: Rulebook,
    _ signer: OwnerSigner,
    in writer: StoreWriter
  ) throws -> ApprovalOutcome {
    let now = clock.now
    let submission = try writer.reader.requiredSubmission(request.id.submission)
    let revision = try writer.reader.latestRevision(request.id, of: submission)
    let open = try openChannels(of: revision, submission: submission, in: writer.reader)
    // The words on file decide, not whatever the file says today.
    let draft: Draft
    switch rulebook.parse(revision.bytes, path: revision.path) {
    case .success(let parsed): draft = parsed
    case .failure(let error): return .blocked(rulebook.report(on: error), path: revision.path)
    }
    try confirm(request, submission, revision, draft, in: writer.reader)
    let assessment = try rulebook.assess(
      AssessmentRequest(
        draft: draft,
        stage: .approve,
        now: now,
        submission: submission.id,
        assistant: try facts(about: revision.submittedBy.name, in: writer.reader),
        handedIn: submission.reachedPendingAt,
        channels: open,
        exact: request.exact,
        window: request.exact == nil ? nil : .always
      ),
      in: writer.reader
    )
    try validate(request.waivers, rulebook.policy, assessment.report)
    let report = assessment.report.waiving(Set(request.waivers.map(\.rule)))
    guard report.verdict != .blocked else { return .blocked(report, path: revision.path) }
    let grace = rulebook.policy.calendar.late.grace
    let exact = request.exact ?? revision.content.exact
    let approval = Approval(
      revision: revision.number,
      fingerprint: revision.fingerprint,
      at: now,
      window: exact.map { Window(start: $0, end: $0 + grace + .minutes(1)) }
        ?? revision.content.window,
      waivers: request.waivers,
      note: request.note
    )
    let statement = try statement(of: approval, submission, revision, rulebook, in: writer.reader)
    let details = try details(of: approval, report, submission.id, in: writer.reader)
    try refusingInWords(submission.id) {
      try writer.approve(
        submission.id,
        approval,
        canExpire: exact == nil,
        event: LedgerEvent(
          "approved",
          .object(details + signer.sign(statement, in: writer.reader))
        )
      )
    }
    let deliveries = try open.map { channel in
      let delivery = Delivery(
        submission: submission.id,
        revision: revision.number,
        channel: channel,
        // Without a slot the rule `cadence` was waived; then the earliest minute will do.
        scheduledAt: (try? assessment.plan[channel]?.get()) ?? exact
          ?? max(now, revision.content.window.start ?? now),
        key: Digests.deliveryKey(
          workspace: try writer.reader.workspace().key,
          id: request.id,
          channel: channel
        )
      )
      try writer.schedule(delivery, by: .owner, at: now)
      return delivery
    }
    return .approved(deliveries, report)
  }

  /// The channels on which the revision has not gone out and is not on its way.
  private func openChannels(
    of revision: Revision,
    submission: Submission,
    in reader: StoreReader
  ) throws -> [Channel] {
    let busy = try reader.deliveries(of: submission.id)
      .filter { $0.revision == revision.number && !$0.waitsForOwner }
    let open = revision.content.channels.filter { channel in
      !busy.contains { $0.channel == channel }
    }
    guard submission.state != .approved || !open.isEmpty else {
      throw WorkflowError(.conflict, "\(submission.id)@\(revision.number) is approved already")
    }
    return open
  }

  private func validate(_ waivers: [Waiver], _ policy: Policy, _ report: Report) throws {
    for waiver in waivers {
      _ = try required(waiver.reason)
      guard !policy.locks(waiver.rule) else {
        throw WorkflowError(
          .notAllowed,
          "the policy locks \(waiver.rule); nobody can waive it"
        )
      }
      guard report.findings.contains(where: { $0.rule == waiver.rule && $0.severity == .error })
      else {
        throw WorkflowError(
          .invalid,
          "\(waiver.rule) finds no error here, so there is nothing to waive"
        )
      }
    }
  }

  /// Makes sure that what is vouched for is what was handed in, what was shown, and what the rules
  /// are about to read.
  private func confirm(
    _ request: ApprovalRequest,
    _ submission: Submission,
    _ revision: Revision,
    _ draft: Draft,
    in reader: StoreReader
  ) throws {
    guard request.fingerprint.map({ $0 == revision.fingerprint }) ?? true else {
      throw WorkflowError(
        .conflict,
        "\(request.id) is not what was shown any more; nothing was changed",
        help: "look at it again"
      )
    }
    do {
      _ = try Provenance(of: revision, submission, in: reader)
      try Provenance.compare(revision, with: draft)
    } catch let doubt as Provenance.Doubt {
      throw WorkflowError(
        .conflict,
        "\(request.id): \(doubt.reason); nothing was changed",
        help: "see 'vouch verify' and 'vouch history \(request.id.submission)'"
      )
    }
  }

  /// What the owner vouches for, word for word.
  private func statement(
    of approval: Approval,
    _ submission: Submission,
    _ revision: Revision,
    _ rulebook: Rulebook,
    in reader: StoreReader
  ) throws -> DecisionStatement {
    let workspace = try reader.workspace()
    return DecisionStatement(
      workspace: workspace.key,
      isSimulated: workspace.isSimulation,
      decision: .approve,
      id: RevisionID(submission: submission.id, revision: revision.number),
      assistant: submission.assistant,
      owner: self.workspace.settings.owner,
      fingerprint: approval.fingerprint,
      policy: .init(name: rulebook.policy.name, fingerprint: rulebook.policy.fingerprint),
      waivers: approval.waivers,
      window: approval.window,
      at: approval.at,
      note: approval.note ?? "",
      posts: revision.content.channels.compactMap { channel in
        PostContent(revision.content, on: channel)
          .map { .init(channel: channel.name, digest: $0.digest) }
      },
      ledger: try reader.ledgerHead()
    )
  }

  private func details(
    of approval: Approval,
    _ report: Report,
    _ submission: Int,
    in reader: StoreReader
  ) throws -> [JSON.Member] {
    let replaced = try reader.approvalEntry(of: submission)
    return [
      .init("revision", .int(approval.revision)),
      .init("fingerprint", .string(approval.fingerprint)),
      .init("policy", .string(report.policyFingerprint)),
      .init(
        "waivers",
        .array(
          approval.waivers.map { ["rule": .string($0.rule.name), "reason": .string($0.reason)] }
        )
      ),
      .init("note", .optional(approval.note)),
    ] + (replaced.map { [.init("replaces", .int($0))] } ?? [])
  }

  private func required(_ reason: String) throws -> String {
    let trimmed = reason.trimmingWhitespace()
    guard !trimmed.isEmpty else {
      throw WorkflowError(.invalid, "a reason is missing", help: "say why with --because")
    }
    return trimmed
  }

  private func refusingInWords(_ id: Int, _ body: () throws -> some Sendable) throws {
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
  /// True where only the owner can help: it missed its time, or today's rules hold it back.
  var waitsForOwner: Bool {
    state == .missed || reason != nil && (state == .scheduled || state == .retryable)
  }

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
