import Foundation

/// Which workspace an account has seen at a place: another one that is put there is not taken for
/// it, however sound it is in itself.
struct WorkspacePlace {
  private let root: String
  private let folder: String

  init(root: String, folders: PersonalFolders) {
    self.root = Workspace.realPath(root) ?? root
    folder = folders.places
  }

  private var name: String { Digests.sha256(Array(root.utf8)) }

  /// - Throws: `Witness.Distrust` where another workspace was seen here.
  func confirm(_ workspace: String) throws {
    guard let seen = try? FileReader.read("\(folder)/\(name)", limit: 64, following: false),
      String(decoding: seen, as: UTF8.self) != workspace
    else { return }
    throw Witness.Distrust(
      reason: "another workspace was seen in \(root) before",
      help: "put that one back, or move this one to a folder of its own"
    )
  }

  /// - Throws: ``WorkflowError`` where it cannot be written.
  func remember(_ workspace: String) throws {
    guard access("\(folder)/\(name)", F_OK) != 0 else { return }
    try replace(workspace)
  }

  /// Has a new workspace take the place of one that is gone.
  ///
  /// - Throws: ``WorkflowError`` where it cannot be written.
  func replace(_ workspace: String) throws {
    try FileWriter.makeFolder(folder)
    try FileWriter.replace(name, in: folder, bytes: Array(workspace.utf8))
  }
}
