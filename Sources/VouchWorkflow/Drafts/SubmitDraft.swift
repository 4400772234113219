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
  /// Hands in drafts, each in one durable transaction of its own.
  ///
  /// - Parameters:
  ///   - paths: Files, or `-` for standard input.
  ///   - name: The assistant, or `owner`.
  ///   - id: The submission that the one draft revises; nil for new submissions.
  ///   - followingLinks: Whether a path may be a link; those of others may not.
  ///   - progress: Told after each draft.
  /// - Returns: What became of each draft, in the order of the paths.
  /// - Throws: ``WorkflowError``, `PolicyError` or `StoreError`.
  public func submit(
    _ paths: [String],
    from name: String,
    revising id: Int? = nil,
    followingLinks: Bool = true,
    progress: (SubmittedDraft) -> Void = { _ in }
  ) throws -> [SubmittedDraft] {
    guard id == nil || paths.count == 1 else {
      throw WorkflowError(.invalid, "--revises goes with exactly one draft")
    }
    let rulebook = try rulebook()
    let store = try storeForWriting()
    try store.read { try requireKnown(name, in: $0) }
    var failure: WorkflowError?
    let drafts = try paths.compactMap { path -> SubmittedDraft? in
      let submitted: SubmittedDraft
      let content: DraftFile.Content
      do {
        content = try DraftFile.read(path, followingLinks: followingLinks)
      } catch let error as WorkflowError {
        // One file that cannot be opened keeps none of the others waiting.
        failure = failure ?? error
        return nil
      }
      switch content {
      case .refused(let error):
        submitted = refused(path, rulebook.report(on: error))
      case .bytes(let bytes):
        submitted = try submit(
          bytes,
          path: path,
          from: name,
          revising: id,
          rulebook: rulebook,
          store: store
        )
      }
      progress(submitted)
      return submitted
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
    let draft: Draft
    switch rulebook.parse(bytes, path: path) {
    case .failure(let error): return refused(path, rulebook.report(on: error))
    case .success(let parsed): draft = parsed
    }
    let media: [MediaReader.Found]
    switch mediaReader(path).read(draft) {
    case .failure(let error): return refused(path, rulebook.report(on: error))
    case .success(let found): media = found
    }
    try mediaReader(path).keep(media)
    return try store.write { writer in
      try file(
        draft,
        media: media.map(\.media),
        Handover(name: name, revises: id, now: clock.now),
        rulebook: rulebook,
        in: writer
      )
    }
  }

  private func file(
    _ draft: Draft,
    media: [StoredMedia],
    _ handover: Handover,
    rulebook: Rulebook,
    in writer: StoreWriter
  ) throws -> SubmittedDraft {
    let reader = writer.reader
    let bytesDigest = Digests.sha256(draft.source.bytes)
    if let known = try self.known(bytesDigest, handover, in: reader) {
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
    // The assistant whose work it is stays the one whose scope binds it.
    let assistant = revised?.assistant ?? handover.name
    let isOwner = handover.name == Actor.ownerName
    let facts = try facts(about: isOwner ? handover.name : assistant, in: reader)
    let assessment = try rulebook.assess(
      AssessmentRequest(
        draft: draft,
        stage: .submit,
        now: handover.now,
        submission: handover.revises,
        assistant: facts
      ),
      in: reader
    )
    let content = DraftContent(draft).revision(media: media)
    let revision = NewRevision(
      submittedBy: Actor(name: handover.name),
      submittedAt: handover.now,
      path: draft.source.path,
      bytes: draft.source.bytes,
      bytesDigest: bytesDigest,
      fingerprint: Digests.fingerprint(bytes: draft.source.bytes, content: content),
      content: content,
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

  private func refused(_ path: String, _ report: Report) -> SubmittedDraft {
    SubmittedDraft(
      id: nil,
      state: .blocked,
      report: report,
      fingerprint: nil,
      path: path,
      isKnown: false
    )
  }
}

private struct Handover {
  let name: String
  let revises: Int?
  let now: Instant
}
