public import VouchCore
import VouchRules
import VouchStore

/// What became of one draft that was handed in.
public struct SubmittedDraft: Sendable {
  /// Its revision; nil where the draft cannot be read and nothing was stored.
  public let id: RevisionID?
  /// Where the submission stands now; `blocked` where nothing was stored.
  public let state: SubmissionState
  /// What the rules found.
  public let report: Report
  /// The fingerprint of the revision; nil where nothing was stored.
  public let fingerprint: String?
  /// The path as given.
  public let path: String
  /// True where exactly these bytes were handed in before and nothing changed.
  public let isKnown: Bool
}

extension Desk {
  /// How many drafts share one transaction unless somebody asks for another number.
  ///
  /// Others who want to write wait for a batch to end: this many take a tenth of a second or so.
  public static let batchSize = 128

  /// How many drafts wait for the disk together at least, in one transaction or in several, while
  /// others follow: whoever looks on sees a thousandth of a second go by.
  private static let waitingTogether = 8

  /// Hands in drafts, some to a durable transaction.
  ///
  /// Each draft is there whole or not at all, and what the rules make of one does not touch the
  /// others of its batch. Nobody is told of a draft before its transaction is safe; where one
  /// fails, nothing of its batch was handed in, and everything before it was.
  ///
  /// - Parameters:
  ///   - paths: Files, folders (every `.md` below them), or `-` for standard input.
  ///   - name: The assistant, or `owner`.
  ///   - id: The submission that the one draft revises; nil for new submissions.
  ///   - batchSize: How many drafts share one transaction at most.
  ///   - progress: Told of drafts once they are safe, in order, some at a time.
  /// - Returns: What became of each draft, in the order of the paths.
  /// - Throws: ``WorkflowError``, `PolicyError` or `StoreError`.
  @discardableResult
  public func submit(
    _ paths: [String],
    from name: String,
    revising id: Int? = nil,
    batchSize: Int = Desk.batchSize,
    progress: ([SubmittedDraft]) throws -> Void = { _ in }
  ) throws -> [SubmittedDraft] {
    try submit(
      DraftFile.expand(paths),
      from: name,
      revising: id,
      batchSize: batchSize,
      reading: DraftFile.read,
      progress: progress
    )
  }

  /// Hands in the drafts at `paths`, which are files that `content` reads.
  @discardableResult
  func submit(
    _ paths: [String],
    from name: String,
    revising id: Int? = nil,
    batchSize: Int = Desk.batchSize,
    reading content: @escaping @Sendable (String) throws -> DraftFile.Content,
    progress: ([SubmittedDraft]) throws -> Void
  ) throws -> [SubmittedDraft] {
    guard id == nil || paths.count == 1 else {
      throw WorkflowError(.invalid, "--revises goes with exactly one draft")
    }
    let rulebook = try rulebook()
    let store = try storeForWriting()
    try store.read { try requireKnown(name, in: $0) }
    var drafts: [SubmittedDraft] = []
    var failure: WorkflowError?
    var isHeard = true
    func tell(_ safe: [SubmittedDraft]) throws {
      guard !safe.isEmpty else { return }
      isHeard = false
      try progress(safe)
      isHeard = true
      drafts += safe
    }
    let together = max(1, Self.waitingTogether / max(1, batchSize))
    try store.series(waitingFor: together) { series in
      let run = SubmissionRun(self, rulebook, from: name, revising: id, into: series)
      do {
        try ReadAhead.through(paths, by: max(1, batchSize)) { paths in
          read(paths, content, rulebook)
        } then: { read in
          try run.keep(read)
          try tell(run.safe())
        }
      } catch {
        // What came before was handed in all the same.
        if isHeard { try tell(run.settled()) }
        throw error
      }
      try tell(run.settled())
      failure = run.failure
    }
    if let failure { throw failure }
    return drafts
  }

  /// Hands in one draft whose bytes are at hand.
  func submit(
    _ bytes: [UInt8],
    path: String,
    from name: String,
    revising id: Int?,
    rulebook: Rulebook,
    store: Store
  ) throws -> SubmittedDraft {
    let read: ReadableDraft
    switch try self.read(rulebook.parse(bytes, path: path), path: path, rulebook: rulebook) {
    case .unopened(let error): throw error
    case .refused(let refused): return refused
    case .readable(let readable): read = readable
    }
    let submitted = try store.write { writer in
      let facts = try facts(about: name, in: writer.reader)
      let handover = Handover(name: name, facts: facts, revises: id, now: clock.now)
      return try file(read, handover, rulebook: rulebook, in: writer)
    }
    // Whoever handed in these bytes before may be waiting for the disk still.
    if submitted.isKnown { try store.waitForDisk() }
    return submitted
  }

