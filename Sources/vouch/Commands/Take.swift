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
      let desk = try common.desk()
      var taken: [SubmittedDraft] = []
      var failure: (any Error)?
      do {
        _ = try desk.take(folder, writingFindings: { $0.report.text(path: $0.path) }) {
          taken.append($0)
        }
      } catch {
        // What was taken before is taken, so it is told first.
        failure = error
      }
      if failure == nil || !taken.isEmpty {
        try answer(output.format, common.style, json: Documents.submit(taken)) { page in
          if taken.isEmpty { page.line("the inbox is empty") }
          for draft in taken { page.submitted(draft) }
        }
      }
      if let failure { throw failure }
      if taken.contains(where: { $0.report.verdict == .blocked }) { throw Endings.no }
    }
  }
}
