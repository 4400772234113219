import Foundation
import VouchCore
import VouchStore

/// Finds the files that go with a draft, digests them, and keeps copies.
struct MediaReader {
  let workspace: Workspace
  /// The path of the draft; files are looked for beside it first, then in the workspace's folder.
  let draftPath: String

  /// The largest file, in bytes.
  static let maxBytes = 20 * 1024 * 1024

  /// What a file was found to be.
  struct Found {
    let media: StoredMedia
    let bytes: [UInt8]
  }

  /// The files of `draft`, or every problem with them.
  ///
  /// Each file is read once; what was read is what is digested and copied.
  ///
  /// - Throws: ``WorkflowError`` where it is the disk that fails, and not the draft.
  func read(_ draft: Draft) throws -> Result<[Found], DraftError> {
    var found: [Found] = []
    var known: [String: (bytes: [UInt8], sha256: String)] = [:]
    var problems: [DraftProblem] = []
    var items = draft.frontMatter.media.map { (file: $0.file, alt: $0.alt?.value) }
    for image in draft.readings.flatMap(\.images) {
      items.append((Located(image.url, at: image.span), image.alt.isEmpty ? nil : image.alt))
    }
    for item in items {
      if Image.isElsewhere(item.file.value) {
        let media = StoredMedia(file: item.file.value, sha256: nil, copy: nil, alt: item.alt)
        found.append(Found(media: media, bytes: []))
        continue
      }
      do throws(Problem) {
        let (bytes, sha256) = try digested(item.file.value, &known)
        let copy = ".vouch/media/" + sha256 + Self.fileExtension(of: item.file.value)
        let media = StoredMedia(file: item.file.value, sha256: sha256, copy: copy, alt: item.alt)
        found.append(Found(media: media, bytes: bytes))
      } catch {
        if error.isWorldly {
          throw WorkflowError(.unavailable, "cannot read \(item.file.value): \(error.reason)")
        }
        let source = draft.source
        problems.append(
          DraftProblem(
            "\(item.file.value): \(error.reason)",
            at: source.location(at: item.file.span.start),
            end: source.location(at: item.file.span.end),
            help: error.help
          )
        )
      }
    }
    return problems.isEmpty ? .success(found) : .failure(DraftError(problems))
  }

  /// Keeps copies of the files that were read; a copy that is there already and whole is left
  /// alone.
  ///
  /// - Throws: ``WorkflowError``.
  func keep(_ found: [Found]) throws {
    guard found.contains(where: { $0.media.copy != nil }) else { return }
    let folder = try FileWriter.reporting { () throws(FileFailure) in
      try Folder.open(workspace.root).folder(".vouch").folder("media", making: 0o700)
    }
    for file in found {
      guard let copy = file.media.copy, let sha256 = file.media.sha256,
        let name = copy.split(separator: "/").last.map(String.init)
      else { continue }
      guard try FileWriter.create(name, in: folder, bytes: file.bytes) == .exists else { continue }
      let lying = try? FileReader.read(name, in: folder, limit: Self.maxBytes).bytes
      guard lying.map(Digests.sha256) != sha256 else { continue }
      // Somebody changed the copy: the post could never go out.
      try FileWriter.reporting { () throws(FileFailure) in
        try folder.replace(name, bytes: file.bytes, mode: 0o600)
      }
    }
  }

  private struct Problem: Error {
    let reason: String
    var help: String?
    /// True where it is the disk that fails, and not the draft.
    var isWorldly = false

    init(reason: String, help: String? = nil) {
      self.reason = reason
      self.help = help
    }

    init(_ problem: FileProblem) {
      switch problem {
      case .unreadable(let why): reason = "the file cannot be read: \(why)"
      case .failing(let why):
        reason = why
        isWorldly = true
      case .notRegular: reason = "this is no regular file"
      case .tooLarge: reason = "the file is larger than 20 MiB"
      }
    }
  }

  /// The bytes of `file` and their digest; a picture that stands in a draft twice is read once.
  private func digested(
    _ file: String,
    _ known: inout [String: (bytes: [UInt8], sha256: String)]
  ) throws(Problem) -> (bytes: [UInt8], sha256: String) {
    if let found = known[file] { return found }
    let bytes = try read(file)
    let found = (bytes: bytes, sha256: Digests.sha256(bytes))
    known[file] = found
    return found
  }

  private func read(_ file: String) throws(Problem) -> [UInt8] {
    guard !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else {
      throw Problem(
        reason: "media have to lie inside the workspace",
        help: "write a path relative to the draft, without '..'"
      )
    }
    let root: Folder
    do throws(FileFailure) {
      root = try Folder.open(workspace.root)
    } catch {
      throw Problem(.failing(error.reason))
    }
    var folders = [workspace.root]
    let beside = FilePath.folder(of: draftPath)
    if draftPath != "-" { folders.insert(beside, at: 0) }
    for folder in folders {
      if let bytes = try read("\(folder)/\(file)", below: root) { return bytes }
    }
    throw Problem(
      reason: "there is no such file",
      help: "put it beside the draft, or into the workspace's folder"
    )
  }

  /// The bytes of the file at `path`; nil where there is none.
  private func read(_ path: String, below root: Folder) throws(Problem) -> [UInt8]? {
    let file: InsideFile
    do throws(InsideFile.Refusal) {
      file = try InsideFile.open(path, below: root)
    } catch {
      switch error {
      case .missing: return nil
      case .outside: throw Problem(reason: "the file lies outside the workspace")
      case .unreadable(let problem): throw Problem(problem)
      }
    }
    guard !isPrivate(file.path) else {
      throw Problem(
        reason: "this file belongs to the workspace itself and is not published",
        help: "put media beside the draft"
      )
    }
    do throws(FileProblem) {
      return try file.read(limit: Self.maxBytes)
    } catch {
      throw Problem(error)
    }
  }

  /// True for what an assistant must not be able to publish: the database, keys, rules, settings.
  private func isPrivate(_ path: String) -> Bool {
    [".vouch", "policies", "vouch.yaml", "outbox", workspace.settings.outbox]
      .contains { path == $0 || path.hasPrefix($0 + "/") }
  }

  private static func fileExtension(of file: String) -> String {
    guard let name = file.split(separator: "/").last, let dot = name.lastIndex(of: "."),
      dot != name.startIndex
    else { return "" }
    let letters = name[name.index(after: dot)...].lowercased()
    let isPlain = letters.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
    }
    return isPlain && (1...8).contains(letters.utf8.count) ? "." + letters : ""
  }
}
