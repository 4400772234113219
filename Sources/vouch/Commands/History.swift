import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Shows the ledger.
  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what happened, oldest first: to one submission, or all of it."
    )

    @Argument(help: "A submission; everything without.")
    var id: SubmissionNumber?

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let entries = try desk.history(of: id?.id)
      let zone = desk.brandZone()
      let documents = Documents(zone: zone)
      let json = Documents.document(
        "history",
        [.init("entries", .array(entries.map(documents.entry)))]
      )
      try answer(output.format, common.style, json: json) { page in
        page.history(entries, zone: zone)
      }
    }
  }
}
