import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Hands in drafts.
  struct Submit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hand in drafts.",
      discussion: """
        Each draft is handed in by itself: those before one that fails stay handed in. The same \
        bytes again change nothing. Exits with 1 where a draft is blocked.
        """
    )

    @Argument(
      help: ArgumentHelp("Drafts, or '-' for standard input.", valueName: "file"),
      completion: .drafts
    )
    var files: [String]

    @Option(help: ArgumentHelp("Who hands them in: an assistant, or owner.", valueName: "name"))
    var from: String

    @Option(
      help: ArgumentHelp("The submission that the one draft revises.", valueName: "id")
    )
    var revises: SubmissionNumber?

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      if revises != nil, files.count != 1 {
        throw ValidationError("--revises goes with exactly one draft")
      }
    }

    func run() throws {
      let progress = Progress("handed in", of: files.count)
      let submitted = try common.desk().submit(files, from: from, revising: revises?.id) { _ in
        progress.step()
      }
      progress.end()
      try answer(output.format, common.style, json: Documents.submit(submitted)) { page in
        for draft in submitted { page.submitted(draft) }
      }
      if submitted.contains(where: { $0.report.verdict == .blocked }) { throw Endings.no }
    }
  }
}
