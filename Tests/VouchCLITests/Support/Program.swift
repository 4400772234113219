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

  /// Where a run writes to, by its number.
  enum Stream: Int32 {
    case out = 1
    case err = 2
  }

  /// A run that goes on.
  struct Running {
    let pid: pid_t
    fileprivate let out: String
    fileprivate let err: String
    fileprivate let watched: (stream: Stream, text: WatchedStream)?

    /// Waits for the end of the run.
    func wait() throws -> Outcome {
      // A stream that nobody reads may stop whoever writes to it.
      let rest = try endingInVain { try watched?.text.whole() }
      var status: Int32 = 0
      while waitpid(pid, &status, 0) < 0 {
        guard errno == EINTR else { throw Trouble("waitpid failed: \(errno)") }
      }
      defer { for file in [out, err] { unlink(file) } }
      return Outcome(
        status: exitCode(ofWaitStatus: status),
        out: try text(of: .out, rest) ?? String(contentsOfFile: out, encoding: .utf8),
        err: try text(of: .err, rest) ?? String(contentsOfFile: err, encoding: .utf8)
      )
    }

    /// Waits until what was written to the watched stream satisfies `condition`.
    ///
    /// - Throws: ``Trouble`` where the run ends before, or writes nothing more; it is over then.
    func wait(until condition: (String) -> Bool) throws {
      guard let watched else { throw Trouble("nobody watches this run") }
      try endingInVain { try watched.text.wait(until: condition) }
    }

    private func text(of stream: Stream, _ text: String?) -> String? {
      watched?.stream == stream ? text : nil
    }

    /// Ends the run where `wait` was in vain, so that it does not outlive the test.
    private func endingInVain<Value>(_ wait: () throws -> Value) throws -> Value {
      do { return try wait() } catch {
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
        for file in [out, err] { unlink(file) }
        throw error
      }
    }
  }

  struct Trouble: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  /// The binary beside the tests.
  static func path() throws -> String { try BuiltProgram.path() }

  /// Starts the program; only what is named here is in its environment.
  ///
  /// Its streams go to files, but for the one that is watched.
  static func start(
    _ arguments: [String],
    in folder: String,
    input: String? = nil,
    environment: [String: String] = [:],
    through wrapper: [String] = [],
    watching stream: Stream? = nil
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
    let watched = try stream.map { (stream: $0, text: try WatchedStream()) }
    if let watched {
      posix_spawn_file_actions_adddup2(&actions, watched.text.writingEnd, watched.stream.rawValue)
    }
    let pid = try spawn(
      "/bin/sh",
      try words(arguments, in: folder, through: wrapper),
      environment,
      actions: &actions
    )
    watched?.text.closeWritingEnd()
    return Running(pid: pid, out: stem + ".out", err: stem + ".err", watched: watched)
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
