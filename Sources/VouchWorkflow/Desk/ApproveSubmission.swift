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
    let statement = try statement(
      .approve,
      of: revision,
      submission,
      at: now,
      note: approval.note ?? "",
      terms: terms(of: approval, revision.content, rulebook.policy),
      in: writer.reader
    )
    let details =
      try details(of: approval, report, submission.id, in: writer.reader)
      + signer.sign(statement, in: writer.reader)
    try refusingInWords(submission.id) {
      try writer.approve(
        submission.id,
        approval,
        canExpire: exact == nil,
        event: LedgerEvent("approved", .object(details))
      )
    }
    let workspace = try writer.reader.workspace().key
    let deliveries = open.map { channel in
      Delivery(
        submission: submission.id,
        revision: revision.number,
        channel: channel,
        // Without a slot the rule `cadence` was waived; then the earliest minute will do.
        scheduledAt: (try? assessment.plan[channel]?.get()) ?? exact
          ?? max(now, revision.content.window.start ?? now),
        key: Digests.deliveryKey(workspace: workspace, id: request.id, channel: channel)
      )
    }
    for delivery in deliveries { try writer.schedule(delivery, by: .owner, at: now) }
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

  /// What an approval says beyond any other decision, word for word.
  private func terms(
    of approval: Approval,
    _ content: RevisionContent,
    _ policy: Policy
  ) -> DecisionStatement.Terms {
    DecisionStatement.Terms(
      policy: .init(name: policy.name, fingerprint: policy.fingerprint),
      waivers: approval.waivers,
      window: approval.window,
      posts: content.channels.compactMap { channel in
        PostContent(content, on: channel).map { .init(channel: channel.name, digest: $0.digest) }
      }
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
      .init("waivers", .array(approval.waivers.map(\.json))),
      .init("note", .optional(approval.note)),
    ] + (replaced.map { [.init("replaces", .int($0))] } ?? [])
  }
}

extension Delivery {
  /// True where only the owner can help: it missed its time, or today's rules hold it back.
  var waitsForOwner: Bool {
    state == .missed || reason != nil && (state == .scheduled || state == .retryable)
  }
}
