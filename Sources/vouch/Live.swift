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

  /// Sixteen random bytes at a time.
  static let keySource = KeySource { (0..<16).map { _ in UInt8.random(in: .min ... .max) } }

  /// The value of an environment variable; nil where it is unset or empty.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
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
