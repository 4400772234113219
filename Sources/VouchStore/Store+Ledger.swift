public import VouchCore

extension StoreWriter {
  /// Appends an entry to the ledger.
  func append(_ event: LedgerEvent, by actor: Actor, at instant: Instant, to submission: Int?)
    throws
  {
    let head = try reader.ledgerHead()
    let sequence = head.sequence + 1
    let previous = head.digest
    let details = pretended(event.details).text()
    let digest = reader.digest(
      LedgerRecord.digestedBytes(
        sequence: sequence,
        at: Int(instant.milliseconds),
        actor: actor.name,
        event: event.name,
        submission: submission,
        details: details,
        previous: previous
      )
    )
    try connection.execute(
      """
      INSERT INTO ledgerEntry (sequence, at, actor, event, submission, details, previous, digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .int(sequence), .integer(instant.milliseconds), .text(actor.name), .text(event.name),
        .int(submission), .text(details), .text(previous), .text(digest),
      ]
    )
    try connection.execute(
      """
      INSERT INTO ledgerHead (id, sequence, digest) VALUES (1, ?, ?)
      ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, digest = excluded.digest
      """,
      [.int(sequence), .text(digest)]
    )
  }

  private func pretended(_ details: JSON) -> JSON {
    guard isPretended, case .object(let members) = details else { return details }
    return .object(members + [JSON.Member("pretended", true)])
  }

  /// Appends something that concerns the workspace as a whole.
  ///
  /// - Throws: ``StoreError``.
  public func note(_ event: LedgerEvent, by actor: Actor, at instant: Instant) throws {
    try append(event, by: actor, at: instant, to: nil)
  }
}

extension StoreReader {
  /// The ledger in order: of one submission, or the whole of it; the newest `limit` entries.
  ///
  /// - Throws: ``StoreError``.
  public func ledger(of submission: Int? = nil, limit: Int? = nil) throws -> [LedgerEntry] {
    let filter = submission == nil ? "" : "WHERE submission = ?"
    let arguments: [SQLValue] = submission.map { [.int($0)] } ?? []
    let newestFirst = try connection.rows(
      """
      SELECT \(LedgerRecord.columns) FROM ledgerEntry \(filter)
      ORDER BY sequence DESC LIMIT ?
      """,
      arguments + [.int(limit.map { max($0, 0) } ?? .max)],
      LedgerRecord.read
    )
    return newestFirst.reversed()
  }

  /// Walks the whole ledger and names the first entry that is not what was written.
  ///
  /// Constant memory, whatever the length.
  ///
  /// - Throws: ``StoreError``.
  public func verifyLedger() throws -> LedgerVerification {
    var last = (sequence: 0, digest: LedgerEntry.genesis)
    var fault: LedgerVerification.Fault?
    try connection.forEachRow(
      "SELECT \(LedgerRecord.columns) FROM ledgerEntry ORDER BY sequence"
    ) { row in
      let sequence = row.int(0)
      if sequence != last.sequence + 1 {
        fault = .missing(last.sequence + 1)
      } else if row.text(6) != last.digest {
        fault = .init(sequence: sequence, reason: "it does not continue the entry before it")
      } else if LedgerRecord.digest(of: row, with: digest) != row.text(7) {
        fault = .init(sequence: sequence, reason: "its content does not match its digest")
      } else {
        last = (sequence, row.text(7))
      }
      return fault == nil
    }
    return LedgerVerification(
      entries: last.sequence,
      head: last.digest,
      fault: try fault ?? LedgerVerification.fault(of: last, head: ledgerHead())
    )
  }

  /// The number and digest of the newest entry, kept beside the chain.
  func ledgerHead() throws -> (sequence: Int, digest: String) {
    try connection.row("SELECT sequence, digest FROM ledgerHead WHERE id = 1") {
      (sequence: $0.int(0), digest: $0.text(1))
    } ?? (sequence: 0, digest: LedgerEntry.genesis)
  }
}

/// What a walk over the ledger found.
public struct LedgerVerification: Hashable, Sendable {
  /// How many entries are as they were written, from the first on.
  public let entries: Int
  /// The digest of the last of them.
  public let head: String
  /// The first bad entry; nil where all are good.
  public let fault: Fault?

  /// An entry that is not what was written.
  public struct Fault: Hashable, Sendable {
    /// Its number.
    public let sequence: Int
    /// What is wrong with it.
    public let reason: String
  }
  /// What is wrong with a whole chain that ends in `last`; nil where it ends in its head.
  fileprivate static func fault(
    of last: (sequence: Int, digest: String),
    head: (sequence: Int, digest: String)
  ) -> Fault? {
    if last == head { return nil }
    if last.sequence < head.sequence { return .missing(last.sequence + 1) }
    return Fault(
      sequence: min(head.sequence + 1, last.sequence),
      reason: "it was not written by Vouch"
    )
  }
}

extension LedgerVerification.Fault {
  fileprivate static func missing(_ sequence: Int) -> Self {
    Self(sequence: sequence, reason: "entry \(sequence) is missing")
  }
}

extension LedgerEvent {
  /// The event with one more detail, in the place of one of that name where there is one.
  func stating(_ key: String, _ value: JSON) -> LedgerEvent {
    guard case .object(var members) = details else { return self }
    if let index = members.firstIndex(where: { $0.key == key }) {
      members[index] = JSON.Member(key, value)
    } else {
      members.append(JSON.Member(key, value))
    }
    return LedgerEvent(name, .object(members))
  }
}
