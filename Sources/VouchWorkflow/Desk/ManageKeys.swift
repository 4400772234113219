public import VouchCore
import VouchStore

/// What there is to know about the owner's key of a workspace.
public struct OwnerKeyReport: Sendable {
  /// The random key of the workspace, by which the key file is named.
  public let workspace: String
  /// The key in force.
  public let key: OwnerPublicKey
  /// When it came into force; nil where it is the first.
  public let since: Instant?
  /// The keys before it, newest first.
  public let earlier: [OwnerPublicKey]
  /// Where the private half should lie.
  public let file: String
  /// Whether it does lie there: only then can decisions be made from this account.
  public let isHere: Bool
  /// Whether a passphrase is needed to use it.
  public let isSealed: Bool
  /// Whether `vouch.yaml` names the key in force.
  public let isNamed: Bool
}

/// What is to become of the passphrase when a key is rotated.
public enum Sealing: Sendable {
  /// The new key is sealed if the old one was.
  case asBefore
  /// The new key is sealed with a new passphrase.
  case sealed
  /// The new key is not sealed.
  case open
}

extension Desk {
  /// What there is to know about the owner's key.
  ///
  /// - Throws: ``WorkflowError`` or `StoreError`.
  public func keyReport() throws -> OwnerKeyReport {
    let store = try storeForReading()
    if let distrust = try distrust(store) {
      throw WorkflowError(.unavailable, distrust.reason, help: distrust.help)
    }
    let (record, chain) = try store.read { (try $0.workspace(), try KeyChain.trusted($0)) }
    let file = try KeyFolder(folders: folders).read(record.key)
    let stored = [file?.key, file?.next].compactMap { $0 }
      .first { $0.publicKey == chain.current }
    return OwnerKeyReport(
      workspace: record.key,
      key: chain.current,
      since: chain.since,
      earlier: chain.earlier,
      file: try folders.keyFile(of: record.key),
      isHere: stored != nil,
      isSealed: stored?.isSealed ?? false,
      isNamed: workspace.settings.ownerKey == chain.current
    )
  }

  /// Makes a new key of the owner's and brings it into force; what was signed before stays good.
  ///
  /// The new key is on the disk before the ledger names it: whenever this is interrupted, the key
  /// in force is there.
  ///
  /// - Throws: ``WorkflowError`` or `StoreError`; the old key stays in force then.
  public func rotateKey(_ sealing: Sealing = .asBefore) throws -> OwnerKeyReport {
    let store = try storeForWriting()
    let keys = KeyFolder(folders: folders)
    let next = try keys.alone {
      let (record, chain) = try store.read { (try $0.workspace(), try KeyChain.trusted($0)) }
      var file = try ownerKeyFile(record, chain)
      let old = try file.key.open(passphrase)
      try confirmWitness(store)
      let new = try keySource.ownerKey()
      let next = try stored(new, sealing, before: file.key)
      file.next = next
      try keys.replace(file)
      try store.write { try rotate(from: old, to: new, in: $0) }
      file.advance()
      try keys.replace(file)
      try workspace.write(ownerKey: next.publicKey)
      return next
    }
    tellWitness(store)
    var settings = workspace.settings
    settings.ownerKey = next.publicKey
    var desk = self
    desk.workspace = Workspace(root: workspace.root, settings: settings)
    return try desk.keyReport()
  }

  private func stored(
    _ key: OwnerPrivateKey,
    _ sealing: Sealing,
    before old: OwnerKeyFile.StoredKey
  ) throws -> OwnerKeyFile.StoredKey {
    let isSealed =
      switch sealing {
      case .asBefore: old.isSealed
      case .sealed: true
      case .open: false
      }
    return try OwnerKeyFile.StoredKey(
      key,
      sealedWith: isSealed ? try passphrase.new() : nil,
      random: keySource
    )
  }

  /// Records, signed with both keys, that `new` takes the place of `old`.
  func rotate(
    from old: OwnerPrivateKey,
    to new: OwnerPrivateKey,
    in writer: StoreWriter
  ) throws {
    guard try KeyChain.trusted(writer.reader).current == old.publicKey else {
      throw WorkflowError(.conflict, "the owner's key was rotated meanwhile", help: "try again")
    }
    let now = clock.now
    let statement = RotationStatement(
      workspace: try writer.reader.workspace().key,
      old: old.publicKey,
      new: new.publicKey,
      at: now,
      ledger: try writer.reader.ledgerHead()
    )
    let byOld = try old.sign(statement.bytes)
    let byNew = try new.sign(statement.bytes)
    let details = JSON.object(byOld.members + [.init("byNewKey", .object(byNew.members))])
    try writer.note(LedgerEvent(RotationStatement.event, details), by: .owner, at: now)
  }
}
