import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Puts a copy of the database back.
  struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a backup back in the place of the database.",
      discussion: """
        The backup has to be whole and of this workspace. What was there is kept beside it, as \
        .vouch/vouch.sqlite.before-<time>. Posts that went out since the backup was made are known \
        by their files in the outbox and are not emitted again: leave the outbox where it is.
        """
    )

    @Argument(help: "A file that 'vouch backup' wrote.", completion: .file())
    var file: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let result = try common.desk().restore(from: file)
      try answer(
        output.format,
        common.style,
        json: Documents.document(
          "restore",
          [
            .init("file", .string(file)), .init("kept", .optional(result.kept)),
            .init("submissions", .int(result.submissions)),
            .init("ledgerEntries", .int(result.ledgerEntries)),
            .init("ledgerHead", .string(result.ledgerHead)),
            .init("entriesBefore", .optional(result.entriesBefore)),
          ]
        )
      ) { page in
        page.line("put back ", .bold(file))
        page.line("  \(result.submissions) submissions")
        page.line("  \(result.ledgerEntries) ledger entries up to \(result.ledgerHead.prefix(12))")
        if let kept = result.kept { page.line("  what was there is kept as \(kept)") }
      }
    }
  }
}
