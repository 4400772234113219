import VouchCore
import VouchWorkflow

/// A draft of which nothing can be made.
enum Unreadable {
  /// Writes what is wrong with the draft at `path` and says how the command ends.
  static func refusal(of path: String, _ error: DraftError) -> any Error {
    for problem in error.problems {
      Console.line(
        "\(path):\(problem.location.line):\(problem.location.column): error: \(problem.message) "
          + "[draft]"
      )
      if let help = problem.help { Console.line("    " + help) }
    }
    return Endings.no
  }
}
