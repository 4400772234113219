import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Says what needs the owner.
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what needs you: what is overdue, expiring, stuck, failed or silent.",
      discussion: """
        Also says where nothing goes out at all, because the policy cannot be read or the workspace \
        is not trusted. Exits with 1 where anything needs you, so that a script can tell you.
        """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let status = try desk.status()
      let zone = desk.brandZone()
      try answer(output.format, common.style, json: Documents(zone: zone).status(status)) { page in
        page.table(status.needs.map { [Ink($0.kind.rawValue, .yellow), Ink($0.message)] })
        for kind in status.more {
          let limit = WorkspaceStatus.needsOfAKind
          page.line(.dim("and more that is \(kind.rawValue): these are the first \(limit)"))
        }
        if status.needs.isEmpty { page.line(Ink("nothing needs you", .green)) }
        let counts = status.counts.map { "\($0.count) \($0.state.rawValue)" }
        if !counts.isEmpty { page.line(Ink(counts.joined(separator: ", "))) }
        if let next = status.next {
          let (delivery, local) = (next.delivery, zone.local(next.delivery.scheduledAt))
          page.line(
            "\(status.queued) in the queue; next \(local) ",
            .bold("\(delivery.submission)@\(delivery.revision)"),
            " on \(delivery.channel)"
          )
        }
      }
      if !status.needs.isEmpty { throw Endings.no }
    }
  }
}

extension VouchCommand.Status: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    common = try CommonOptions(plain: &line)
    output = try FormatOption(plain: &line)
  }
}
