import Foundation
import VouchWorkflow

/// The other end of ``CheckTeam``: takes groups of paths from standard input and answers each with
/// a record on standard output.
enum CheckWorker {
  /// A group as it is sent: how many paths there are, and the paths, each with a NUL behind it.
  static func request(_ paths: ArraySlice<String>) -> [UInt8] {
    var bytes = Array("\(paths.count)\0".utf8)
    for path in paths {
      bytes += path.utf8
      bytes.append(0)
    }
    return bytes
  }

  /// Answers until no more paths come; `check` says what there is to say about a group.
  static func run(_ check: (ArraySlice<String>) throws -> CheckRecord) throws {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes {
        read(STDIN_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      received += buffer[..<count]
      while let (paths, length) = group(received) {
        received.removeFirst(length)
        try Console.write(check(paths).bytes)
      }
    }
  }

  /// The group that `bytes` begins with, and its length; nil where the rest of it is missing.
  static func group(_ bytes: [UInt8]) -> (paths: ArraySlice<String>, length: Int)? {
    var texts: [String] = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: 0) {
      texts.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end + 1
      if let count = texts.first.flatMap({ Int($0) }), texts.count > count {
        return (texts.dropFirst(), start)
      }
    }
    return nil
  }
}
