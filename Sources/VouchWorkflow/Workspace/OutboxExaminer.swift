import Foundation
import VouchCore
import VouchStore

/// Looks at the outbox: whether posts can go there, and whether the database knows those that did.
struct OutboxExaminer {
  let desk: Desk

  /// What there is to say about the outbox.
  func outbox() -> Examination {
    let path = desk.workspace.outbox
    guard FilePath.exists(path) else {
      return .sound("outbox", "\(path) is made when the first post goes out")
    }
    guard FilePath.isFolder(path) else {
      return .broken("outbox", "\(path) is no folder", "move it out of the way")
    }
    guard access(path, W_OK) == 0 else {
      return .broken(
        "outbox",
        "\(path) cannot be written: \(lastSystemError())",
        "check its permissions"
      )
    }
    let unknown = (try? unknownPosts()) ?? []
    guard let first = unknown.first else { return .sound("outbox", path) }
    return .warning(
      "outbox",
      "\(first)\(unknown.count > 1 ? " and \(unknown.count - 1) more" : "") went out, and the "
        + "database does not know: it is older than the outbox",
      "leave the file there: 'vouch emit' takes the post for emitted and does not repeat it"
    )
  }

  /// The files of posts that the database takes for waiting still.
  private func unknownPosts() throws -> [String] {
    let store = try desk.storeForReading()
    guard try desk.distrust(store) == nil else { return [] }
    let chain = try store.read { try KeyChain.trusted($0) }
    let outbox = try OutboxFolder(workspace: desk.workspace, checker: PostChecker(chain))
    return try store.read { reader in
      try reader.queue().compactMap { outbox.file(of: $0) }
    }
  }
}
