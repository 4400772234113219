import ArgumentParser
import VouchCore
import VouchWorkflow

/// What the commands that say no to a revision take.
struct DecisionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The revision you saw.", valueName: "id@rev"),
    transform: RevisionArgument.init
  )
  var revision: RevisionArgument

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Why, for the assistant to read.", valueName: "reason")
  )
  var because: String
}

extension DecisionOptions: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    because = try line.needed("because")
    revision = try RevisionArgument(line.operand())
  }
}

extension VouchCommand {
  /// Says no for good.
  struct Reject: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say no to a revision, for good."
    )

    @OptionGroup var decision: DecisionOptions
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let id = decision.revision.id
      try common.desk().reject(id, because: decision.because)
      let json = Documents.decision("reject", revision: id, state: .rejected)
      try answer(output.format, common.style, json: json) { page in
        page.line(.bold("\(id)"), " rejected")
      }
    }
  }

  /// Asks for another revision.
  struct Return: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ask for changes: hand a revision back to its assistant."
    )

    @OptionGroup var decision: DecisionOptions
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let id = decision.revision.id
      try common.desk().requestChanges(id, because: decision.because)
      let json = Documents.decision("return", revision: id, state: .changesRequested)
      try answer(output.format, common.style, json: json) { page in
        page.line(.bold("\(id)"), " changes requested")
        page.line(.dim("the assistant hands it in again with --revises \(id.submission)"))
      }
    }
  }

  /// Takes an approval back.
  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take an approval back; what has not gone out does not go out."
    )

    @Argument(help: "The submission.")
    var id: SubmissionNumber

    @Option(parsing: .unconditional, help: ArgumentHelp("Why.", valueName: "reason"))
    var because: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let cancelled = try desk.revoke(id.id, because: because)
      let zone = desk.brandZone()
      try answer(
        output.format,
        common.style,
        json: Documents(zone: zone).revocation(id.id, cancelled)
      ) { page in
        page.line(.bold("\(id.id)"), " revoked")
        for delivery in cancelled {
          page.line("  \(delivery.channel) \(zone.local(delivery.scheduledAt)) cancelled")
        }
      }
    }
  }
}

extension VouchCommand.Reject: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    common = try CommonOptions(plain: &line)
    output = try FormatOption(plain: &line)
    decision = try DecisionOptions(plain: &line)
  }
}

extension VouchCommand.Return: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    common = try CommonOptions(plain: &line)
    output = try FormatOption(plain: &line)
    decision = try DecisionOptions(plain: &line)
  }
}

extension VouchCommand.Revoke: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    because = try line.needed("because")
    common = try CommonOptions(plain: &line)
    output = try FormatOption(plain: &line)
    id = try line.operand()
  }
}
