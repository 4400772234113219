public import VouchCore
import VouchStore

/// A submission with one of its revisions.
public struct ListedSubmission: Sendable {
  /// The submission.
  public let submission: Submission
  /// The revision that was asked for, else its newest.
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
  /// The submission, with the revision that was asked for.
  public let listed: ListedSubmission
  /// Its newest approval; nil where it has none.
  public let approval: Approval?
  /// All its revisions, oldest first.
  public let revisions: [Revision]
  /// What happened to it, oldest first.
  public let history: [LedgerEntry]
}

extension Desk {
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
}
