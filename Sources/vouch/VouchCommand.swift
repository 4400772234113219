import ArgumentParser
import Foundation

/// The root of the command line; every verb is a file in `Commands/`.
@main
struct VouchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vouch",
    abstract: "Nothing is posted in your name until you vouch for it.",
    discussion: """
      Assistants hand in drafts with 'submit', you decide with 'review' or 'approve', and 'emit' \
      puts what is approved and due into the outbox.

      Exit codes: 0 done, 1 the answer is no, 2 something failed, 64 wrong usage.
      """,
    version: version,
    subcommands: [Documentation.self],
    groupedSubcommands: [
      CommandGroup(
        name: "Set up",
        subcommands: [
          Init.self, KeyCommand.self, AssistantCommand.self, PolicyCommand.self, Rules.self,
          Doctor.self,
        ]
      ),
      CommandGroup(
        name: "Write and hand in",
        subcommands: [New.self, Check.self, Inspect.self, Submit.self, Take.self, Withdraw.self]
      ),
      CommandGroup(
        name: "Decide",
        subcommands: [
          Status.self, Inbox.self, List.self, Show.self, Review.self, Approve.self, Reject.self,
          Return.self, Revoke.self,
        ]
      ),
      CommandGroup(
        name: "Send",
        subcommands: [Plan.self, Queue.self, Emit.self, Run.self, Receipt.self]
      ),
      CommandGroup(
        name: "Look back",
        subcommands: [History.self, Verify.self, Backup.self, Restore.self]
      ),
    ]
  )

  static let _errorLabel = "vouch"

  private static let version = "0.1.0"

  static func main() {
    // A reader that closed its end, such as `head`, ends the program quietly.
    signal(SIGPIPE, SIG_DFL)
    Console.occupyStandardStreams()
    var asked: any ParsableCommand.Type = self
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if arguments == ["--version"] { return try Console.write(version + "\n") }
      var command = try parsed(GlobalArguments.movedBehindVerb(arguments, verbs: VerbTable.all))
      asked = type(of: command)
      try command.run()
    } catch {
      Endings.end(with: error, in: asked)
    }
  }

  /// The command of `arguments`, by itself where it is one, else with all that the tree knows.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    if let command = VerbTable.command(arguments) { return command }
    return try parseAsRoot(arguments)
  }
}
