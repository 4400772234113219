import VouchCore

/// "From here on, that is my key": said with the old key and with the new one.
///
/// The old one proves that the owner said it; the new one, that nobody was given a key that is not
/// theirs. So whoever trusts either of them can trust the other for its part of the ledger.
struct RotationStatement: Hashable, Sendable {
  static let domain = "vouch.rotation/1"
  static let event = "key-rotated"

  let workspace: String
  let old: OwnerPublicKey
  let new: OwnerPublicKey
  let at: Instant
  /// The newest entry of the ledger when the key was rotated.
  let ledger: LedgerHead

  var bytes: [UInt8] {
    var fields = FieldWriter(Self.domain)
    fields.add(workspace)
    fields.add(old.description)
    fields.add(new.description)
    fields.add(at)
    fields.add(ledger)
    return fields.bytes
  }

  init(
    workspace: String,
    old: OwnerPublicKey,
    new: OwnerPublicKey,
    at: Instant,
    ledger: LedgerHead
  ) {
    self.workspace = workspace
    self.old = old
    self.new = new
    self.at = at
    self.ledger = ledger
  }

  /// Reads back what was signed.
  ///
  /// - Throws: `FieldReader.Mismatch` where the bytes are no rotation.
  init(_ bytes: [UInt8]) throws {
    var fields = try FieldReader(bytes, domain: Self.domain)
    workspace = try fields.text()
    guard let old = OwnerPublicKey(try fields.text()), let new = OwnerPublicKey(try fields.text())
    else { throw FieldReader.Mismatch() }
    self.old = old
    self.new = new
    at = try fields.instant()
    ledger = try fields.head()
    try fields.end()
  }
}
