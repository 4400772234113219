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

        Without a file, the database that lies there holds from now on: for an owner who put a \
        copy back by hand. Signs what it says with the owner's key.
        """
    )

    @Argument(help: "A file that 'vouch backup' wrote.", completion: .file())
    var file: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let result = try file.map(desk.restore) ?? desk.restoreByHand()
      try answer(
        output.format,
        common.style,
        json: Documents.document(
          "restore",
          [
            .init("file", .optional(file)), .init("kept", .optional(result.kept)),
            .init("submissions", .int(result.submissions)),
            .init("ledgerEntries", .int(result.ledgerEntries)),
            .init("ledgerHead", .string(result.ledgerHead)),
            .init("entriesBefore", .optional(result.entriesBefore)),
          ]
        )
      ) { page in
        if let file {
          page.line("put back ", .bold(file))
        } else if result.entriesBefore == nil {
          page.line("the ledger goes on from what was seen here; nothing had to be said")
        } else {
          page.line("the ledger holds from now on as it stands")
        }
        page.line("  \(result.submissions) submissions")
        page.line("  \(result.ledgerEntries) ledger entries up to \(result.ledgerHead.prefix(12))")
        if let kept = result.kept { page.line("  what was there is kept as \(kept)") }
      }
    }
  }
}
