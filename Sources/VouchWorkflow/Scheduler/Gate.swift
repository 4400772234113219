import VouchCore
import VouchRules
import VouchStore

/// The last check before the outbox; no path goes around it.
struct Gate {
  let desk: Desk
  let rulebook: Rulebook
  let custody: Custody
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
    do {
      return try judgeReadable(delivery, now)
    } catch StoreError.unreadable(let what) {
      // One row that cannot be read must not stop those behind it.
      return .held(["\(what) cannot be read; see 'vouch doctor'"])
    }
  }

  private func judgeReadable(_ delivery: Delivery, _ now: Instant) throws -> Judgement {
    guard
      let delivery = try reader.delivery(
        delivery.submission,
        delivery.revision,
        delivery.channel
      ),
      delivery.state == .scheduled || delivery.state == .retryable, delivery.scheduledAt <= now
    else { return .nothing }
    guard let submission = try reader.submission(delivery.submission),
      let revision = try reader.revision(of: delivery.submission, delivery.revision)
    else { return .held(["what was handed in is gone from the database"]) }
    guard submission.state == .approved else { return .held(["it is not approved"]) }
    let signedApproval: SignedApproval
    do {
      signedApproval = try SignedApproval(for: delivery, of: revision, in: reader, custody)
    } catch let refusal as SignedApproval.Refusal {
      return .held([refusal.reason])
    }
    if let reason = missingMedia(of: revision) { return .held([reason]) }
    let approval = signedApproval.approval
    let draft: Draft
    switch rulebook.parse(revision.bytes, path: revision.path) {
    case .success(let parsed): draft = parsed
    case .failure(let error):
      return .held(error.problems.map { "\($0.message), by today's policy [draft]" })
    }
    if now > delivery.scheduledAt + rulebook.policy.calendar.late.grace {
      return try late(delivery, draft, approval, now)
    }
    guard !approval.window.hasPassed(at: now) else {
      return .held(["the approved window has passed; approve it again for another time"])
    }
    let report = try assess(delivery, draft, revision, now)
      .waiving(Set(approval.waivers.map(\.rule).filter { !rulebook.policy.locks($0) }))
    guard report.verdict != .blocked else {
      return .held(
        report.findings.filter { $0.severity == .error && !$0.isWaived }
          .map { "\($0.message) [\($0.rule)]" }
      )
    }
    guard let content = PostContent(revision.content, on: delivery.channel) else {
      return .held(["it is not for \(delivery.channel)"])
    }
    return .open(
      PostDocument(
        delivery: delivery,
        content: content,
        statement: signedApproval.statement,
        signed: signedApproval.signed,
        emittedAt: now,
        zone: rulebook.policy.calendar.zone
      )
    )
  }

  /// Which file of the post is not what was approved; nil where all are.
  private func missingMedia(of revision: Revision) -> String? {
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
