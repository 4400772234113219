import Foundation
import VouchCore
import VouchWorkflow

/// The one place where the present, randomness and the environment are read.
enum Live {
  /// The present, cut to the millisecond.
  static let clock = WallClock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// Sixteen random bytes at a time, from the system's source for keys.
  static let keySource = KeySource { (0..<16).map { _ in UInt8.random(in: .min ... .max) } }

  /// The value of an environment variable; nil where it is unset or empty.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// All variables of the environment, each as `NAME=value`, for another run of this program.
  static var variables: [String] {
    ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
  }

  /// How many processors this program may use.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// The folders of this account, as the XDG base directory specification places them.
  static let folders = PersonalFolders(
    configuration: folder("XDG_CONFIG_HOME", else: ".config"),
    state: folder("XDG_STATE_HOME", else: ".local/state")
  )

  private static func folder(_ variable: String, else relative: String) -> String {
    // The specification has relative paths ignored.
    if let named = environment(variable), named.hasPrefix("/") { return named + "/vouch" }
    let home =
      environment("HOME") ?? getpwuid(getuid()).flatMap { String(cString: $0.pointee.pw_dir) }
    return "\(home ?? "/")/\(relative)/vouch"
  }

  /// Asks for the passphrase of the owner's key: in the environment, else on the terminal.
  static let passphrase = Passphrase { question in
    if let given = environment("VOUCH_PASSPHRASE") { return given }
    guard let terminal = SecretInput() else { return nil }
    return try terminal.ask(question)
  }

  /// True where both keyboard and screen are a terminal's that can show a full screen.
  static var isInteractive: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb"
  }

  /// True where progress can be shown.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// True where colours help: on a terminal whose owner did not decline.
  static var showsColour: Bool {
    isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
  }
}
