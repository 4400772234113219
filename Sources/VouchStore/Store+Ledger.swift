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
      INSERT OR ROLLBACK INTO ledgerEntry
        (sequence, at, actor, event, submission, details, previous, digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .int(sequence), .integer(instant.milliseconds), .text(actor.name), .text(event.name),
        .int(submission), .text(details), .text(previous), .text(digest),
      ]
    )
    try connection.execute(
      head == .genesis
        ? "INSERT INTO ledgerHead (id, sequence, digest) VALUES (1, ?, ?)"
        : "UPDATE OR ROLLBACK ledgerHead SET sequence = ?, digest = ? WHERE id = 1",
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

  /// Walks the ledger and names the first entry that is not what was written.
  ///
  /// Constant memory, whatever the length.
  ///
  /// - Parameters:
  ///   - start: The entry after which to begin; it is not looked at itself.
  ///   - events: The events whose entries `judge` is asked about.
  ///   - judge: Says what is wrong with an entry that continues the chain; nil for nothing.
  /// - Returns: How far the ledger is sound, and the first fault.
  /// - Throws: ``StoreError``, or whatever `judge` throws.
  public func verifyLedger(
    after start: LedgerHead = .genesis,
    asking events: Set<String> = [],
    _ judge: (LedgerEntry) throws -> String? = { _ in nil }
  ) throws -> LedgerVerification {
    var last = start
    var fault: LedgerVerification.Fault?
    try connection.forEachRow(
      "SELECT \(LedgerRecord.columns) FROM ledgerEntry WHERE sequence > ? ORDER BY sequence",
      [.int(start.sequence)]
    ) { row in
      let sequence = row.int(0)
      if sequence != last.sequence + 1 {
        fault = .missing(last.sequence + 1)
      } else if row.text(6) != last.digest {
        fault = .init(sequence: sequence, reason: "it does not continue the entry before it")
      } else if LedgerRecord.digest(of: row, with: digest) != row.text(7) {
        fault = .init(sequence: sequence, reason: "its content does not match its digest")
      } else if events.contains(row.text(3)), let reason = try judge(LedgerRecord.read(row)) {
        fault = .init(sequence: sequence, reason: reason)
      } else {
        last = LedgerHead(sequence: sequence, digest: row.text(7))
      }
      return fault == nil
    }
    return LedgerVerification(
      head: last,
      fault: try fault ?? LedgerVerification.fault(of: last, head: ledgerHead())
    )
  }

  /// The newest entry, kept beside the chain.
  ///
  /// - Throws: ``StoreError``.
  public func ledgerHead() throws -> LedgerHead {
    try connection.row("SELECT sequence, digest FROM ledgerHead WHERE id = 1") {
      LedgerHead(sequence: $0.int(0), digest: $0.text(1))
    } ?? .genesis
  }

  /// The entry of that number; nil where there is none, or where it is not what was written.
  ///
  /// - Throws: ``StoreError``.
  public func soundEntry(_ sequence: Int) throws -> LedgerEntry? {
    try connection.row(
      "SELECT \(LedgerRecord.columns) FROM ledgerEntry WHERE sequence = ?",
      [.int(sequence)]
    ) { row in
      let isSound = LedgerRecord.digest(of: row, with: digest) == row.text(7)
      return isSound ? try LedgerRecord.read(row) : nil
    } ?? nil
  }

  /// The ledger of one submission in order; nil where one of its entries, or the entry before or
  /// after one of them, is missing or is not what was written.
  ///
  /// - Throws: ``StoreError``.
  public func linkedLedger(of submission: Int) throws -> [LedgerEntry]? {
    var entries: [LedgerEntry] = []
    var isSound = true
    try connection.forEachRow(
      "SELECT \(LedgerRecord.columns) FROM ledgerEntry WHERE submission = ? ORDER BY sequence",
      [.int(submission)]
    ) { row in
      isSound = LedgerRecord.digest(of: row, with: digest) == row.text(7)
      if isSound { entries.append(try LedgerRecord.read(row)) }
      return isSound
    }
    let head = try ledgerHead()
    for entry in entries where isSound {
      isSound =
        try link(entry.sequence - 1)?.digest ?? LedgerEntry.genesis == entry.previous
        && (entry.head == head || link(entry.sequence + 1)?.previous == entry.digest)
    }
    return isSound ? entries : nil
  }

  private func link(_ sequence: Int) throws -> (previous: String, digest: String)? {
    try connection.row(
      "SELECT previous, digest FROM ledgerEntry WHERE sequence = ?",
      [.int(sequence)]
    ) { ($0.text(0), $0.text(1)) }
  }

  /// What happened to the workspace as a whole under that name, in order.
  ///
  /// - Throws: ``StoreError``.
  public func workspaceEntries(_ event: String) throws -> [LedgerEntry] {
    try connection.rows(
      """
      SELECT \(LedgerRecord.columns) FROM ledgerEntry
      WHERE submission IS NULL AND event = ? ORDER BY sequence
      """,
      [.text(event)],
      LedgerRecord.read
    )
  }

  /// The number of the ledger entry of a submission's newest approval; nil where it was never
  /// approved.
  ///
  /// - Throws: ``StoreError``.
  public func approvalEntry(of submission: Int) throws -> Int? {
    try connection.row(
      "SELECT entry FROM approval WHERE submission = ? ORDER BY id DESC LIMIT 1",
      [.int(submission)]
    ) { $0.int(0) }
  }
}

/// What a walk over the ledger found.
public struct LedgerVerification: Hashable, Sendable {
  /// The last of the entries that are as they were written, from the first on.
  public let head: LedgerHead
  /// The first bad entry; nil where all are good.
  public let fault: Fault?

  /// How many entries are as they were written, from the first on.
  public var entries: Int { head.sequence }

  /// An entry that is not what was written.
  public struct Fault: Hashable, Sendable {
    /// Its number.
    public let sequence: Int
    /// What is wrong with it.
    public let reason: String
  }
  /// What is wrong with a whole chain that ends in `last`; nil where it ends in its head.
  fileprivate static func fault(of last: LedgerHead, head: LedgerHead) -> Fault? {
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
