import Foundation
import VouchCore
import VouchStore

/// Why a file was not read.
enum FileProblem: Error, Equatable, CustomStringConvertible {
  /// The problem that the system's last number stands for.
  static var last: FileProblem { FileProblem(FileFailure("read", "")) }

  init(_ failure: FileFailure) {
    switch failure.code {
    case EIO, EMFILE, ENFILE, ENOMEM: self = .failing(failure.reason)
    default: self = .unreadable(failure.reason)
    }
  }

  /// It cannot be opened or read.
  case unreadable(String)
  /// The disk or the machine fails, whatever file it is.
  case failing(String)
  /// It is a folder, a link where none is followed, a pipe, a device.
  case notRegular
  /// It is longer than the limit, in bytes.
  case tooLarge(limit: Int)

  /// A clause for people.
  var description: String {
    switch self {
    case .unreadable(let why), .failing(let why): why
    case .notRegular: "this is no regular file"
    case .tooLarge(let limit): "it is larger than \(limit / 1024) KiB"
    }
  }
}

/// Reads whole files, once, within a limit.
enum FileReader {
  /// The bytes of the regular file at `path`, at most `limit` of them.
  ///
  /// The file is opened first and looked at then, so that what was looked at is what is read.
  static func read(_ path: String, limit: Int, following: Bool = true) throws(FileProblem)
    -> [UInt8]
  {
    // A pipe without a writer must not hang the command.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (following ? 0 : O_NOFOLLOW)
    // Handed over where it lies: a text is copied for whoever takes a pointer.
    let descriptor = path.withCString { open($0, flags) }
    guard descriptor >= 0 else {
      if !following, errno == ELOOP { throw .notRegular }
      throw .last
    }
    defer { close(descriptor) }
    return try read(descriptor, limit: limit).bytes
  }

  /// The bytes of the regular file called `name` in `folder`, which may be no link, and what the
  /// system knew of the file when they were read.
  static func read(_ name: String, in folder: Folder, limit: Int) throws(FileProblem)
    -> (bytes: [UInt8], status: stat)
  {
    let descriptor: Int32
    do throws(FileFailure) {
      descriptor = try folder.openFile(name)
    } catch {
      throw error.code == ELOOP ? .notRegular : FileProblem(error)
    }
    defer { close(descriptor) }
    return try read(descriptor, limit: limit)
  }

  /// The bytes of the regular file that is open as `descriptor`.
  static func read(_ descriptor: Int32, limit: Int) throws(FileProblem)
    -> (bytes: [UInt8], status: stat)
  {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
    let bytes = try readAll(descriptor, limit: limit, expecting: Int(status.st_size))
    return (bytes, status)
  }

  /// Everything that standard input still holds, at most `limit` bytes.
  static func readStandardInput(limit: Int) throws(FileProblem) -> [UInt8] {
    try readAll(STDIN_FILENO, limit: limit)
  }

  private static func readAll(
    _ descriptor: Int32,
    limit: Int,
    expecting size: Int? = nil
  ) throws(FileProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    // One more than there should be, so that the end shows at the first reading.
    var room = (size ?? 65_535) + 1
    while true {
      var count = 0
      let piece = [UInt8](room: room) { buffer in
        count = Foundation.read(descriptor, buffer.baseAddress, room)
        return max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last }
      if count == 0 { return bytes }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
      // There was room for one more, so this was the end.
      if bytes.count == size, count < room { return bytes }
      room = 65_536
    }
  }
}

/// What the system said last, in words.
func lastSystemError() -> String { FileFailure("", "").reason }
