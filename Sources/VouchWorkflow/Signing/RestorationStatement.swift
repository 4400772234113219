import VouchCore

/// "This ledger is mine, although it does not go on from what was seen before": what an owner says
/// after a backup was put back.
struct RestorationStatement: Hashable, Sendable {
  static let domain = "vouch.restoration/1"
  static let event = "restored"

  let workspace: String
  /// The entry that was seen and is given up.
  let abandoned: LedgerHead
  let at: Instant
  /// The newest entry of the ledger that holds from now on.
  let ledger: LedgerHead

  var bytes: [UInt8] {
    var fields = FieldWriter(Self.domain)
    fields.add(workspace)
    fields.add(abandoned)
    fields.add(at)
    fields.add(ledger)
    return fields.bytes
  }

  init(workspace: String, abandoned: LedgerHead, at: Instant, ledger: LedgerHead) {
    self.workspace = workspace
    self.abandoned = abandoned
    self.at = at
    self.ledger = ledger
  }

  /// Reads back what was signed.
  ///
  /// - Throws: `FieldReader.Mismatch` where the bytes are no restoration.
  init(_ bytes: [UInt8]) throws {
    var fields = try FieldReader(bytes, domain: Self.domain)
    workspace = try fields.text()
    abandoned = try fields.head()
    at = try fields.instant()
    ledger = try fields.head()
    try fields.end()
  }
}
