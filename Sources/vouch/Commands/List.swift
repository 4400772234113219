import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Shows what there is.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the submissions there are.",
      discussion: "Without options, all of them, oldest first."
    )

    @Option(help: "Only those in this state.")
    var state: StateArgument?

    @Option(help: ArgumentHelp("Only those of this assistant.", valueName: "name"))
    var from: String?

    @Option(help: "Only those for this channel.", completion: .channels)
    var channel: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let found = try desk.submissions(
        in: state.map { [$0.state] },
        of: from,
        for: channel.map { Channel($0) }
      )
      let zone = desk.brandZone()
      try answer(output.format, common.style, json: Documents(zone: zone).list(found)) { page in
        page.submissions(found, zone: zone)
      }
    }
  }
}
