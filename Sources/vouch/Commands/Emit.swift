import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Lets out what is due.
  struct Emit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put everything approved and due into the outbox, and end.",
      discussion: """
        For cron or a systemd timer. What is held back stays in the queue and is tried again; \
        'vouch status' tells you about it. Exits with 1 where the workspace is not trusted: its \
        ledger or its key is not what was seen here before.
        """
    )

    @Flag(help: "Only say what would go out.")
    var dryRun = false

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let progress = Progress("emitted", of: nil)
      var result = EmitResult()
      var failure: (any Error)?
      do {
        if dryRun {
          result = try desk.rehearseEmit()
        } else {
          result = try desk.emit {
            result.emitted.append($0)
            progress.step()
          }
        }
      } catch {
        // What went out before is out, so it is told first.
        failure = error
      }
      progress.end()
      let zone = desk.brandZone()
      if failure == nil || !result.emitted.isEmpty {
        try answer(output.format, common.style, json: Documents(zone: zone).emit(result)) { page in
          if result.emitted.isEmpty, result.held.isEmpty, result.found.isEmpty {
            page.line("nothing is due")
          }
          page.emission(result, zone: zone, isRehearsal: dryRun)
        }
      }
      if let failure { throw failure }
      if let distrust = result.distrust {
        Console.message("nothing goes out of here: \(distrust)")
        throw Endings.no
      }
    }
  }
}

extension VouchCommand.Emit: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    dryRun = try line.flag("dry-run")
    common = try CommonOptions(plain: &line)
    output = try FormatOption(plain: &line)
  }
}

extension TextPage {
  /// Adds what went out, or would, and what was held back.
  mutating func emission(_ result: EmitResult, zone: BrandZone, isRehearsal: Bool = false) {
    for emitted in result.emitted {
      let delivery = emitted.delivery
      line(
        .bold("\(delivery.submission)@\(delivery.revision)"),
        " \(delivery.channel) ",
        Ink(isRehearsal ? "would go out" : "emitted", .green),
        "  \(emitted.file)"
      )
    }
    for found in result.found {
      let delivery = found.delivery
      line(
        .bold("\(delivery.submission)@\(delivery.revision)"),
        " \(delivery.channel) ",
        Ink("was in the outbox already", .yellow),
        "  \(found.file)"
      )
    }
    for held in result.held {
      let delivery = held.delivery
      let isMoved = delivery.state == .scheduled && !isRehearsal
      line(
        .bold("\(delivery.submission)@\(delivery.revision)"),
        " \(delivery.channel) ",
        Ink(delivery.state == .missed ? "missed" : isMoved ? "not sent" : "held", .yellow)
      )
      for reason in held.reasons { line("    \(reason)") }
    }
  }
}
