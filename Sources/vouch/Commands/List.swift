import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Shows what there is.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the submissions there are.",
      discussion: """
        Oldest first. Where there are more than --limit, the newest; --before goes on from there.
        """
    )

    @Option(help: "Only those in this state.")
    var state: StateArgument?

    @Option(help: ArgumentHelp("Only those of this assistant.", valueName: "name"))
    var from: String?

    @Option(help: "Only those for this channel.", completion: .channels)
    var channel: String?

    @Option(help: ArgumentHelp("Only those handed in before this one.", valueName: "id"))
    var before: SubmissionNumber?

    @OptionGroup var stretch: StretchOptions
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard before == nil || !stretch.all else {
        throw ValidationError("--before and --all do not go together")
      }
    }

    func run() throws {
      let desk = try common.desk()
      let zone = desk.brandZone()
      let documents = Documents(zone: zone)
      let filter = SubmissionFilter(
        states: state.map { [$0.state] },
        assistant: from,
        channel: channel.map { Channel($0) }
      )
      let answer = StreamedList("list", of: "submissions", output.format, common.style)
      var count = 0
      func add(_ found: [SubmissionSummary]) throws {
        count += found.count
        try answer.add(found.map(documents.listed)) { $0.submissions(found, zone: zone) }
      }
      guard !stretch.all else {
        try desk.list(filter, eachPage: add)
        return try answer.end { if count == 0 { $0.line("there are none") } }
      }
      let found = try desk.list(filter, .newest(before: before?.id), limit: stretch.limit)
      try add(found.submissions)
      try answer.end(hasMore: found.hasMore) { page in
        if count == 0 { page.line("there are none") }
        guard found.hasMore, let first = found.submissions.first else { return }
        page.line(.dim("and older ones: --before \(first.submission.id), or --all"))
      }
    }
  }
}

extension VouchCommand.List: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    state = try line.value("state")
    from = try line.value("from")
    channel = try line.value("channel")
    before = try line.value("before")
    stretch = try StretchOptions(plain: &line)
    common = try CommonOptions(plain: &line)
    output = try FormatOption(plain: &line)
  }
}
