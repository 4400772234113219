import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Shows the coming days.
  struct Plan: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the coming days: what goes out, and which slots are free."
    )

    @Option(help: ArgumentHelp("How many days, from today on.", valueName: "number"))
    var days = Self.week

    private static let week = 7

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard (1...366).contains(days) else { throw ValidationError("--days takes 1 to 366") }
    }

    func run() throws {
      let desk = try common.desk()
      let plan = try desk.plan(days: days)
      let zone = desk.brandZone()
      try answer(output.format, common.style, json: Documents(zone: zone).plan(plan)) { page in
        for day in plan { page.day(day, zone: zone) }
      }
    }
  }
}

extension VouchCommand.Plan: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    days = try line.value("days") ?? Self.week
    common = try CommonOptions(plain: &line)
    output = try FormatOption(plain: &line)
  }
}

extension TextPage {
  /// Adds a day of the plan.
  fileprivate mutating func day(_ day: PlannedDay, zone: BrandZone) {
    let isEmpty = day.posts.isEmpty && day.free.isEmpty
    line(
      .bold("\(day.date.weekday.abbreviation) \(day.date)"),
      .dim(day.isOff ? "  day off" : isEmpty ? "  nothing" : "")
    )
    let posts = day.posts.map { post in
      (
        post.delivery.scheduledAt,
        [
          "  \(zone.local(post.delivery.scheduledAt).time)", "\(post.delivery.channel)",
          .bold("\(post.delivery.submission)@\(post.delivery.revision)"),
          Ink(post.delivery.state.rawValue, post.delivery.state.look), Ink(post.title ?? ""),
        ] as [Ink]
      )
    }
    let free = day.free.map { slot in
      (
        slot.at,
        [.dim("  \(zone.local(slot.at).time)"), .dim("\(slot.channel)"), .dim("free")] as [Ink]
      )
    }
    table((posts + free).sorted { $0.0 < $1.0 }.map(\.1))
  }
}
