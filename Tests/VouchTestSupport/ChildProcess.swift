public import Foundation

/// A program that runs beside the tests, with nothing of their environment.
public struct ChildProcess: Sendable {
  /// The number that the system gave it.
  public let pid: pid_t

  /// What went wrong around a run, not in it.
  public struct Trouble: Error, CustomStringConvertible {
    /// One line for whoever reads the failure.
    public let description: String

    /// Trouble in these words.
    public init(_ description: String) { self.description = description }
  }

  /// Starts `program`, its answer and its messages going to files.
  ///
  /// - Throws: ``Trouble`` where it cannot be started.
  public init(
    _ program: String,
    _ arguments: [String],
    environment: [String: String],
    input: String = "/dev/null",
    output: String,
    errors: String
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let mode = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, mode, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, mode, 0o600)
    pid = try Self.spawn(program, arguments, environment, actions: &actions)
  }

  /// Ends the program at once, as a power cut would end it.
  public func kill() {
    _ = Foundation.kill(pid, SIGKILL)
  }

  /// Waits for the end of the run.
  ///
  /// - Returns: The exit code; 128 and the number of the signal where one ended the program.
  /// - Throws: ``Trouble`` where it was waited for before.
  public func wait() throws -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
      guard errno == EINTR else { throw Trouble("waitpid failed: \(errno)") }
    }
    return Self.exitCode(ofWaitStatus: status)
  }

  /// The exit code in what `waitpid` says.
  public static func exitCode(ofWaitStatus status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Starts a program with a scrubbed environment.
  ///
  /// - Throws: ``Trouble`` where it cannot be started.
  public static func spawn(
    _ program: String,
    _ arguments: [String],
    _ environment: [String: String],
    actions: inout posix_spawn_file_actions_t,
    isSession: Bool = false
  ) throws -> pid_t {
    // A crash must end the program and not start a debugger that nobody answers.
    var variables = ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no", "LANG": "C.UTF-8"]
    variables.merge(environment) { $1 }
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let pairs = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + pairs { free(word) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if isSession { posix_spawnattr_setflags(&attributes, setSession) }
    var pid: pid_t = 0
    let result = posix_spawn(&pid, program, &actions, &attributes, words, pairs)
    guard result == 0 else { throw Trouble("cannot start \(program): \(result)") }
    return pid
  }

  /// `POSIX_SPAWN_SETSID`, which the headers hide behind a feature switch.
  private static let setSession: Int16 = 0x80
}
