import Foundation
import Testing
import VouchTestSupport

/// Runs the built binary as a person or a program would.
enum Program {
  /// What a run left behind.
  struct Outcome: Equatable, CustomStringConvertible {
    /// The exit code; 128 and the number of the signal where one ended the program.
    let status: Int32
    let out: String
    let err: String

    var description: String { "exit \(status)\n--- out\n\(out)--- err\n\(err)" }
  }

  /// A run that goes on.
  struct Running {
    let pid: pid_t
    fileprivate let out: String
    fileprivate let err: String

    /// Waits for the end of the run.
    func wait() throws -> Outcome {
      var status: Int32 = 0
      while waitpid(pid, &status, 0) < 0 {
        guard errno == EINTR else { throw Trouble("waitpid failed: \(errno)") }
      }
      defer { for file in [out, err] { unlink(file) } }
      return Outcome(
        status: exitCode(ofWaitStatus: status),
        out: try String(contentsOfFile: out, encoding: .utf8),
        err: try String(contentsOfFile: err, encoding: .utf8)
      )
    }

    /// What was written to standard output so far.
    var written: String { (try? String(contentsOfFile: out, encoding: .utf8)) ?? "" }
    /// What was written to standard error so far.
    var told: String { (try? String(contentsOfFile: err, encoding: .utf8)) ?? "" }
  }

  struct Trouble: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  /// The binary beside the tests.
  static func path() throws -> String { try BuiltProgram.path() }

  /// Starts the program; only what is named here is in its environment.
  static func start(
    _ arguments: [String],
    in folder: String,
    input: String? = nil,
    environment: [String: String] = [:],
    through wrapper: [String] = []
  ) throws -> Running {
    let temporary = FileManager.default.temporaryDirectory.path
    let stem = "\(temporary)/vouch-test-\(UUID().uuidString)"
    var source = "/dev/null"
    if let input {
      source = stem + ".in"
      try input.write(toFile: source, atomically: false, encoding: .utf8)
    }
    // Once it runs, the program holds its input open.
    defer { if input != nil { unlink(source) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let mode = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, source, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, stem + ".out", mode, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, stem + ".err", mode, 0o600)
    let pid = try spawn(
      "/bin/sh",
      try words(arguments, in: folder, through: wrapper),
      environment,
      actions: &actions
    )
    return Running(pid: pid, out: stem + ".out", err: stem + ".err")
  }

  /// Runs the program to its end.
  static func run(
    _ arguments: [String],
    in folder: String,
    input: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try start(arguments, in: folder, input: input, environment: environment).wait()
  }

  /// What the shell is told so that the program runs in `folder`, as the same process.
  static func words(
    _ arguments: [String],
    in folder: String,
    through wrapper: [String] = []
  ) throws -> [String] {
    ["-c", "cd \"$0\" && exec \"$@\"", folder] + wrapper + [try path()] + arguments
  }

  /// The home of runs that are given none: without one, the program would keep the keys of tests
  /// where the account of whoever runs them keeps theirs.
  private static let home = EndOfRun.remove(NSTemporaryDirectory() + "vouch-home-\(getpid())")

  /// Starts a program with a scrubbed environment.
  static func spawn(
    _ path: String,
    _ arguments: [String],
    _ environment: [String: String],
    actions: inout posix_spawn_file_actions_t,
    isSession: Bool = false
  ) throws -> pid_t {
    let environment = environment.merging(["HOME": home]) { given, _ in given }
    return try ChildProcess.spawn(
      path,
      arguments,
      environment,
      actions: &actions,
      isSession: isSession
    )
  }

  static func exitCode(ofWaitStatus status: Int32) -> Int32 {
    ChildProcess.exitCode(ofWaitStatus: status)
  }
}
