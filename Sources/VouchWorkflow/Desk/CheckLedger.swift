import VouchCore
import VouchStore

/// What a walk over the whole ledger found.
public struct LedgerCheck: Sendable, Equatable {
  /// How many entries are as they were written, from the first on.
  public let entries: Int
  /// How many decisions among them are signed with the owner's key.
  public let signed: Int
  /// The digest of the last of them, in hexadecimal.
  public let head: String
  /// The number of the first bad entry; nil where all are good.
  public let badEntry: Int?
  /// What is wrong with it.
  public let reason: String?
  /// Why it is not the ledger that this account has seen before; nil where it is.
  public let distrust: String?

  /// True where nothing was changed or taken out.
  public var isSound: Bool { badEntry == nil && distrust == nil }
}

extension Desk {
  /// Walks the whole ledger and names the first entry that is not what was written.
  ///
  /// Checks that nothing was changed or taken out, that every decision and every rotation of the
  /// key is signed with the key that was the owner's at that time, and that it is the ledger which
  /// this account has seen before.
  ///
  /// - Throws: ``WorkflowError`` or `StoreError`.
  public func checkLedger() throws -> LedgerCheck {
    try checkLedger(in: storeForExamining())
  }

  /// Walks the whole ledger of `store`, once.
  func checkLedger(in store: Store) throws -> LedgerCheck {
    let distrust: Witness.Distrust?
    do {
      distrust = try self.distrust(store)
    } catch is WorkflowError {
      // An account that may not read its memory is one that has seen nothing.
      distrust = nil
    }
    return try store.read { reader in
      var signatures = SignatureCheck(workspace: try reader.workspace().key)
      let found = try reader.verifyLedger(asking: SignatureCheck.events) {
        signatures.fault(in: $0)
      }
      guard signatures.chain != nil || found.fault?.sequence == 1 else {
        return LedgerCheck(
          entries: 0,
          signed: 0,
          head: LedgerHead.genesis.digest,
          badEntry: 1,
          reason: "it does not found the workspace",
          distrust: distrust.map { "\($0.reason); \($0.help)" }
        )
      }
      return LedgerCheck(
        entries: found.entries,
        signed: signatures.count,
        head: found.head.digest,
        badEntry: found.fault?.sequence,
        reason: found.fault?.reason,
        distrust: distrust.map { "\($0.reason); \($0.help)" }
      )
    }
  }
}

/// Checks the signed entries of a ledger one by one, in order, and follows the owner's key on the
/// way.
private struct SignatureCheck {
  let workspace: String
  /// The owner's keys up to where the check has come; nil before the founding.
  private(set) var chain: KeyChain?
  /// How many decisions are signed as they should be.
  private(set) var count = 0

  init(workspace: String) {
    self.workspace = workspace
  }

  static let events = KeyChain.events.union(decisions.keys).union([RestorationStatement.event])

  private static let decisions: [String: DecisionStatement.Decision] = [
    "approved": .approve, "rejected": .reject, "changes-requested": .requestChanges,
    "revoked": .revoke,
  ]

  /// What is wrong with an entry; nil where it is what the owner signed.
  mutating func fault(in entry: LedgerEntry) -> String? {
    guard !KeyChain.events.contains(entry.event.name) else { return faultInChain(entry) }
    guard let signed = SignedStatement(in: entry.event.details), signed.key == chain?.current,
      signed.isGenuine
    else { return "it is not signed with the owner's key" }
    guard says(signed.bytes, entry) else { return "it is signed, and says something else" }
    count += 1
    return nil
  }

  private mutating func faultInChain(_ entry: LedgerEntry) -> String? {
    do throws(KeyChain.Broken) {
      if chain == nil {
        chain = try KeyChain(founding: entry, of: workspace)
      } else {
        try chain?.extend(by: entry)
      }
      return nil
    } catch {
      return error.reason
    }
  }

  private func says(_ bytes: [UInt8], _ entry: LedgerEntry) -> Bool {
    let before = LedgerHead(sequence: entry.sequence - 1, digest: entry.previous)
    guard let decision = Self.decisions[entry.event.name] else {
      let statement = try? RestorationStatement(bytes)
      return statement?.workspace == workspace && statement?.ledger == before
    }
    guard let statement = try? DecisionStatement(bytes) else { return false }
    return statement.decision == decision && statement.workspace == workspace
      && statement.id.submission == entry.submission && statement.at == entry.at
      && statement.ledger == before
  }
}
