import Foundation
import VouchCore
import VouchStore

/// What this account has seen of one workspace, on the disk.
struct WitnessFile {
  /// The account's own folder for the workspace.
  let folder: String

  private static let name = "witness.json"
  private static let schema = "vouch.witness/1"
  private static let maxBytes = 64 << 20

  /// What was seen; nil where nothing was.
  ///
  /// - Throws: ``WorkflowError`` where it cannot be read: that is not the same as nothing.
  func read() throws -> Witness? {
    let path = "\(folder)/\(Self.name)"
    guard access(path, F_OK) == 0 || errno != ENOENT else { return nil }
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try steadyBytes(path)
    } catch {
      throw WorkflowError(.unavailable, "cannot read what was seen here before, \(path): \(error)")
    }
    guard let json = JSON(parsing: String(decoding: bytes, as: UTF8.self)),
      let witness = Witness(json)
    else {
      throw WorkflowError(
        .unavailable,
        "\(path) is damaged, so nobody knows what was seen here before",
        help: "check with 'vouch verify', then move the file away"
      )
    }
    return witness
  }

  /// The bytes of the file, once they were the same twice: not everybody who reads it waits for
  /// whoever ``goOn(from:to:)`` is writing.
  private func steadyBytes(_ path: String) throws(FileProblem) -> [UInt8] {
    var bytes = try FileReader.read(path, limit: Self.maxBytes, following: false)
    while true {
      let again = try FileReader.read(path, limit: Self.maxBytes, following: false)
      if again == bytes { return bytes }
      bytes = again
    }
  }

  /// Keeps what was seen, safe against a power cut on return.
  ///
  /// - Throws: ``WorkflowError`` where it cannot be written.
  func write(_ witness: Witness) throws {
    try FileWriter.replace(Self.name, in: folder, bytes: Self.bytes(of: witness))
  }

  /// Keeps that the ledger went on, and nothing else that was seen is other than `earlier`; a power
  /// cut may bring that back.
  ///
  /// - Throws: ``WorkflowError`` where it cannot be written.
  func goOn(from earlier: Witness, to witness: Witness) throws {
    let old = Self.bytes(of: earlier)
    let new = Self.bytes(of: witness)
    if FileWriter.amend(Self.name, in: folder, from: old, to: new) { return }
    try FileWriter.replace(Self.name, in: folder, bytes: new, isLasting: false)
  }

  private static func bytes(of witness: Witness) -> [UInt8] {
    let text = JSON.object([.init("schema", .string(schema))] + witness.members)
    return Array((text.text() + "\n").utf8)
  }

  /// Waits until what was kept last is safe against a power cut.
  ///
  /// - Throws: ``WorkflowError`` where the disk does not say so.
  func waitForDisk() throws {
    try FileWriter.reporting { () throws(FileFailure) in
      let folder = try Folder.open(folder)
      try folder.syncFile(Self.name)
      try folder.sync()
    }
  }

  /// Runs `body` while no other process of this account looks at the workspace.
  func alone<Value>(_ body: () throws -> Value) throws -> Value {
    try FileWriter.makeFolder(folder)
    return try FileLock.withLock("\(folder)/witness.lock", body)
  }
}

extension Witness {
  fileprivate var members: [JSON.Member] {
    [
      .init("workspace", .string(workspace)),
      .init("simulation", .bool(isSimulation)),
      .init("key", .string(key.description)),
      .init("head", ["sequence": .int(head.sequence), "digest": .string(head.digest)]),
      .init(
        "overruled",
        .object(overruled.sorted { $0.key < $1.key }.map { .init(String($0.key), .int($0.value)) })
      ),
    ]
  }

