import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Copies the database.
  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a consistent copy of the database, also while in use.",
      discussion: """
        The copy holds every draft, decision and ledger entry. Files of media lie in .vouch/media \
        and never change: copy them as they are.
        """
    )

    @Argument(help: "A new file.", completion: .file())
    var file: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      try common.desk().backUp(to: file)
      try answer(
        output.format,
        common.style,
        json: Documents.document("backup", [.init("file", .string(file))])
      ) { page in
        page.line("wrote ", .bold(file))
      }
    }
  }
}
