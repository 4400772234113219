import VouchCore
import VouchStore

extension Desk {
  /// Says, signed, that the ledger holds as it stands although it does not go on from what this
  /// account has seen: what an owner does after a backup was put back.
  ///
  /// A backup from before the key was rotated gets its rotation again.
  ///
  /// - Returns: The number of the entry that was given up; nil where the ledger goes on from what
  ///   was seen, and nothing had to be said.
  /// - Throws: ``WorkflowError`` or `StoreError`.
  public func acceptLedger() throws -> Int? {
    let store = try storeForWriting()
    let record = try store.read { try $0.workspace() }
    guard let seen = try WitnessFile(folder: try folders.memory(of: record.key)).read(),
      try store.read({ try $0.soundEntry(seen.head.sequence)?.digest }) != seen.head.digest
    else { return nil }
    let chain = try store.read { try KeyChain.trusted($0) }
    let (key, newer) = try keysToRestore(record, chain)
    try store.write { writer in
      try restore(abandoning: seen.head, of: record, signing: key, in: writer)
      if let newer { try rotate(from: key, to: newer, in: writer) }
    }
    tellWitness(store)
    return seen.head.sequence
  }

  /// Says, signed, in the database of a backup that is about to be put back, that it holds from
  /// now on instead of what this account has seen, or of `live`, the newest entry there is.
  ///
  /// - Throws: ``WorkflowError`` or `StoreError`.
  func accept(_ backup: Store, insteadOf live: LedgerHead?) throws {
    let record = try backup.read { try $0.workspace() }
    let seen = try WitnessFile(folder: folders.memory(of: record.key)).read()?.head
    let chain = try backup.read { try KeyChain.trusted($0) }
    let (key, newer) = try keysToRestore(record, chain)
    try backup.write { writer in
      let head = try seen ?? live ?? writer.reader.ledgerHead()
      try restore(abandoning: head, of: record, signing: key, in: writer)
      if let newer { try rotate(from: key, to: newer, in: writer) }
    }
  }

  private func restore(
    abandoning head: LedgerHead,
    of record: WorkspaceRecord,
    signing key: OwnerPrivateKey,
    in writer: StoreWriter
  ) throws {
    let now = clock.now
    let statement = RestorationStatement(
      workspace: record.key,
      abandoned: head,
      at: now,
      ledger: try writer.reader.ledgerHead()
    )
    let details = JSON.object(
      [.init("abandoned", .int(head.sequence))] + (try key.sign(statement.bytes).members)
    )
    try writer.note(LedgerEvent(RestorationStatement.event, details), by: .owner, at: now)
  }

  /// The key that is in force in this ledger, and the owner's key of today where it is a newer one.
  private func keysToRestore(
    _ record: WorkspaceRecord,
    _ chain: KeyChain
  ) throws -> (OwnerPrivateKey, OwnerPrivateKey?) {
    let keys = KeyFolder(folders: folders)
    let file = try keys.read(record.key)
    guard let file, let old = file.earlier.last(where: { $0.publicKey == chain.current }) else {
      let file = try keys.alone { try ownerKeyFile(record, chain) }
      return (try file.key.open(passphrase), nil)
    }
    return (try old.open(passphrase), try file.key.open(passphrase))
  }
}
