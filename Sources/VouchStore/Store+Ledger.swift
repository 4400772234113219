public import VouchCore

extension StoreWriter {
  /// Appends an entry to the ledger.
  func append(_ event: LedgerEvent, by actor: Actor, at instant: Instant, to submission: Int?)
    throws
  {
    let last = try connection.row(
      "SELECT sequence, digest FROM ledgerEntry ORDER BY sequence DESC LIMIT 1"
    )
    let sequence = (last?.int(0) ?? 0) + 1
    let previous = last?.text(1) ?? LedgerEntry.genesis
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
    let rows = try connection.rows(
      """
      SELECT \(LedgerRecord.columns) FROM ledgerEntry \(filter)
      ORDER BY sequence DESC LIMIT ?
      """,
      arguments + [.int(limit ?? -1)]
    )
    return try rows.reversed().map(LedgerRecord.read)
  }

  /// Walks the whole ledger and names the first entry that is not what was written.
  ///
  /// Constant memory, whatever the length.
  ///
  /// - Throws: ``StoreError``.
  public func verifyLedger() throws -> LedgerVerification {
    var expected = (sequence: 1, previous: LedgerEntry.genesis)
    var fault: LedgerVerification.Fault?
    try connection.forEachRow(
      "SELECT \(LedgerRecord.columns) FROM ledgerEntry ORDER BY sequence"
    ) { row in
      guard fault == nil else { return }
      let sequence = row.int(0)
      if sequence != expected.sequence {
        fault = .init(sequence: expected.sequence, reason: "entry \(expected.sequence) is missing")
      } else if row.text(6) != expected.previous {
        fault = .init(sequence: sequence, reason: "it does not continue the entry before it")
      } else if LedgerRecord.digest(of: row, with: digest) != row.text(7) {
        fault = .init(sequence: sequence, reason: "its content does not match its digest")
      } else {
        expected = (sequence + 1, row.text(7))
      }
    }
    return LedgerVerification(
      entries: expected.sequence - 1,
      head: expected.previous,
      fault: fault
    )
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
}
