import VouchCore
import VouchStore

/// Where a revision comes from, as the ledger tells it.
///
/// Assistants sign nothing. What they handed in is held against the ledger, whose head the owner
/// signs with each decision, and against the exact bytes.
struct Provenance {
  /// The ledger of the submission, in order.
  let history: [LedgerEntry]

  /// What differs from what was handed in.
  struct Doubt: Error {
    let reason: String
  }

  /// Checks that `revision` is what the ledger says was handed in, by whom it says.
  ///
  /// - Throws: ``Doubt``, or `StoreError`.
  init(of revision: Revision, _ submission: Submission, in reader: StoreReader) throws {
    guard let history = try reader.linkedLedger(of: submission.id),
      let first = history.first, first.event.name == "submitted"
    else { throw Doubt(reason: "entries of its history are missing or were changed") }
    let filed = history.last {
      ($0.event.name == "submitted" || $0.event.name == "revised")
        && $0.event.details["revision"]?.int == revision.number
    }
    guard let filed, first.actor.name == submission.assistant, filed.actor == revision.submittedBy
    else {
      throw Doubt(reason: "the ledger names somebody else who handed it in")
    }
    let fingerprint = Digests.fingerprint(bytes: revision.bytes, content: revision.content)
    guard fingerprint == revision.fingerprint,
      filed.event.details["fingerprint"]?.string == fingerprint
    else {
      throw Doubt(reason: "what is stored is not what was handed in: the fingerprint differs")
    }
    self.history = history
  }

  /// Checks that all that would go out is what the exact bytes say.
  ///
  /// - Throws: ``Doubt``.
  static func compare(_ revision: Revision, with draft: Draft) throws {
    var today = DraftContent(draft).revision(media: revision.content.media)
    // What only rules look at may have grown better since.
    today.wording = revision.content.wording
    today.purposeKey = revision.content.purposeKey
    guard today == revision.content else {
      throw Doubt(reason: "what is stored is not what its bytes say today; have it handed in again")
    }
  }
}
