import ArgumentParser
import Foundation
import VouchWorkflow

/// How the program ends: the exit codes, and what is said before.
enum Endings {
  /// The answer is no.
  static let no = ExitCode(1)
  /// Something failed.
  static let failed = ExitCode(2)
  /// Wrong usage, as `sysexits.h` numbers it.
  static let usage = ExitCode(64)

  /// Says what `error` means and ends the program.
  static func end(with error: any Error) -> Never {
    guard let failure = Failure(error) else {
      let code = VouchCommand.exitCode(for: error)
      // The parser's own errors say how things are used; anything else is not foreseen.
      if code != .failure || error is ExitCode { VouchCommand.exit(withError: error) }
      Console.message("something unexpected went wrong: \(error)")
      exit(failed.rawValue)
    }
    tell(failure)
    exit(code(of: failure).rawValue)
  }

  /// Writes what `failure` says to standard error.
  static func tell(_ failure: Failure) {
    for line in failure.lines {
      if failure.hasPlaces { Console.line(line) } else { Console.message(line) }
    }
    if let help = failure.help { Console.line("  " + help) }
  }

  /// The exit code for `failure`.
  static func code(of failure: Failure) -> ExitCode {
    switch failure.code {
    case .invalid, .notFound, .conflict, .notAllowed: no
    case .unavailable: failed
    }
  }
}
