public import VouchCore
public import VouchStore

/// A submission as a list shows it.
public struct ListedSubmission: Sendable {
  /// The submission.
  public let submission: Submission
  /// Its newest revision.
  public let revision: Revision
  /// Its deliveries, by revision and instant.
  public let deliveries: [Delivery]
  /// The waivers of its approval; none where it has none.
  public let waivers: [Waiver]

  /// The findings of the newest revision, with those the owner waived marked.
  public var report: Report { revision.report.waiving(Set(waivers.map(\.rule))) }
}

/// A submission, whole.
public struct ShownSubmission: Sendable {
  /// As a list shows it, with the revision that was asked for in the place of the newest.
  public let listed: ListedSubmission
  /// Its newest approval; nil where it has none.
  public let approval: Approval?
  /// All its revisions, oldest first.
  public let revisions: [Revision]
  /// What happened to it, oldest first.
  public let history: [LedgerEntry]
}

extension Desk {
  /// The submissions that pass `filter`, oldest first.
  ///
  /// - Throws: `StoreError`.
  public func list(_ filter: SubmissionFilter = SubmissionFilter()) throws -> [ListedSubmission] {
    try storeForReading().read { reader in
      try reader.submissions(filter).map { try listed($0, in: reader) }
    }
  }

  /// One submission, whole; `revision` nil stands for the newest.
  ///
  /// - Throws: ``WorkflowError`` where there is none, or `StoreError`.
  public func show(_ id: Int, revision: Int? = nil) throws -> ShownSubmission {
    try storeForReading().read { reader in
      let submission = try reader.requiredSubmission(id)
      let revisions = try reader.revisions(of: id)
      let wanted = revision ?? submission.latestRevision
      guard let revision = revisions.first(where: { $0.number == wanted }) else {
        throw WorkflowError(
          .notFound,
          "submission \(id) has no revision \(wanted)",
          help: "it has revisions 1 to \(submission.latestRevision)"
        )
      }
      let approval = try reader.approval(of: id)
      return ShownSubmission(
        listed: ListedSubmission(
          submission: submission,
          revision: revision,
          deliveries: try reader.deliveries(of: id),
          waivers: approval?.revision == revision.number ? approval?.waivers ?? [] : []
        ),
        approval: approval,
        revisions: revisions,
        history: try reader.ledger(of: id)
      )
    }
  }

  /// The ledger, oldest first: of one submission, or of the whole workspace.
  ///
  /// - Throws: ``WorkflowError`` where there is no such submission, or `StoreError`.
  public func history(of id: Int? = nil, limit: Int? = nil) throws -> [LedgerEntry] {
    try storeForReading().read { reader in
      if let id { _ = try reader.requiredSubmission(id) }
      return try reader.ledger(of: id, limit: limit)
    }
  }

  private func listed(_ submission: Submission, in reader: StoreReader) throws -> ListedSubmission {
    guard let revision = try reader.revision(of: submission.id, submission.latestRevision) else {
      throw WorkflowError(.unavailable, "submission \(submission.id) has lost its revision")
    }
    let approval = try reader.approval(of: submission.id)
    return ListedSubmission(
      submission: submission,
      revision: revision,
      deliveries: try reader.deliveries(of: submission.id),
      waivers: approval?.revision == revision.number ? approval?.waivers ?? [] : []
    )
  }
}
