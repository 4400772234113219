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

  /// Says what `error`, thrown by `command`, means and ends the program.
  static func end(with error: any Error, in command: any ParsableCommand.Type) -> Never {
    guard let failure = Failure(error) else { endUnforeseen(error, in: command) }
    tell(failure)
    exit(code(of: failure).rawValue)
  }

  private static func endUnforeseen(
    _ error: any Error,
    in command: any ParsableCommand.Type
  ) -> Never {
    if let code = error as? ExitCode { exit(code.rawValue) }
    let code = command.exitCode(for: error)
    // The parser's own errors, a wish for help among them, say how things are used.
    guard code != .failure else {
      Console.message("something unexpected went wrong: \(error)")
      exit(failed.rawValue)
    }
    let text = usage(error, of: command)
    if code == .success {
      do { try Console.write(text + "\n") } catch { exit(failed.rawValue) }
    } else {
      Console.lines(text)
    }
    exit(code.rawValue)
  }

  /// What the parser says about `error`, thrown by `command` at work.
  ///
  /// A command that was parsed by itself knows its own name alone, and people type the whole row.
  private static func usage(
    _ error: any Error,
    of command: any ParsableCommand.Type
  ) -> String {
    guard error is ValidationError, let path = VerbTable.path(of: command) else {
      return command.fullMessage(for: error)
    }
    let words = (["vouch"] + path).joined(separator: " ")
    return """
      vouch: \(command.message(for: error))
      Usage: \(VouchCommand.usageString(for: command))
        See '\(words) --help' for more information.
      """
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
