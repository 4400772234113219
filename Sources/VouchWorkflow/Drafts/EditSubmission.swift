public import VouchCore
import VouchStore

extension Desk {
  /// Files an edited text as the owner's own revision of a submission.
  ///
  /// The path of the revision that was edited is kept, so that media are found where they were.
  ///
  /// - Throws: ``WorkflowError``, also where `id` is not the newest revision; `PolicyError` or
  ///   `StoreError`; nothing is changed then.
  public func edit(_ id: RevisionID, to bytes: [UInt8]) throws -> SubmittedDraft {
    let rulebook = try rulebook()
    let store = try storeForWriting()
    let path = try store.read { reader in
      let submission = try reader.requiredSubmission(id.submission)
      return try reader.latestRevision(id, of: submission).path
    }
    return try submit(
      bytes,
      path: path,
      from: Actor.ownerName,
      revising: id.submission,
      rulebook: rulebook,
      store: store
    )
  }
}
