import Foundation
import VouchCore

/// Emits posts as files of a folder: whole and in place, or not at all.
///
/// Repeating is harmless here: the name of a post's file is always the same, and what lies there
/// already is recognised by its key.
struct OutboxFolder {
  let workspace: Workspace

  /// Puts `post` into the outbox; a file of the same post that is there already is left alone.
  ///
  /// - Returns: The path of the file, relative to the workspace.
  /// - Throws: ``WorkflowError`` where it cannot be written, or where something else lies there.
  func emit(_ post: PostDocument) throws -> String {
    let folder = try self.folder()
    let name = post.fileName
    let bytes = Array((post.json.text(indent: 2) + "\n").utf8)
    if try FileWriter.create(name, in: folder, bytes: bytes) == .exists {
      guard key(ofFileAt: "\(folder)/\(name)") == post.delivery.key else {
        throw WorkflowError(
          .conflict,
          "\(workspace.settings.outbox)/\(name) is there already and is another post",
          help: "move it away, then emit again"
        )
      }
    }
    return "\(workspace.settings.outbox)/\(name)"
  }

  /// The real path of the outbox, made where it is missing.
  ///
  /// - Throws: ``WorkflowError`` where it leads out of the workspace.
  private func folder() throws -> String {
    try FileWriter.makeFolder(workspace.outbox)
    guard workspace.relative(workspace.outbox) != nil else {
      throw WorkflowError(
        .unavailable,
        "the outbox \(workspace.settings.outbox) leads out of the workspace",
        help: "make it a folder inside, not a link"
      )
    }
    return workspace.outbox
  }

  private func key(ofFileAt path: String) -> String? {
    guard let bytes = try? FileReader.read(path, limit: 8 << 20, following: false) else {
      return nil
    }
    return JSON(parsing: String(decoding: bytes, as: UTF8.self))?["key"]?.string
  }
}
