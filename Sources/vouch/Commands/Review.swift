import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Shows one pending draft after another.
  struct Review: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide on one pending draft after another, a key each.",
      discussion: """
        Needs a terminal. Every decision is kept at once: leaving at any moment loses nothing. \
        Press ? for the keys.
        """
    )

    @Flag(help: "Also go through what the rules block, which you can waive.")
    var blocked = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      guard Live.isInteractive else {
        throw ValidationError(
          "'review' needs a terminal; use 'vouch inbox', 'vouch show' and 'vouch approve'"
        )
      }
      let desk = try common.desk()
      let waiting = try desk.waiting(blocked: blocked)
      guard !waiting.isEmpty else { return try Console.write("nothing waits for you\n") }
      let summary = try ReviewScreen(desk: desk.unlocked(), style: common.style).run(waiting)
      try Console.write(summary + "\n")
    }
  }
}
