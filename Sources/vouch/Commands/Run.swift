import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Keeps letting out what is due.
  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep emitting what is due, until stopped.",
      discussion: """
        Ends quietly at Ctrl-C or SIGTERM, never in the middle of a post. A run that fails is \
        reported and tried again.
        """
    )

    @Option(
      help: ArgumentHelp("How long to wait at most between looks, such as 30s.", valueName: "span")
    )
    var every: SpanArgument?

    @OptionGroup var common: CommonOptions

    func validate() throws {
      guard try common.pretended() == nil else {
        throw ValidationError("'run' follows the real clock; with a pretended one use 'emit'")
      }
      if let every, every.span < .seconds(1) || every.span > .hours(1) {
        throw ValidationError("--every takes 1s to 1h")
      }
    }

    func run() throws {
      let desk = try common.desk()
      let signals = StopSignals()
      Console.line("watching the queue of \(desk.workspace.settings.brand); Ctrl-C ends")
      var heldBefore: [[String]] = []
      repeat {
        try emit(desk, &heldBefore)
      } while !signals.arrive(within: pause(desk))
    }

    /// Emits what is due and tells about it; what is held is told when that is news.
    private func emit(_ desk: Desk, _ heldBefore: inout [[String]]) throws {
      var result = EmitResult()
      do {
        result = try desk.emit { result.emitted.append($0) }
        let held = result.held.map { [$0.delivery.key] + $0.reasons }
        if held == heldBefore { result.held = [] }
        heldBefore = held
      } catch {
        // What fails now, a broken policy or a full disk, may be mended while this waits.
        guard let failure = Failure(error) else { throw error }
        Endings.tell(failure)
      }
      var page = TextPage(style: common.style)
      page.emission(result, zone: desk.brandZone())
      try Console.write(page.text)
    }

    /// Until the next post is due, and never longer than was asked for.
    private func pause(_ desk: Desk) -> TimeSpan {
      let longest = every?.span ?? .minutes(1)
      guard let next = try? desk.nextDue() else { return longest }
      return min(longest, max(.seconds(1), next - Live.clock.now))
    }
  }
}
