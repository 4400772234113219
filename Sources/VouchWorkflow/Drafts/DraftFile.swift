import Foundation
import VouchCore
import VouchStore

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

  /// Reads the draft at `path`, `-` for standard input; once, so that what is judged is what was
  /// read.
  ///
  /// - Throws: ``WorkflowError`` with the code `unavailable` where it cannot be opened.
  static func read(_ path: String) throws -> Content {
    try content(of: path) { () throws(FileProblem) in
      path == "-"
        ? try FileReader.readStandardInput(limit: maxBytes)
        : try FileReader.read(path, limit: maxBytes)
    }
  }

  /// Reads the draft called `name` in `folder`, which may be no link, and gives back what tells
  /// whether a file is still that one.
  ///
  /// - Throws: ``WorkflowError`` with the code `unavailable` where it cannot be opened.
  static func read(_ name: String, in folder: Folder) throws -> (content: Content, mark: Mark?) {
    var mark: Mark?
    let content = try content(of: folder.path(of: name)) { () throws(FileProblem) in
      let read = try FileReader.read(name, in: folder, limit: maxBytes)
      mark = Mark(read.status)
      return read.bytes
    }
    return (content, mark ?? folder.status(of: name).map(Mark.init))
  }

  /// What tells whether a file is the one that was read, unchanged.
  struct Mark: Equatable {
    private let file: UInt
    private let disk: UInt
    private let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    init(_ status: stat) {
      file = UInt(status.st_ino)
      disk = UInt(status.st_dev)
      size = Int(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  private static func content(
    of path: String,
    _ read: () throws(FileProblem) -> [UInt8]
  ) throws -> Content {
    do throws(FileProblem) {
      return .bytes(try read())
    } catch {
      switch error {
      case .unreadable(let why), .failing(let why):
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
  /// - Parameters:
  ///   - paths: Files, folders and `-`.
  ///   - foresee: Is told how much lies in a folder before any of it is looked at.
  /// - Returns: The drafts.
  /// - Throws: ``WorkflowError`` with the code `unavailable` where a path cannot be opened; whatever
  ///   `foresee` throws.
  static func expand(
    _ paths: [String],
    foreseeing foresee: (Int) throws -> Void = { _ in }
  ) throws -> [String] {
    try paths.flatMap { path throws -> [String] in
      path != "-" && FilePath.isFolder(path) ? try drafts(below: path, foresee) : [path]
    }
  }

  private static func drafts(below folder: String, _ foresee: (Int) throws -> Void) throws
    -> [String]
  {
    let start = folder.hasSuffix("/") ? folder : "\(folder)/"
    let entries = try entries(of: folder)
    try foresee(entries.count)
    var found: [String] = []
    for entry in entries.sorted() {
      let path = start + entry.name
      switch entry.isFolder ?? isFolderItself(path) {
      case true?: found += try drafts(below: path, foresee)
      case false? where entry.name.hasSuffix(".md"): found.append(path)
      default: continue
      }
    }
    return found
  }

  /// What lies in `folder` and is not hidden.
  private static func entries(of folder: String) throws -> [FolderEntry] {
    guard let stream = opendir(folder) else {
      throw WorkflowError(.unavailable, "cannot read the folder \(folder): \(lastSystemError())")
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while let entry = readdir(stream) {
      // The name's array may be shorter than the entry says it is, so it is read where it lies.
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      guard start.pointee != CChar(bitPattern: UInt8(ascii: ".")) else { continue }
      let kind = Int(entry.pointee.d_type)
      entries.append(
        FolderEntry(String(cString: start), isFolder: kind == DT_UNKNOWN ? nil : kind == DT_DIR)
      )
    }
    return entries
  }

  /// True where `path` itself is a folder; nil where nothing lies there any more.
  ///
  /// Links to folders are not followed: they may lead in a circle.
  private static func isFolderItself(_ path: String) -> Bool? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT == S_IFDIR : nil
  }

  private static func problem(_ message: String, help: String? = nil) -> DraftError {
    DraftError([DraftProblem(message, at: SourceLocation(line: 1, column: 1), help: help)])
  }
}
