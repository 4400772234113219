import Foundation
import VouchCore
import VouchTestSupport

/// A run of the program that goes on.
struct StormRun: Sendable {
  let arguments: [String]
  let process: ChildProcess
  /// The folder of what it says.
  let stem: String

  /// What a run left behind.
  struct Ending: Sendable, CustomStringConvertible {
    let arguments: [String]
    /// The exit code; 137 where it was killed.
    let status: Int32
    let out: String
    let err: String
    /// The calls that were noted: all, or where it was to be killed the one at which it was.
    let calls: [NotedCall]

    var wasKilled: Bool { status == 128 + SIGKILL }

    /// The answer; nil where it was not written whole.
    var answer: JSON? { JSON(parsing: out) }

    var description: String {
      "vouch \(arguments.joined(separator: " ")): exit \(status)\n\(out)\(err)"
    }
  }

  /// Waits for the end of the run, and takes what it said off the disk.
  func wait() throws -> Ending {
    let status = try process.wait()
    defer { try? FileManager.default.removeItem(atPath: stem) }
    return Ending(
      arguments: arguments,
      status: status,
      // What was cut in two need not be UTF-8.
      out: String(decoding: try Data(contentsOf: URL(filePath: stem + "/out")), as: UTF8.self),
      err: String(decoding: try Data(contentsOf: URL(filePath: stem + "/err")), as: UTF8.self),
      calls: NotedCall.all(notedIn: stem + "/calls")
    )
  }
}
