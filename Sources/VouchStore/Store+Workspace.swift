public import VouchCore

/// What the database knows of the workspace it belongs to.
public struct WorkspaceRecord: Hashable, Sendable {
  /// A random key made once; part of every post's idempotency key.
  public let key: String
  /// Whether time may be pretended in this workspace, for good.
  public let isSimulation: Bool

  /// What the database knows of its workspace.
  public init(key: String, isSimulation: Bool) {
    self.key = key
    self.isSimulation = isSimulation
  }
}

extension StoreWriter {
  /// Records what workspace the database belongs to, and its owner's public key as text; once in
  /// its life.
  ///
  /// - Throws: ``StoreError``.
  public func found(
    _ workspace: WorkspaceRecord,
    ownerKey: String,
    at instant: Instant
  ) throws {
    try connection.execute(
      "INSERT INTO workspace (id, workspaceKey, isSimulation, createdAt) VALUES (1, ?, ?, ?)",
      [.text(workspace.key), .bool(workspace.isSimulation), .instant(instant)]
    )
    let details: JSON = [
      "workspace": .string(workspace.key), "simulation": .bool(workspace.isSimulation),
      "ownerKey": .string(ownerKey),
    ]
    try append(LedgerEvent("founded", details), by: .owner, at: instant, to: nil)
  }
}

extension StoreReader {
  /// A number that is another one whenever somebody else has written in between.
  ///
  /// - Throws: ``StoreError``.
  public func changeByOthers() throws -> Int {
    try connection.row("PRAGMA data_version") { $0.int(0) } ?? 0
  }

  /// What the database knows of its workspace.
  ///
  /// - Throws: ``StoreError``, also where the database belongs to none.
  public func workspace() throws -> WorkspaceRecord {
    let workspace = try connection.row("SELECT workspaceKey, isSimulation FROM workspace") {
      WorkspaceRecord(key: $0.text(0), isSimulation: $0.bool(1))
    }
    guard let workspace else { throw StoreError.blank }
    return workspace
  }

  /// When the workspace was made; nil where that is not known.
  ///
  /// - Throws: ``StoreError``.
  public func foundedAt() throws -> Instant? {
    try connection.row("SELECT createdAt FROM workspace") { SubmissionRecord.instant($0.int(0)) }
  }

  /// How many submissions stand in each state; states without any are left out.
  ///
  /// - Throws: ``StoreError``.
  public func counts() throws -> [SubmissionState: Int] {
    try counts(of: "submission", SubmissionState.init)
  }

  /// How many deliveries stand in each state; states without any are left out.
  ///
  /// - Throws: ``StoreError``.
  public func deliveryCounts() throws -> [DeliveryState: Int] {
    try counts(of: "delivery", DeliveryState.init)
  }

  private func counts<State: Hashable>(
    of subject: String,
    _ state: (String) -> State?
  ) throws -> [State: Int] {
    var counts: [State: Int] = [:]
    try connection.forEachRow(
      "SELECT state, count FROM stateCount WHERE subject = ? AND count > 0",
      [.text(subject)]
    ) { row in
      if let state = state(row.text(0)) { counts[state] = row.int(1) }
      return true
    }
    return counts
  }

  /// Where the counts are not what is there; empty where all is well.
  ///
  /// Visits everything.
  func miscounts() throws -> [String] {
    let states = try connection.rows(
      """
      SELECT subject, state, sum(count) FROM (
        SELECT subject, state, count FROM stateCount
        UNION ALL SELECT 'submission', state, -count(*) FROM submission GROUP BY state
        UNION ALL SELECT 'delivery', state, -count(*) FROM delivery GROUP BY state
      ) GROUP BY subject, state HAVING sum(count) <> 0
      """
    ) { row in
      let things = row.text(0) == "delivery" ? "deliveries" : "submissions"
      return "it counts \(Self.off(by: row.int(2))) \(things) as \(row.text(1))"
    }
    let quotas = try connection.rows(
      """
      SELECT assistant, sum(count) FROM (
        SELECT assistant, quarter, count FROM quotaCount
        UNION ALL SELECT assistant, reachedPendingAt / 900000, -count(*) FROM submission
          WHERE reachedPendingAt IS NOT NULL GROUP BY 1, 2
      ) GROUP BY assistant, quarter HAVING sum(count) <> 0
      """
    ) { row in
      "it counts \(Self.off(by: row.int(1))) submissions of \(row.text(0)) for a day's quota"
    }
    return states + quotas
  }

  private static func off(by count: Int) -> String {
    "\(abs(count)) too \(count > 0 ? "many" : "few")"
  }
}
