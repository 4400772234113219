import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Takes a submission back.
  struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a submission back before it is decided."
    )

    @Argument(help: "The submission.")
    var id: SubmissionNumber

    @Option(help: ArgumentHelp("Who handed it in.", valueName: "name"))
    var from: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      try common.desk().withdraw(id.id, from: from)
      try answer(
        output.format,
        common.style,
        json: Documents.decision("withdraw", id: id.id, state: .withdrawn)
      ) { page in
        page.line(.bold("\(id.id)"), " withdrawn")
      }
    }
  }
}
