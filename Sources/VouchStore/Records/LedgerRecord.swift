import VouchCore

/// How ledger entries are stored and digested.
enum LedgerRecord {
  static let columns = "sequence, at, actor, event, submission, details, previous, digest"

  static func read(_ row: SQLRow) throws -> LedgerEntry {
    guard let details = JSON(parsing: row.text(5)) else {
      throw StoreError.unreadable("the details of ledger entry \(row.int(0))")
    }
    return LedgerEntry(
      sequence: row.int(0),
      at: Instant(milliseconds: Int64(row.int(1))),
      actor: Actor(name: row.text(2)),
      event: LedgerEvent(row.text(3), details),
      submission: row.optionalInt(4),
      digest: row.text(7),
      previous: row.text(6)
    )
  }

  /// The bytes that an entry's digest covers; no two entries share them.
  ///
  /// A domain tag, then each field with its length in bytes before it. `docs/operations.md`
  /// describes the layout.
  static func digestedBytes(
    sequence: Int,
    at: Int,
    actor: String,
    event: String,
    submission: Int?,
    details: String,
    previous: String
  ) -> [UInt8] {
    let fields = [
      String(sequence), String(at), actor, event, submission.map(String.init) ?? "", details,
      previous,
    ]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(fields.reduce(64) { $0 + $1.utf8.count })
    bytes += "vouch.ledger/1\n".utf8
    for field in fields {
      bytes += String(field.utf8.count).utf8
      bytes.append(UInt8(ascii: ":"))
      bytes += field.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  static func digest(of row: SQLRow, with digest: Store.Digest) -> String {
    digest(
      digestedBytes(
        sequence: row.int(0),
        at: row.int(1),
        actor: row.text(2),
        event: row.text(3),
        submission: row.optionalInt(4),
        details: row.text(5),
        previous: row.text(6)
      )
    )
  }
}
