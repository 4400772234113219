import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Hands in what lies in the inbox.
  struct Take: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hand in what assistants put into the inbox.",
      discussion: """
        Reads inbox/<assistant>/*.md. What was handed in moves to taken/, what was refused to \
        refused/ with its findings beside it. Exits with 1 where a draft is refused.
        """
    )

    @Argument(
      help: ArgumentHelp("The inbox; the workspace's own unless named.", valueName: "folder"),
      completion: .directory
    )
    var folder: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      Heap.keepWhatIsFreed()
      let desk = try common.desk()
      let answer = SubmissionAnswer(output.format, common.style, of: nil)
      try answer.telling(empty: "the inbox is empty") { tell in
        try desk.take(
          folder,
          writingFindings: { $0.report.text(path: $0.path) },
          progress: tell
        )
      }
    }
  }
}
