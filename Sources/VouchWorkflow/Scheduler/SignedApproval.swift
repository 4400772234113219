import VouchCore
import VouchStore

/// The owner's signed approval of one post, held against everything that is stored.
///
/// Rows can be edited by whoever can write to the folder; what is not signed, or is not what was
/// signed, does not go out.
struct SignedApproval {
  let statement: DecisionStatement
  let signed: SignedStatement

  /// Why a post has no approval that counts.
  struct Refusal: Error {
    let reason: String
  }

  /// - Throws: ``Refusal``, or `StoreError`.
  init(
    for delivery: Delivery,
    of revision: Revision,
    in reader: StoreReader,
    _ custody: Custody
  ) throws {
    let submission = delivery.submission
    guard let number = try reader.approvalEntry(of: submission),
      let entry = try reader.soundEntry(number), entry.event.name == "approved",
      entry.submission == submission
    else { throw Refusal(reason: "the ledger has no approval of it") }
    guard let signed = SignedStatement(in: entry.event.details), signed.isGenuine,
      signed.key == custody.chain.key(at: number)
    else { throw Refusal(reason: "its approval is not signed with the owner's key") }
    guard let statement = try? DecisionStatement(signed.bytes) else {
      throw Refusal(reason: "its approval is signed, and says something else")
    }
    self.signed = signed
    self.statement = statement
    try checkPlace(of: entry, custody)
    try checkWords(delivery, revision, try reader.workspace())
    do {
      let provenance = try Provenance(
        of: revision,
        try reader.requiredSubmission(submission),
        in: reader
      )
      try checkHistory(delivery, after: entry, in: provenance.history)
    } catch let doubt as Provenance.Doubt {
      throw Refusal(reason: doubt.reason)
    }
    if signed.key != custody.chain.current { try checkAge(of: entry, in: reader) }
  }

  /// Whoever got hold of a key that was given up may sign, and write it into the past: then the
  /// ledger does not lead from there to its head.
  private func checkAge(of entry: LedgerEntry, in reader: StoreReader) throws {
    guard try reader.verifyLedger(after: entry.head).fault == nil else {
      throw Refusal(
        reason: "its approval is signed with an earlier key, in a ledger that is broken"
      )
    }
  }

  /// The statement was made for this place in this ledger, and nothing has overruled it.
  private func checkPlace(of entry: LedgerEntry, _ custody: Custody) throws {
    guard statement.ledger.sequence == entry.sequence - 1,
      statement.ledger.digest == entry.previous, statement.at == entry.at
    else { throw Refusal(reason: "its approval was signed for another place in the ledger") }
    if let overruled = custody.overruled[statement.id.submission], overruled > entry.sequence {
      throw Refusal(reason: "its approval was taken back by entry \(overruled) of the ledger")
    }
  }

  /// What was approved is what is stored and would go out.
  private func checkWords(
    _ delivery: Delivery,
    _ revision: Revision,
    _ workspace: WorkspaceRecord
  ) throws {
    let id = RevisionID(submission: delivery.submission, revision: delivery.revision)
    guard statement.decision == .approve, statement.id == id,
      statement.workspace == workspace.key, statement.isSimulated == workspace.isSimulation
    else { throw Refusal(reason: "its approval was signed for something else") }
    let digest = PostContent(revision.content, on: delivery.channel)?.digest
    guard revision.fingerprint == statement.fingerprint,
      statement.posts.contains(where: {
        $0.channel == delivery.channel.name && $0.digest == digest
      })
    else {
      throw Refusal(reason: "what is stored is not what was approved: the fingerprint differs")
    }
    let key = Digests.deliveryKey(workspace: workspace.key, id: id, channel: delivery.channel)
    guard delivery.key == key else { throw Refusal(reason: "its key is not that of this post") }
    guard statement.window.contains(delivery.scheduledAt) else {
      throw Refusal(reason: "its instant lies outside the approved window")
    }
  }

  /// The ledger tells the same story as the rows.
  private func checkHistory(
    _ delivery: Delivery,
    after approval: LedgerEntry,
    in history: [LedgerEntry]
  ) throws {
    guard history.last(where: \.isDecisive)?.sequence == approval.sequence else {
      throw Refusal(reason: "its approval is not the last word in the ledger")
    }
    let own = history.filter {
      $0.event.details["revision"]?.int == delivery.revision
        && $0.event.details["channel"]?.string == delivery.channel.name
    }
    guard !own.contains(where: { $0.event.name == "emitted" }) else {
      throw Refusal(reason: "the ledger says that it went out already")
    }
    let planned = own.last { $0.event.details["scheduledAt"] != nil }
    guard
      planned?.event.details["scheduledAt"]?.int == Int(delivery.scheduledAt.milliseconds)
    else { throw Refusal(reason: "its instant is not the one in the ledger") }
    let moved = own.last { $0.event.details["state"] != nil }
    guard moved?.event.details["state"]?.string == delivery.state.rawValue else {
      throw Refusal(reason: "its state is not the one in the ledger")
    }
  }

  /// The approval as it was signed.
  var approval: Approval {
    Approval(
      revision: statement.id.revision,
      fingerprint: statement.fingerprint,
      at: statement.at,
      window: statement.window,
      waivers: statement.waivers,
      note: statement.note.isEmpty ? nil : statement.note
    )
  }
}

extension LedgerEntry {
  /// True for what moved the submission itself.
  fileprivate var isDecisive: Bool {
    switch event.name {
    case "submitted", "revised", "approved", "rejected", "changes-requested", "revoked",
      "withdrawn", "expired":
      true
    default: false
    }
  }
}
