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
      let desk = try common.desk()
      let progress = Progress("handed in", of: files.count)
      var submitted: [SubmittedDraft] = []
      var failure: (any Error)?
      do {
        _ = try desk.submit(files, from: from, revising: revises?.id) {
          submitted.append($0)
          progress.step()
        }
      } catch {
        // What was handed in before stays handed in, so it is told first.
        failure = error
      }
      progress.end()
      try answer(submitted, else: failure)
    }

    private func answer(_ submitted: [SubmittedDraft], else failure: (any Error)?) throws {
      if failure == nil || !submitted.isEmpty {
        try answer(output.format, common.style, json: Documents.submit(submitted)) { page in
          for draft in submitted { page.submitted(draft) }
        }
      }
      if let failure { throw failure }
      if submitted.contains(where: { $0.report.verdict == .blocked }) { throw Endings.no }
    }
  }
}
