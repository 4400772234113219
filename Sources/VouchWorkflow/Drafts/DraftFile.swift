import Foundation
import VouchCore

/// Finds and reads the files that drafts are in.
enum DraftFile {
  /// The largest draft, in bytes; `DraftParser` refuses it with a place of its own.
  static let maxBytes = 262_144

  /// What was read from one path.
  enum Content {
    case bytes([UInt8])
    /// The file is there, and cannot be a draft.
    case refused(DraftError)
  }

  /// Reads the draft at `path`, `-` for standard input.
  ///
  /// - Throws: ``WorkflowError`` with the code `unavailable` where it cannot be opened.
  static func read(_ path: String, followingLinks: Bool = true) throws -> Content {
    do throws(FileProblem) {
      if path == "-" { return .bytes(try FileReader.readStandardInput(limit: maxBytes)) }
      if !followingLinks, isLink(path) { throw .notRegular }
      return .bytes(try FileReader.read(path, limit: maxBytes, following: followingLinks))
    } catch {
      switch error {
      case .unreadable(let why):
        throw WorkflowError(.unavailable, "cannot read \(path): \(why)")
      case .notRegular:
        return .refused(problem("this is no regular file"))
      case .tooLarge(let limit):
        return .refused(
          problem(
            "the draft is larger than \(limit / 1024) KiB",
            help: "split it, or move files to media"
          )
        )
      }
    }
  }

  /// True where `path` itself is a symbolic link.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The drafts that `paths` name, in order: files as they are, folders as every `.md` file below
  /// them, sorted by path.
  ///
  /// - Throws: ``WorkflowError`` with the code `unavailable` where a path cannot be opened.
  static func expand(_ paths: [String]) throws -> [String] {
    try paths.flatMap { path throws -> [String] in
      var isFolder: ObjCBool = false
      guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        isFolder.boolValue
      else { return [path] }
      return try drafts(below: path)
    }
  }

  private static func drafts(below folder: String) throws -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw WorkflowError(.unavailable, "cannot read the folder \(folder): \(lastSystemError())")
    }
    var found: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder == "/" ? "/\(name)" : "\(trimmed(folder))/\(name)"
      var status = stat()
      // Links to folders are not followed: they may lead in a circle.
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        found += try drafts(below: path)
      } else if name.hasSuffix(".md") {
        found.append(path)
      }
    }
    return found
  }

  private static func trimmed(_ folder: String) -> String {
    folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  }

  private static func problem(_ message: String, help: String? = nil) -> DraftError {
    DraftError([DraftProblem(message, at: SourceLocation(line: 1, column: 1), help: help)])
  }
}
