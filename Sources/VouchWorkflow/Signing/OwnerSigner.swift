import VouchCore
import VouchStore

/// The owner at work: the key in force, opened, and the workspace it signs for.
struct OwnerSigner {
  let key: OwnerPrivateKey
  let workspace: WorkspaceRecord

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
    } catch let error as Broken {
      throw WorkflowError(.unavailable, error.reason, help: "see 'vouch verify'")
    }
  }
}

extension Desk {
  /// The owner's key, opened; what an interrupted rotation left is tidied up first.
  ///
  /// - Throws: ``WorkflowError`` where the key is not here, is not this workspace's or cannot be
  ///   opened, or where the workspace names another one; `StoreError`.
  func signer(_ store: Store) throws -> OwnerSigner {
    let (record, chain) = try store.read { (try $0.workspace(), try KeyChain.trusted($0)) }
    let file = try ownerKeyFile(record, chain)
    return OwnerSigner(key: try file.key.open(passphrase), workspace: record)
  }

  /// The key file of this workspace, whose key is the one in force.
  ///
  /// - Throws: as ``signer(_:)`` does.
  func ownerKeyFile(_ record: WorkspaceRecord, _ chain: KeyChain) throws -> OwnerKeyFile {
    let keys = KeyFolder(folders: folders)
    guard var file = try keys.read(record.key) else {
      throw WorkflowError(
        .notAllowed,
        "only the owner decides, and the owner's key for this workspace is not in \(folders.keys)",
        help: "decide on the account that made the workspace, or bring its keys folder here"
      )
    }
    if let next = file.next, next.publicKey == chain.current {
      // A rotation was interrupted after the ledger had it.
      file.advance()
      try keys.replace(file)
    }
    guard file.key.publicKey == chain.current, file.isSimulation == record.isSimulation else {
      throw WorkflowError(
        .unavailable,
        "the key in the ledger of this workspace is not the owner's",
        help: "nothing was signed; see 'vouch key show' and 'vouch verify'"
      )
    }
    try agreeOnKey(chain)
    return file
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
