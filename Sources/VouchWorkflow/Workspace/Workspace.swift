public import VouchCore
import Foundation
import VouchStore

/// A brand's folder: its settings, and where everything lies.
public struct Workspace: Sendable {
  /// The absolute path of the folder that holds `vouch.yaml`.
  public let root: String
  /// What `vouch.yaml` says.
  public let settings: WorkspaceSettings

  /// A workspace at `root`.
  public init(root: String, settings: WorkspaceSettings) {
    self.root = root
    self.settings = settings
  }

  /// Where the brand's rules lie.
  public var policies: String { root + "/policies" }
  /// Where assistants start from.
  public var templates: String { root + "/templates" }
  /// Where many assistants hand in through a synced folder: `inbox/<assistant>/`.
  public var inbox: String { root + "/inbox" }
  /// Where the approved queue comes out.
  public var outbox: String { root + "/" + settings.outbox }
  /// Where the database and the copies of media lie.
  public var hidden: String { root + "/.vouch" }
  /// The database.
  public var database: String { hidden + "/vouch.sqlite" }
  /// The copies of media, named by their digests.
  public var media: String { hidden + "/media" }
  /// Held by the one process that emits.
  public var emitLock: String { hidden + "/emit.lock" }
  /// Held by the one process that takes what lies in the inbox.
  public var takeLock: String { hidden + "/take.lock" }

  /// What of the workspace may be no link: whoever could swap it could lead Vouch elsewhere.
  ///
  /// - Throws: ``WorkflowError`` that names the first link.
  func refuseLinks() throws {
    for path in linkFree where DraftFile.isLink(path) {
      throw WorkflowError(FileFailure("use", path, code: ELOOP))
    }
  }

  /// The folders and files of the workspace itself, and what leads to the outbox.
  var linkFree: [String] {
    var outbox = root
    let folders = settings.outbox.split(separator: "/").map { name in
      outbox += "/\(name)"
      return outbox
    }
    let files = ["", "-wal", "-shm"].map { database + $0 }
    return [hidden, media, emitLock, takeLock] + files + folders
  }

  /// The path with every link followed; nil where nothing lies there.
  static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

/// What `vouch.yaml` says.
public struct WorkspaceSettings: Sendable, Equatable {
  /// Whose name is at stake.
  public var brand: String
  /// Who decides.
  public var owner: String
  /// The zone in which the brand lives.
  public var zone: BrandZone
  /// The name of the policy in force, a file in `policies/`.
  public var policy: String
  /// The folder of the outbox, relative to the workspace.
  public var outbox: String
  /// Whether time may be pretended.
  public var isSimulation: Bool
  /// The owner's public key; nil where none is named, and then the ledger tells it.
  public var ownerKey: OwnerPublicKey?

  /// Settings of a workspace.
  public init(
    brand: String,
    owner: String,
    zone: BrandZone,
    policy: String,
    outbox: String = "outbox",
    isSimulation: Bool = false,
    ownerKey: OwnerPublicKey? = nil
  ) {
    self.brand = brand
    self.owner = owner
    self.zone = zone
    self.policy = policy
    self.outbox = outbox
    self.isSimulation = isSimulation
    self.ownerKey = ownerKey
  }
}
