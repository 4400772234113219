import VouchCore
import VouchRules

extension Workspace {
  /// The largest `vouch.yaml`, in bytes.
  static let maxSettingsBytes = 65_536

  /// Finds the workspace: in `folder` where one is named, else in the current folder or the
  /// nearest one above it that has a `vouch.yaml`.
  ///
  /// - Throws: ``WorkflowError`` where there is none; `PolicyError` where `vouch.yaml` is broken.
  public static func find(_ folder: String?) throws -> Workspace {
    if let folder {
      let root = FilePath.absolute(folder)
      guard FilePath.exists(root + "/vouch.yaml") else {
        throw WorkflowError(
          .unavailable,
          "there is no vouch.yaml in \(folder)",
          help: "name a workspace, or make one with 'vouch init \(folder)'"
        )
      }
      return try open(root)
    }
    var root = FilePath.currentFolder
    while true {
      if FilePath.exists(root + "/vouch.yaml") { return try open(root) }
      guard root != "/" else {
        throw WorkflowError(
          .unavailable,
          "this is no workspace: there is no vouch.yaml here or in any folder above",
          help: "go to one, name one with --workspace, or make one with 'vouch init'"
        )
      }
      root = FilePath.folder(of: root)
    }
  }

  private static func open(_ root: String) throws -> Workspace {
    let path = root + "/vouch.yaml"
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(path, limit: maxSettingsBytes)
    } catch {
      throw WorkflowError(.unavailable, "cannot read \(path): \(error)")
    }
    let file = try SettingsFile.read(bytes)
    return Workspace(
      root: root,
      settings: WorkspaceSettings(
        brand: file.brand,
        owner: file.owner,
        zone: file.zone,
        policy: file.policy,
        outbox: file.outbox,
        isSimulation: file.isSimulation,
        ownerKey: try file.ownerKey.map(ownerKey)
      )
    )
  }

  private static func ownerKey(_ text: String) throws -> OwnerPublicKey {
    guard let key = OwnerPublicKey(text) else {
      throw WorkflowError(
        .unavailable,
        "the key in vouch.yaml is none: '\(text)'",
        help: "put back the line that 'vouch key show' prints"
      )
    }
    return key
  }
}
