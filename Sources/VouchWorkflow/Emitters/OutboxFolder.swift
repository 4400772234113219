import Foundation
import VouchCore
import VouchStore

/// Emits posts as files of a folder: whole and in place, or not at all.
///
/// Repeating is harmless here: a post that lies in the folder already, under whatever instant, is
/// recognised by its key and not written again.
struct OutboxFolder {
  private let settings: String
  private let folder: Folder?
  /// Tells a post that the owner vouched for from one that somebody put there.
  private let checker: PostChecker
  /// The files there when the run began, by what their names end in.
  private let names: [Substring: [String]]

  /// What became of a post that was to be written.
  struct Placed {
    /// The path of its file, relative to the workspace.
    let file: String
    /// True where it lay there already.
    let wasFound: Bool
  }

  /// The outbox of `workspace`, whose names are read once.
  ///
  /// - Throws: ``WorkflowError`` where it cannot be read, or something in its path is a link.
  init(workspace: Workspace, checker: PostChecker) throws {
    self.checker = checker
    settings = workspace.settings.outbox
    do throws(FileFailure) {
      let folder = try Folder.open(workspace.root).folder(below: settings)
      names = Dictionary(grouping: try folder.names()) { Self.ending(of: $0) }
      self.folder = folder
    } catch {
      guard error.code == ENOENT else { throw Self.explained(error) }
      folder = nil
      names = [:]
    }
  }

  /// The file in which `delivery` has gone out already; nil where there is none.
  ///
  /// The database may not know: the one that did was replaced by an older copy, or the process
  /// that wrote the file ended before it could say so.
  func file(of delivery: Delivery) -> String? {
    let ending = "\(delivery.submission)-\(delivery.channel.name).json"
    guard let folder, let candidates = names[ending[...]] else { return nil }
    return candidates.sorted().first { isPost($0, delivery, in: folder) }
      .map { "\(settings)/\($0)" }
  }

  /// Puts `post` into the outbox of `workspace`, unless it lies there already.
  ///
  /// - Throws: ``WorkflowError`` where it cannot be written, or where something else lies there.
  func emit(_ post: PostDocument, in workspace: Workspace) throws -> Placed {
    if let file = file(of: post.delivery) { return Placed(file: file, wasFound: true) }
    let name = post.fileName
    let bytes = Array((post.json.text(indent: 2) + "\n").utf8)
    do throws(FileFailure) {
      let folder = try Folder.open(workspace.root).folder(below: settings, making: 0o700)
      if try folder.create(name, bytes: bytes, mode: 0o600) {
        return Placed(file: "\(settings)/\(name)", wasFound: false)
      }
      if isPost(name, post.delivery, in: folder) {
        return Placed(file: "\(settings)/\(name)", wasFound: true)
      }
    } catch {
      throw Self.explained(error)
    }
    throw WorkflowError(
      .conflict,
      "\(settings)/\(name) is there already and is not the post that was approved",
      help: "move it away, then emit again"
    )
  }

  /// What a name such as `20261202T171500Z-12-linkedin.json` ends in: `12-linkedin.json`.
  static func ending(of name: String) -> Substring {
    name.firstIndex(of: "-").map { name[name.index(after: $0)...] } ?? ""
  }

  /// True where the file is this very post, as the owner vouched for it.
  private func isPost(_ name: String, _ delivery: Delivery, in folder: Folder) -> Bool {
    let limit = PostChecker.maxBytes
    guard let read = try? FileReader.read(name, in: folder, limit: limit) else { return false }
    let key = JSON(parsing: String(decoding: read.bytes, as: UTF8.self))?["key"]?.string
    return key == delivery.key && checker.check(read.bytes, path: name).isGenuine
  }

  private static func explained(_ failure: FileFailure) -> WorkflowError {
    switch failure.code {
    case ENOTDIR:
      WorkflowError(
        .unavailable,
        "\(failure.path) is in the way of the outbox: it is no folder",
        help: "move it away"
      )
    default: WorkflowError(failure)
    }
  }
}
