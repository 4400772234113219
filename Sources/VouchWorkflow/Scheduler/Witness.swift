import Foundation
import VouchCore
import VouchStore

/// What an account has seen of a workspace, kept outside of it: whoever can write to the workspace
/// cannot make the account forget.
///
/// The ledger has to go on from the newest entry that was seen, and the owner's keys from the key
/// that was seen. So an entry that took an approval back cannot be taken out again.
struct Witness: Hashable, Sendable {
  /// The random key of the workspace.
  let workspace: String
  let isSimulation: Bool
  let key: OwnerPublicKey
  /// The newest entry that was seen.
  let head: LedgerHead
  /// By submission, the entry before which no approval of it counts any more.
  let overruled: [Int: Int]

  /// Why a workspace is not trusted; nothing goes out then.
  struct Distrust: Error, Hashable {
    let reason: String
    let help: String
  }

  static let events: Set<String> = ["approved", "revoked", "expired"]

  /// How many new entries a ``glance(at:_:after:)`` goes through.
  static let glancedEntries = 1000

  /// Looks at a workspace, goes through what has happened since `earlier`, and returns what has
  /// been seen now, with the owner's keys.
  ///
  /// The first use, with no `earlier`, believes what it finds.
  ///
  /// - Throws: ``Distrust``, or `StoreError`.
  static func look(
    at reader: StoreReader,
    _ settings: WorkspaceSettings,
    after earlier: Witness?
  ) throws -> (Witness, KeyChain) {
    let ground = try ground(reader, settings, earlier)
    return (try walk(reader, from: ground), ground.chain)
  }

  /// Looks at a workspace at a cost that does not grow with it: new entries are gone through where
  /// there are few, and none where nothing was seen before.
  ///
  /// - Throws: ``Distrust``, or `StoreError`.
  static func glance(
    at reader: StoreReader,
    _ settings: WorkspaceSettings,
    after earlier: Witness?
  ) throws {
    let ground = try ground(reader, settings, earlier)
    let new = try reader.ledgerHead().sequence - ground.start.sequence
    if earlier != nil, new <= glancedEntries { _ = try walk(reader, from: ground) }
  }

  /// What a look stands on before it goes through any entry.
  private struct Ground {
    let record: WorkspaceRecord
    let chain: KeyChain
    /// The entry after which to begin.
    let start: LedgerHead
    /// What was overruled up to there.
    let overruled: [Int: Int]
  }

  private static func ground(
    _ reader: StoreReader,
    _ settings: WorkspaceSettings,
    _ earlier: Witness?
  ) throws -> Ground {
    let record = try reader.workspace()
    let chain = try trustedChain(reader, settings, earlier)
    guard try reader.soundEntry(1)?.event.details["simulation"]?.bool == record.isSimulation,
      settings.isSimulation == record.isSimulation,
      earlier.map({ $0.isSimulation == record.isSimulation }) ?? true
    else {
      throw Distrust(
        reason:
          "this was not always \(settings.isSimulation ? "a simulation" : "a real workspace")",
        help: "put back what 'vouch init' wrote"
      )
    }
    let (start, overruled) = try beginning(in: reader, record, chain, earlier)
    return Ground(record: record, chain: chain, start: start, overruled: overruled)
  }

  private static func walk(_ reader: StoreReader, from ground: Ground) throws -> Witness {
    var overruled = ground.overruled
    let walk = try reader.verifyLedger(after: ground.start, asking: events) { entry in
      guard let submission = entry.submission, overrules(entry) else { return nil }
      overruled[submission] = entry.sequence
      return nil
    }
    if let fault = walk.fault {
      throw Distrust(
        reason: "the ledger is not what was written: entry \(fault.sequence), \(fault.reason)",
        help: "see 'vouch verify'"
      )
    }
    return Witness(
      workspace: ground.record.key,
      isSimulation: ground.record.isSimulation,
      key: ground.chain.current,
      head: walk.head,
      overruled: overruled
    )
  }

  private static func trustedChain(
    _ reader: StoreReader,
    _ settings: WorkspaceSettings,
    _ earlier: Witness?
  ) throws -> KeyChain {
    let chain: KeyChain
    do {
      chain = try KeyChain(reader)
    } catch let broken as KeyChain.Broken {
      throw Distrust(reason: "\(broken)", help: "see 'vouch verify'")
    }
    if let named = settings.ownerKey, !chain.contains(named) {
      throw Distrust(
        reason: "the key in vouch.yaml is not the owner's",
        help: "put back the line 'key: \(earlier?.key ?? chain.current)'"
      )
    }
    if let earlier, !chain.contains(earlier.key) {
      throw Distrust(
        reason: "the owner's key is another one than was seen here before (\(earlier.key))",
        help: "put back the workspace of the owner with that key"
      )
    }
    return chain
  }

  /// Where to begin: after the entry that was seen last, or from the start where the owner said
  /// that this ledger holds although it does not go on from there.
  private static func beginning(
    in reader: StoreReader,
    _ record: WorkspaceRecord,
    _ chain: KeyChain,
    _ earlier: Witness?
  ) throws -> (LedgerHead, [Int: Int]) {
    guard let earlier else { return (.genesis, [:]) }
    if earlier.head.sequence == 0 { return (.genesis, [:]) }
    if try reader.soundEntry(earlier.head.sequence)?.digest == earlier.head.digest {
      return (earlier.head, earlier.overruled)
    }
    let isRestored = try reader.workspaceEntries(RestorationStatement.event).contains { entry in
      guard let signed = SignedStatement(in: entry.event.details),
        let statement = try? RestorationStatement(signed.bytes)
      else { return false }
      return statement.abandoned == earlier.head && statement.workspace == record.key
        && statement.ledger.digest == entry.previous
        && signed.key == chain.key(at: entry.sequence) && signed.isGenuine
    }
    guard isRestored else {
      throw Distrust(
        reason:
          "the ledger does not go on from entry \(earlier.head.sequence), which was seen here:"
          + " entries were taken out, or a backup was put back",
        help: "if you put a backup back yourself, say so with 'vouch restore'"
      )
    }
    return (.genesis, [:])
  }

  private static func overrules(_ entry: LedgerEntry) -> Bool {
    switch entry.event.name {
    // An approval that takes the place of an earlier one.
    case "approved": entry.event.details["replaces"]?.int != nil
    case "expired": entry.event.details["wasApproved"]?.bool == true
    default: true
    }
  }
}

/// What the emitter may rely on during one run.
struct Custody: Sendable {
  let chain: KeyChain
  let overruled: [Int: Int]
}
