import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Copies the database.
  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a consistent copy of the database, also while in use.",
      discussion: """
        The copy holds every draft, decision and ledger entry, and is checked before it gets its \
        name. Files of media lie in .vouch/media and never change: copy them as they are. \
        'vouch restore' puts a copy back.
        """
    )

    @Argument(help: "A new file.", completion: .file())
    var file: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let backup = try common.desk().backUp(to: file)
      try answer(
        output.format,
        common.style,
        json: Documents.document(
          "backup",
          [
            .init("file", .string(file)), .init("bytes", .int(backup.bytes)),
            .init("submissions", .int(backup.submissions)),
            .init("ledgerEntries", .int(backup.ledgerEntries)),
            .init("ledgerHead", .string(backup.ledgerHead)),
          ]
        )
      ) { page in
        page.line("wrote ", .bold(file))
        page.line("  \(backup.bytes) bytes, \(backup.submissions) submissions")
        page.line("  \(backup.ledgerEntries) ledger entries up to \(backup.ledgerHead.prefix(12))")
      }
    }
  }
}
