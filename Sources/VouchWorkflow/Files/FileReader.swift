import Foundation

/// Why a file was not read.
enum FileProblem: Error, Equatable, CustomStringConvertible {
  /// It cannot be opened or read.
  case unreadable(String)
  /// It is a folder, a pipe, a device.
  case notRegular
  /// It is longer than the limit, in bytes.
  case tooLarge(limit: Int)

  /// A clause for people.
  var description: String {
    switch self {
    case .unreadable(let why): why
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
    let descriptor = open(path, flags)
    guard descriptor >= 0 else { throw .unreadable(lastSystemError()) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(lastSystemError()) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
    return try readAll(descriptor, limit: limit, expecting: Int(status.st_size))
  }

  /// Everything that standard input still holds, at most `limit` bytes.
  static func readStandardInput(limit: Int) throws(FileProblem) -> [UInt8] {
    try readAll(STDIN_FILENO, limit: limit, expecting: 65_536)
  }

  private static func readAll(
    _ descriptor: Int32,
    limit: Int,
    expecting size: Int
  ) throws(FileProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    // One more than there should be, so that the end shows at the first reading.
    var room = size + 1
    while true {
      var count = 0
      let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
        count = Foundation.read(descriptor, buffer.baseAddress, room)
        initialized = max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(lastSystemError()) }
      if count == 0 { return bytes }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
      room = 65_536
    }
  }
}

/// What the system said last, in words.
func lastSystemError() -> String { String(cString: strerror(errno)) }
