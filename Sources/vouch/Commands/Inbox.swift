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

    @OptionGroup var stretch: StretchOptions
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let zone = desk.brandZone()
      let documents = Documents(zone: zone)
      let answer = StreamedList("list", of: "submissions", output.format, common.style)
      var first: Int?
      func add(_ found: [SubmissionSummary]) throws {
        first = first ?? found.first?.submission.id
        try answer.add(found.map(documents.listed)) { $0.submissions(found, zone: zone) }
      }
      var hasMore = false
      if stretch.all {
        try desk.inbox(blocked: blocked, eachPage: add)
      } else {
        let found = try desk.inbox(blocked: blocked, limit: stretch.limit)
        hasMore = found.hasMore
        try add(found.submissions)
      }
      try answer.end(hasMore: hasMore) { page in
        guard let first else { return page.line("nothing waits for you") }
        if hasMore { page.line(.dim("and more that came later: --limit, or --all")) }
        page.line()
        page.line(.dim("next: 'vouch review', or 'vouch show \(first)'"))
      }
    }
  }
}

extension VouchCommand.Inbox: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    blocked = try line.flag("blocked")
    stretch = try StretchOptions(plain: &line)
    common = try CommonOptions(plain: &line)
    output = try FormatOption(plain: &line)
  }
}