  /// Hands in one draft in the transaction that `writer` is.
  func file(
    _ read: ReadableDraft,
    _ handover: Handover,
    rulebook: Rulebook,
    in writer: StoreWriter
  ) throws -> SubmittedDraft {
    let reader = writer.reader
    let draft = read.draft
    if let known = try self.known(read.bytesDigest, handover, in: reader) {
      return SubmittedDraft(
        id: RevisionID(submission: known.submission.id, revision: known.revision.number),
        state: known.submission.state,
        report: known.revision.report,
        fingerprint: known.revision.fingerprint,
        path: draft.source.path,
        isKnown: true
      )
    }
    let revised = try handover.revises.map { try revisable($0, by: handover.name, in: reader) }
    // The assistant whose work it is stays the one whose scope binds it: nobody but the owner, who is
    // bound by none, revises what is another's.
    let assistant = revised?.assistant ?? handover.name
    let assessment = try rulebook.assess(
      AssessmentRequest(
        draft: draft,
        content: read.content,
        glance: read.glance,
        stage: .submit,
        now: handover.now,
        submission: handover.revises,
        assistant: handover.facts
      ),
      in: reader
    )
    let revision = NewRevision(
      submittedBy: Actor(name: handover.name),
      submittedAt: handover.now,
      path: draft.source.path,
      bytes: draft.source.bytes,
      bytesDigest: read.bytesDigest,
      fingerprint: read.fingerprint,
      content: read.stored,
      report: assessment.report
    )
    let isBlocked = assessment.report.verdict == .blocked
    let submission =
      if let revised {
        try writer.revise(
          revised.id,
          with: revision,
          action: isBlocked ? .reviseBlocked : .revisePassing
        )
      } else {
        try writer.submit(revision, from: assistant, state: isBlocked ? .blocked : .pending)
      }
    return SubmittedDraft(
      id: RevisionID(submission: submission.id, revision: submission.latestRevision),
      state: submission.state,
      report: assessment.report,
      fingerprint: revision.fingerprint,
      path: draft.source.path,
      isKnown: false
    )
  }

  /// The revision with exactly these bytes that is on file already.
  private func known(
    _ bytesDigest: String,
    _ handover: Handover,
    in reader: StoreReader
  ) throws -> (submission: Submission, revision: Revision)? {
    let submission = try reader.openSubmission(of: handover.name, withBytes: bytesDigest)
    guard let submission, handover.revises == nil || handover.revises == submission.id,
      let revision = try reader.revision(of: submission.id, submission.latestRevision)
    else { return nil }
    return (submission, revision)
  }

  /// The submission called `id`, if whoever is called `name` may revise it now.
  private func revisable(_ id: Int, by name: String, in reader: StoreReader) throws -> Submission {
    guard let submission = try reader.submission(id) else {
      throw WorkflowError(.notFound, "there is no submission \(id)")
    }
    guard submission.assistant == name || name == Actor.ownerName else {
      throw WorkflowError(.notAllowed, "submission \(id) was handed in by \(submission.assistant)")
    }
    guard submission.state.isOpen else {
      throw WorkflowError(
        .notAllowed,
        "submission \(id) is \(submission.state.rawValue) and takes no revision",
        help: submission.state == .approved
          ? "the owner can take the approval back with 'vouch revoke \(id)'"
          : "hand the draft in as a new one, without --revises"
      )
    }
    return submission
  }

  private func requireKnown(_ name: String, in reader: StoreReader) throws {
    let facts = try facts(about: name, in: reader)
    guard facts.isOwner || facts.standing != nil else {
      throw WorkflowError(
        .notAllowed,
        "this workspace knows no assistant called '\(name)'",
        help: "the owner adds one with 'vouch assistant add \(name)'"
      )
    }
  }
}

/// Who hands in, when, and what for.
struct Handover {
  let name: String
  let facts: AssistantFacts
  let revises: Int?
  let now: Instant
}
