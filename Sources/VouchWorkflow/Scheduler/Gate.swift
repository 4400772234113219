import VouchCore
import VouchRules
import VouchStore

/// The last check before the outbox; no path goes around it.
struct Gate {
  let desk: Desk
  let rulebook: Rulebook
  let reader: StoreReader

  /// What is to become of a delivery.
  enum Judgement {
    /// Somebody else took it on, or it is not due any more.
    case nothing
    /// It stays where it is; the reasons say why.
    case held([String])
    /// Its instant has passed by more than the grace: it moves, or waits for the owner.
    case late(next: Instant?, [String])
    /// It may go out, as this document.
    case open(PostDocument)
  }

  /// Judges a delivery that was due a moment ago, on what is stored now.
  ///
  /// - Throws: `StoreError`.
  func judge(_ delivery: Delivery) throws -> Judgement {
    let now = desk.clock.now
    guard
      let delivery = try reader.delivery(
        delivery.submission,
        delivery.revision,
        delivery.channel
      ),
      delivery.state == .scheduled || delivery.state == .retryable, delivery.scheduledAt <= now,
      let submission = try reader.submission(delivery.submission),
      let revision = try reader.revision(of: delivery.submission, delivery.revision)
    else { return .nothing }
    guard submission.state == .approved, let approval = try reader.approval(of: submission.id),
      approval.revision == revision.number
    else { return .held(["it is not approved"]) }
    if let tampering = tampering(with: revision, approval) { return .held([tampering]) }
    let draft: Draft
    switch rulebook.parse(revision.bytes, path: revision.path) {
    case .success(let parsed): draft = parsed
    case .failure(let error):
      return .held(error.problems.map { "\($0.message), by today's policy [draft]" })
    }
    if now > delivery.scheduledAt + rulebook.policy.calendar.late.grace {
      return try late(delivery, draft, approval, now)
    }
    guard approval.window.contains(delivery.scheduledAt) else {
      return .held(["its instant lies outside the approved window"])
    }
    let report = try assess(delivery, draft, revision, now)
      .waiving(Set(approval.waivers.map(\.rule).filter { !rulebook.policy.locks($0) }))
    guard report.verdict != .blocked else {
      return .held(
        report.findings.filter { $0.severity == .error && !$0.isWaived }
          .map { "\($0.message) [\($0.rule)]" }
      )
    }
    return .open(
      PostDocument(
        delivery: delivery,
        content: revision.content,
        approval: approval,
        approvedBy: desk.workspace.settings.owner,
        assistant: submission.assistant,
        policyName: rulebook.policy.name,
        policyFingerprint: rulebook.policy.fingerprint,
        emittedAt: now,
        zone: rulebook.policy.calendar.zone,
        isSimulated: desk.workspace.settings.isSimulation
      )
    )
  }

  /// What differs from what the owner approved; nil where nothing does.
  private func tampering(with revision: Revision, _ approval: Approval) -> String? {
    let fingerprint = Digests.fingerprint(
      bytes: revision.bytes,
      posts: revision.content.posts,
      media: revision.content.media
    )
    guard fingerprint == approval.fingerprint, fingerprint == revision.fingerprint else {
      return "what is stored is not what was approved: the fingerprint differs"
    }
    for media in revision.content.media {
      guard let copy = media.copy, let sha256 = media.sha256 else { continue }
      let path = "\(desk.workspace.root)/\(copy)"
      let bytes = try? FileReader.read(path, limit: MediaReader.maxBytes, following: false)
      guard let bytes, Digests.sha256(bytes) == sha256 else {
        return "the copy of \(media.file) is gone or was changed"
      }
    }
    return nil
  }

  private func late(
    _ delivery: Delivery,
    _ draft: Draft,
    _ approval: Approval,
    _ now: Instant
  ) throws -> Judgement {
    let local = rulebook.policy.calendar.zone.local(delivery.scheduledAt)
    let missed = "its slot \(local) passed by more than \(rulebook.policy.calendar.late.grace)"
    guard rulebook.policy.calendar.late.then == .nextSlot, draft.frontMatter.schedule.at == nil
    else { return .late(next: nil, [missed + "; it waits for the owner"]) }
    let request = PlanRequest(
      channel: delivery.channel,
      window: approval.window,
      isMission: draft.frontMatter.kind == .mission,
      submission: delivery.submission,
      now: now
    )
    let planner = StoredPlanner(calendar: rulebook.policy.calendar, store: reader)
    switch try planner.plan(request) {
    case .success(let next):
      let moved = rulebook.policy.calendar.zone.local(next)
      return .late(next: next, ["\(missed); moved to \(moved)"])
    case .failure(let obstacle):
      return .late(next: nil, ["\(missed); \(obstacle.reason)"])
    }
  }

  private func assess(
    _ delivery: Delivery,
    _ draft: Draft,
    _ revision: Revision,
    _ now: Instant
  ) throws -> Report {
    try rulebook.assess(
      AssessmentRequest(
        draft: draft,
        stage: .emit,
        now: now,
        submission: delivery.submission,
        assistant: try desk.facts(about: revision.submittedBy.name, in: reader),
        channels: [delivery.channel],
        // The instant it was given has to hold under today's calendar.
        exact: delivery.scheduledAt,
        window: .always
      ),
      in: reader
    ).report
  }
}

extension PostDocument {
  /// The same post after its delivery moved.
  func with(_ delivery: Delivery) -> PostDocument {
    PostDocument(
      delivery: delivery,
      content: content,
      approval: approval,
      approvedBy: approvedBy,
      assistant: assistant,
      policyName: policyName,
      policyFingerprint: policyFingerprint,
      emittedAt: emittedAt,
      zone: zone,
      isSimulated: isSimulated
    )
  }
}