  fileprivate init?(_ json: JSON) {
    guard let workspace = json["workspace"]?.string, let isSimulation = json["simulation"]?.bool,
      let key = json["key"]?.string.flatMap(OwnerPublicKey.init(_:)),
      let sequence = json["head"]?["sequence"]?.int, let digest = json["head"]?["digest"]?.string,
      case .object(let members)? = json["overruled"]
    else { return nil }
    var overruled: [Int: Int] = [:]
    for member in members {
      guard let submission = Int(member.key), let entry = member.value.int else { return nil }
      overruled[submission] = entry
    }
    self.init(
      workspace: workspace,
      isSimulation: isSimulation,
      key: key,
      head: LedgerHead(sequence: sequence, digest: digest),
      overruled: overruled
    )
  }
}

extension Desk {
  /// Looks at the workspace with what this account has seen before, and remembers what it sees;
  /// a rehearsal leaves nothing behind.
  ///
  /// Where it need not last, a power cut may bring back how far the ledger went before: it goes on
  /// from there as well, and nobody waits for the disk once more. What was taken back stays so in
  /// any case, whatever is done to the ledger then.
  ///
  /// - Throws: `Witness.Distrust`, ``WorkflowError`` or `StoreError`.
  func witness(
    _ store: Store,
    remembers: Bool = true,
    isLasting: Bool = true
  ) throws -> Custody {
    let record = try store.read { try $0.workspace() }
    let place = WorkspacePlace(root: workspace.root, folders: folders)
    try place.confirm(record.key)
    let file = WitnessFile(folder: try folders.memory(of: record.key))
    guard remembers else {
      let (seen, chain) = try look(store, after: try file.read())
      return Custody(chain: chain, overruled: seen.overruled)
    }
    return try file.alone {
      let earlier = try file.read()
      let (seen, chain) = try look(store, after: earlier)
      if seen != earlier {
        // An account must not remember an entry that a power cut may still take away.
        try store.waitForDisk()
        let goesOn = seen.key == earlier?.key && seen.overruled == earlier?.overruled
        if let earlier, goesOn, !isLasting {
          try file.goOn(from: earlier, to: seen)
        } else {
          try file.write(seen)
        }
      } else if isLasting {
        // Whoever kept it may not have waited for the disk.
        try file.waitForDisk()
      }
      try place.remember(record.key)
      return Custody(chain: chain, overruled: seen.overruled)
    }
  }

  /// Why nothing goes out of this workspace, whatever is due; nil where it is trusted.
  ///
  /// For those who only tell: it costs the same however long the ledger is, and remembers nothing.
  ///
  /// - Throws: ``WorkflowError`` where what was seen before cannot be read, or `StoreError`.
  func distrust(_ store: Store) throws -> Witness.Distrust? {
    let record = try store.read { try $0.workspace() }
    do {
      try WorkspacePlace(root: workspace.root, folders: folders).confirm(record.key)
      let seen = try WitnessFile(folder: try folders.memory(of: record.key)).read()
      try store.read { try Witness.glance(at: $0, workspace.settings, after: seen) }
      return nil
    } catch let distrust as Witness.Distrust {
      return distrust
    }
  }

  /// Makes sure that the owner does not decide on a ledger from which something was taken out.
  ///
  /// An account that cannot keep a memory decides without one; the emitter has its own.
  ///
  /// - Throws: ``WorkflowError`` or `StoreError`.
  func confirmWitness(_ store: Store, isLasting: Bool = true) throws {
    do {
      _ = try witness(store, isLasting: isLasting)
    } catch let distrust as Witness.Distrust {
      throw WorkflowError(.unavailable, distrust.reason, help: distrust.help)
    } catch is WorkflowError {
      return
    }
  }

  /// Lets this account's scheduler know what the owner has just decided.
  func tellWitness(_ store: Store, isLasting: Bool = true) {
    // The decision stands in any case; the next look goes through what this one did not see.
    _ = try? witness(store, isLasting: isLasting)
  }

  private func look(_ store: Store, after earlier: Witness?) throws -> (Witness, KeyChain) {
    try store.read { try Witness.look(at: $0, workspace.settings, after: earlier) }
  }
}
