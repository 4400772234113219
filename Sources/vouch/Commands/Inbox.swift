import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Shows what waits for the owner.
  struct Inbox: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what waits for your decision, oldest first."
    )

    @Flag(help: "Also show what the rules block, which you can waive.")
    var blocked = false

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let found = try desk.submissions(in: blocked ? [.pending, .blocked] : [.pending])
        .sorted { $0.waitingSince < $1.waitingSince }
      let zone = desk.brandZone()
      try answer(output.format, common.style, json: Documents(zone: zone).list(found)) { page in
        guard !found.isEmpty else { return page.line("nothing waits for you") }
        page.submissions(found, zone: zone)
        page.line()
        page.line(.dim("next: 'vouch review', or 'vouch show \(found[0].submission.id)'"))
      }
    }
  }
}

extension ListedSubmission {
  fileprivate var waitingSince: Instant { submission.reachedPendingAt ?? submission.submittedAt }
}
