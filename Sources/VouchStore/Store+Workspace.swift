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
  /// Records what workspace the database belongs to; once in its life.
  ///
  /// - Throws: ``StoreError``.
  public func found(_ workspace: WorkspaceRecord, at instant: Instant) throws {
    try connection.execute(
      "INSERT INTO workspace (id, workspaceKey, isSimulation, createdAt) VALUES (1, ?, ?, ?)",
      [.text(workspace.key), .bool(workspace.isSimulation), .instant(instant)]
    )
    let details: JSON = [
      "workspace": .string(workspace.key), "simulation": .bool(workspace.isSimulation),
    ]
    try append(LedgerEvent("founded", details), by: .owner, at: instant, to: nil)
  }
}

extension StoreReader {
  /// What the database knows of its workspace.
  ///
  /// - Throws: ``StoreError``, also where the database belongs to none.
  public func workspace() throws -> WorkspaceRecord {
    let row = try connection.row("SELECT workspaceKey, isSimulation FROM workspace")
    guard let row else { throw StoreError.damaged("it belongs to no workspace") }
    return WorkspaceRecord(key: row.text(0), isSimulation: row.bool(1))
  }
}
