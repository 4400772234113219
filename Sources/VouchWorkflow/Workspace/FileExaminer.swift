import Foundation
import VouchCore
import VouchStore

/// Looks at the files and folders of a workspace: links, modes, leftovers, room on the disk.
struct FileExaminer {
  let workspace: Workspace

  /// What is a link and must not be one.
  func links() -> Examination? {
    guard let first = workspace.linkFree.first(where: DraftFile.isLink) else { return nil }
    return .broken(
      "links",
      "\(first) is a symbolic link",
      "put the real file or folder in its place: Vouch follows no links here"
    )
  }

  /// Who else can read what is the owner's, or change what decides.
  func modes() -> Examination {
    var readable: [String] = []
    var writable: [String] = []
    for path in [workspace.hidden, workspace.outbox] {
      for path in [path] + everything(below: path) where mode(of: path) & 0o077 != 0 {
        readable.append(path)
      }
    }
    let rules = [workspace.root, workspace.root + "/vouch.yaml", workspace.policies]
    for path in rules + everything(below: workspace.policies) where mode(of: path) & 0o022 != 0 {
      writable.append(path)
    }
    if let first = readable.first {
      let targets = [workspace.hidden, workspace.outbox].filter { folder in
        readable.contains { $0 == folder || $0.hasPrefix(folder + "/") }
      }
      return .warning(
        "modes",
        "others on this machine can get at \(first)\(more(readable))",
        "chmod -R go-rwx \(targets.map(Self.quoted).joined(separator: " "))"
      )
    }
    if let first = writable.first {
      return .warning(
        "modes",
        "others on this machine can change \(first)\(more(writable))",
        "chmod go-w \(writable.prefix(8).map(Self.quoted).joined(separator: " "))"
      )
    }
    return .sound("modes", "nobody else gets at the database, the outbox and the rules")
  }

  /// Whether copies of media can be kept.
  func media() -> Examination? {
    guard FilePath.exists(workspace.media) else { return nil }
    guard FilePath.isFolder(workspace.media) else {
      return .broken("media", "\(workspace.media) is no folder", "move it out of the way")
    }
    return access(workspace.media, W_OK) == 0
      ? .sound("media", workspace.media)
      : .broken(
        "media",
        "\(workspace.media) cannot be written: \(lastSystemError())",
        "check its permissions"
      )
  }

  /// What processes left behind that were killed.
  func leftovers() -> Examination? {
    let found = [workspace.hidden, workspace.media, workspace.outbox].flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { Folder.isTemporary($0) && !Self.isInUse($0) }.sorted()
        .map { "\(folder)/\($0)" }
    }
    guard let first = found.first else { return nil }
    return .warning(
      "leftovers",
      "\(first)\(more(found)) was left by a process that was killed",
      "nothing needs it: rm \(found.prefix(8).map(Self.quoted).joined(separator: " "))"
    )
  }

  /// How much room the disk has.
  func space() -> Examination? {
    let folder = FilePath.isFolder(workspace.hidden) ? workspace.hidden : workspace.root
    var disk = statvfs()
    guard statvfs(folder, &disk) == 0 else { return nil }
    let isReadOnly = disk.f_flag & 1 != 0
    if isReadOnly {
      return .broken("disk", "it is mounted read-only", "have it mounted for writing")
    }
    let free = Int(clamping: UInt64(disk.f_bavail) &* UInt64(disk.f_frsize)) / 1_048_576
    if disk.f_files > 0, disk.f_favail == 0 {
      return .broken("disk", "it can hold no further file", "remove some, or get a larger one")
    }
    switch free {
    case ..<16:
      return .broken("disk", "it has \(free) MiB left", "make room, or what is next will fail")
    case ..<256: return .warning("disk", "it has \(free) MiB left", "make room soon")
    default: return .sound("disk", "it has \(free) MiB left")
    }
  }

  /// True where the process that writes under that name is alive.
  private static func isInUse(_ temporary: String) -> Bool {
    let parts = temporary.split(separator: ".")
    guard parts.count >= 2, let process = pid_t(parts[parts.count - 2]), process > 0 else {
      return false
    }
    return kill(process, 0) == 0 || errno == EPERM
  }

  private func everything(below folder: String) -> [String] {
    // A link is refused as a whole; what it leads to is nobody's business here.
    guard !DraftFile.isLink(folder) else { return [] }
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { "\(folder)/\($0)" }
  }

  private func mode(of path: String) -> mode_t {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFLNK else { return 0 }
    return status.st_mode
  }

  private func more(_ paths: [String]) -> String {
    paths.count > 1 ? " and \(paths.count - 1) more" : ""
  }

  /// `path` as a shell takes it.
  static func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy {
      (0x61...0x7A).contains($0 | 0x20) || (0x2B...0x3A).contains($0) || $0 == 0x5F
    }
    return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}
