import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Checks the ledger whole.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check that nothing in the ledger was changed or taken out.",
      discussion: """
        Keep the head it prints somewhere else: entries cut off at the end show there. Exits with \
        1 where an entry is not what was written.
        """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let check = try common.desk().checkLedger()
      let json = Documents.document(
        "verify",
        [
          .init("sound", .bool(check.isSound)),
          .init("entries", .int(check.entries)),
          .init("head", .string(check.head)),
          .init("badEntry", .optional(check.badEntry)),
          .init("reason", .optional(check.reason)),
        ]
      )
      try answer(output.format, common.style, json: json) { page in
        if let bad = check.badEntry {
          page.line(Ink("entry \(bad) is not what was written", .red), ": \(check.reason ?? "")")
          page.line("\(counted(check.entries, "entry").entries) before it are sound")
        } else {
          page.line(Ink("sound", .green), ": \(counted(check.entries, "entry").entries)")
          page.line("head \(check.head)")
        }
      }
      if !check.isSound { throw Endings.no }
    }
  }
}

extension String {
  fileprivate var entries: String { replacing("entrys", with: "entries") }
}
