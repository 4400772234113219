import VouchCore
import VouchStore

/// The owner at work: the key in force, opened, and the workspace it signs for.
struct OwnerSigner {
  let key: OwnerPrivateKey
  let workspace: WorkspaceRecord
  /// Whether somebody may have been asked for the passphrase just now.
  let wasSealed: Bool

  /// Signs what the owner decides, on the ledger as it stands in this transaction.
  ///
  /// - Returns: What the ledger entry of the decision has to hold beside its details.
  /// - Throws: ``WorkflowError`` where the key was rotated meanwhile.
  func sign(_ statement: DecisionStatement, in reader: StoreReader) throws -> [JSON.Member] {
    guard try KeyChain.trusted(reader).current == key.publicKey else {
      throw WorkflowError(
        .conflict,
        "the owner's key was rotated meanwhile; nothing was changed",
        help: "try again"
      )
    }
    return try key.sign(statement.bytes).members
  }
}

extension KeyChain {
  /// The chain in the words of use cases.
  ///
  /// - Throws: ``WorkflowError`` where it is broken, or `StoreError`.
  static func trusted(_ reader: StoreReader) throws -> KeyChain {
    do {
      return try KeyChain(reader)
    } catch let broken as Broken {
      throw WorkflowError(.unavailable, "\(broken)", help: "see 'vouch verify'")
    }
  }
}

extension Desk {
  /// The owner's key, opened; what an interrupted rotation left is tidied up first.
  ///
  /// - Throws: ``WorkflowError`` where the key is not here, is not this workspace's or cannot be
  ///   opened, or where the workspace names another one; `StoreError`.
  func signer(_ store: Store) throws -> OwnerSigner {
    let keys = KeyFolder(folders: folders)
    let (record, chain) = try store.read { (try $0.workspace(), try KeyChain.trusted($0)) }
    if let openedKey, openedStore != nil, openedKey.publicKey == chain.current,
      workspace.settings.ownerKey == chain.current
    {
      // Opened a moment ago, after all that is looked at below.
      return OwnerSigner(key: openedKey, workspace: record, wasSealed: false)
    }
    var file = try presentKeyFile(record, keys)
    if file.key.publicKey != chain.current || workspace.settings.ownerKey != chain.current {
      // Somebody may be rotating the key this very moment: what does not fit is looked at again
      // when nobody is.
      file = try keys.alone {
        try ownerKeyFile(record, store.read { try KeyChain.trusted($0) })
      }
    }
    try requireSameKind(file, record)
    if let openedKey, openedKey.publicKey == file.key.publicKey {
      return OwnerSigner(key: openedKey, workspace: record, wasSealed: false)
    }
    return OwnerSigner(
      key: try file.key.open(passphrase),
      workspace: record,
      wasSealed: file.key.isSealed
    )
  }

  /// The same desk with the owner's key opened, for several decisions in a row: a passphrase is
  /// asked for once.
  ///
  /// - Throws: ``WorkflowError`` where this account cannot decide, or `StoreError`.
  public func unlocked() throws -> Desk {
    var copy = self
    copy.openedKey = try signer(try storeForReading()).key
    return copy
  }

  /// The same desk with the owner's key and the store opened, for the decisions of one command.
  ///
  /// Whoever waits for a person between decisions takes ``unlocked()``: nothing is held open then.
  ///
  /// - Throws: as ``unlocked()`` does.
  public func ready() throws -> Desk {
    // What is wrong with the store is said once somebody may decide at all.
    guard let store = try? openStore() else { return try unlocked() }
    let signer = try signer(store)
    var copy = self
    copy.openedKey = signer.key
    // Who is asked for a passphrase takes time, after which another file may lie there.
    copy.openedStore = signer.wasSealed ? try? openStore() : store
    return copy
  }

  /// The key file of this workspace, whose key is the one in force.
  ///
  /// Only while nobody else changes the keys (`KeyFolder.alone`): a file that is put back late
  /// would take the place of a newer one, and its key would be lost.
  ///
  /// - Throws: as ``signer(_:)`` does.
  func ownerKeyFile(_ record: WorkspaceRecord, _ chain: KeyChain) throws -> OwnerKeyFile {
    let keys = KeyFolder(folders: folders)
    var file = try presentKeyFile(record, keys)
    if let next = file.next, next.publicKey == chain.current {
      // A rotation was interrupted after the ledger had it.
      file.advance()
      try keys.replace(file)
    }
    guard file.key.publicKey == chain.current else { throw Self.strangeKey(file) }
    try requireSameKind(file, record)
    try agreeOnKey(chain)
    return file
  }

  private func presentKeyFile(_ record: WorkspaceRecord, _ keys: KeyFolder) throws -> OwnerKeyFile {
    guard let file = try keys.read(record.key) else {
      throw WorkflowError(
        .notAllowed,
        "only the owner decides, and the owner's key for this workspace is not in \(folders.keys)",
        help: "decide on the account that made the workspace, or bring its keys folder here"
      )
    }
    return file
  }

  private func requireSameKind(_ file: OwnerKeyFile, _ record: WorkspaceRecord) throws {
    guard file.isSimulation == record.isSimulation else { throw Self.strangeKey(file) }
  }

  private static func strangeKey(_ file: OwnerKeyFile) -> WorkflowError {
    WorkflowError(
      .unavailable,
      "the key in force in this workspace is not the one on this account, \(file.key.publicKey)",
      help: "if it was rotated on another account, bring the key file from there; else see "
        + "'vouch verify'"
    )
  }

  /// Makes `vouch.yaml` name the key in force, where it names an earlier one.
  ///
  /// A file that names none is no danger: the key comes from the ledger, and is the owner's.
  private func agreeOnKey(_ chain: KeyChain) throws {
    guard let named = workspace.settings.ownerKey, named != chain.current else { return }
    guard chain.contains(named) else {
      throw WorkflowError(
        .unavailable,
        "the key in vouch.yaml is not yours",
        help: "put back the line 'key: \(chain.current)'"
      )
    }
    try workspace.write(ownerKey: chain.current)
  }
}
