import Foundation
import VouchWorkflow

/// The other end of ``CheckTeam``: takes paths from standard input, each with a NUL behind it, and
/// answers with records on standard output.
enum CheckWorker {
  /// Answers until no more paths come; `check` says what there is to say about one.
  static func run(_ check: (String) throws -> CheckRecord) throws {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes {
        read(STDIN_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      received += buffer[..<count]
      var answers: [UInt8] = []
      var start = 0
      while let end = received[start...].firstIndex(of: 0) {
        answers += try check(String(decoding: received[start..<end], as: UTF8.self)).bytes
        start = end + 1
      }
      received.removeFirst(start)
      try Console.write(answers)
    }
  }
}
