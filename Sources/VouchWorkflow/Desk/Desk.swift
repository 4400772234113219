public import VouchCore
import VouchRules
import VouchStore
import VouchText

/// What every use case is handed: a workspace, the present, and the means to work on it.
///
/// Nothing is opened before it is asked for, so that a command pays for what it uses alone.
public struct Desk: Sendable {
  /// The workspace worked on.
  public internal(set) var workspace: Workspace
  /// Tells the present.
  public let clock: WallClock
  /// Whether the present is pretended (`--now`).
  public let isPretended: Bool
  /// Makes random bytes for keys.
  let keySource: KeySource
  /// Where the owner's keys lie, and what this account has seen.
  public let folders: PersonalFolders
  /// Asks for the passphrase of the owner's key.
  let passphrase: Passphrase
  /// The owner's key where it was opened already.
  var openedKey: OwnerPrivateKey?
  /// The store for changing something where it was opened already.
  var openedStore: Store?
  /// Where the brand lives, once a policy was read.
  let zone = ZoneMemory()
  /// How many seconds to wait for others to finish with the database.
  let patience: Double

  /// How many seconds to wait for others to finish with the database, unless told otherwise.
  public static let patience = Store.patience

  /// A desk in `workspace`.
  public init(
    workspace: Workspace,
    clock: WallClock,
    isPretended: Bool = false,
    keySource: KeySource,
    folders: PersonalFolders,
    passphrase: Passphrase = .none,
    patience: Double = patience
  ) {
    self.workspace = workspace
    self.clock = clock
    self.isPretended = isPretended
    self.keySource = keySource
    self.folders = folders
    self.passphrase = passphrase
    self.patience = patience
  }

  /// The store, for reading alone.
  ///
  /// - Throws: `StoreError`, or ``WorkflowError`` where something of the workspace is a link.
  func storeForReading() throws -> Store {
    let store = try storeForExamining()
    try store.refuseMixture()
    return store
  }

  /// The store as it is, for those who say what is wrong with it.
  ///
  /// - Throws: `StoreError`, or ``WorkflowError`` where something of the workspace is a link.
  func storeForExamining() throws -> Store {
    try workspace.refuseLinks()
    return try Store.openReadOnly(
      workspace.database,
      patience: patience,
      digest: Digests.sha256
    )
  }

  /// The store, for changing something.
  ///
  /// - Throws: `StoreError`; ``WorkflowError`` where time is pretended outside a simulation, or
  ///   where the workspace's settings and its database disagree about being one.
  func storeForWriting(refusingMixtures: Bool = true) throws -> Store {
    let store = try openedStore ?? openStore(refusingMixtures: refusingMixtures)
    let isSimulation = try store.read { try $0.workspace().isSimulation }
    guard isSimulation == workspace.settings.isSimulation else {
      throw WorkflowError(
        .unavailable,
        isSimulation
          ? "this workspace was made as a simulation, and vouch.yaml does not say so"
          : "vouch.yaml says 'simulation: true', and this workspace was not made as one",
        help: "put back what 'vouch init' wrote"
      )
    }
    guard isSimulation || !isPretended else {
      throw WorkflowError(
        .notAllowed,
        "time can be pretended for changes in a simulation only",
        help: "make one with 'vouch init --simulation', or leave out --now"
      )
    }
    return isPretended ? store.recordingPretence() : store
  }

  /// The store with which something may be changed, before anybody asked whether it may.
  ///
  /// - Throws: as ``storeForWriting(refusingMixtures:)`` does.
  func openStore(refusingMixtures: Bool = true) throws -> Store {
    try workspace.refuseLinks()
    let store = try Store.open(workspace.database, patience: patience, digest: Digests.sha256)
    if refusingMixtures { try store.refuseMixture() }
    return store
  }

  /// The policy in force, with its engine.
  ///
  /// - Throws: `PolicyError` where it cannot be read: nothing falls back to defaults.
  func rulebook() throws -> Rulebook {
    let rulebook = try Rulebook.load(
      workspace.settings.policy,
      folder: workspace.policies,
      zone: workspace.settings.zone
    )
    zone.remember(rulebook.policy.calendar.zone)
    return rulebook
  }
}

/// Makes random bytes, fit for keys; the live one is made in the executable alone.
public struct KeySource: Sendable {
  private let make: @Sendable () -> [UInt8]

  /// A source that asks `make` for 16 bytes at a time.
  public init(_ make: @escaping @Sendable () -> [UInt8]) {
    self.make = make
  }

  /// At least `count` fresh bytes.
  func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    repeat { bytes += make() } while bytes.count < count
    return bytes
  }

  /// A fresh key of the owner's.
  func ownerKey() throws -> OwnerPrivateKey {
    guard let key = OwnerPrivateKey(seed: Array(bytes(32).prefix(32))) else {
      throw WorkflowError(.unavailable, "no key can be made here")
    }
    return key
  }

  /// A fresh name for a workspace, in hexadecimal.
  var key: String { make().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
