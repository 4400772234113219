import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Vouches for revisions.
  struct Approve: ParsableCommand {
    static let configuration = CommandConfiguration(
      // Parsed by itself, the command need not look for a wish that only the root can grant.
      _superCommandName: "vouch",
      abstract: "Vouch for revisions you have seen, and schedule them.",
      discussion: """
        Name the revision you saw, such as 12@1: if there is a newer one, nothing changes. Each \
        --waive is followed by its own --because. Exits with 1 where something is not approved.
        """
    )

    @Argument(
      help: ArgumentHelp("The revisions.", valueName: "id@rev"),
      transform: RevisionArgument.init
    )
    var revisions: [RevisionArgument]

    @Option(
      parsing: .unconditional,
      help: ArgumentHelp("A note to remember.", valueName: "text")
    )
    var note: String?

    @Option(help: ArgumentHelp("Send it exactly then, not in a slot.", valueName: "instant"))
    var at: InstantArgument?

    @Option(
      parsing: .singleValue,
      help: ArgumentHelp("Accept the errors of this rule.", valueName: "rule"),
      completion: .rules
    )
    var waive: [String] = []

    @Option(
      parsing: .unconditionalSingleValue,
      help: ArgumentHelp("Why the errors are acceptable.", valueName: "reason")
    )
    var because: [String] = []

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard waive.count == because.count else {
        throw ValidationError("give one --because for each --waive, in the same order")
      }
      guard Set(waive).count == waive.count else {
        throw ValidationError("a rule is waived twice")
      }
    }

    func run() throws {
      let desk = try common.desk().ready()
      let exact = try at?.instant { desk.brandZone() }
      let waivers = zip(waive, because).map { Waiver(rule: RuleID($0), reason: $1) }
      var outcomes: [(RevisionID, ApprovalOutcome)] = []
      var refusals: [Failure] = []
      for revision in revisions.map(\.id) {
        do {
          let request = ApprovalRequest(id: revision, note: note, exact: exact, waivers: waivers)
          outcomes.append((revision, try desk.approve(request)))
        } catch {
          // One that is refused keeps none of the others back; a broken policy stops them all.
          guard let failure = Failure(error), Endings.code(of: failure) == Endings.no,
            revisions.count > 1
          else { throw error }
          refusals.append(failure)
        }
      }
      let zone = desk.brandZone()
      try answer(
        output.format,
        common.style,
        json: Documents(zone: zone).approvals(outcomes)
      ) { page in
        for (id, outcome) in outcomes { page.approval(of: id, outcome, zone: zone) }
      }
      refusals.forEach(Endings.tell)
      let isBlocked = outcomes.contains { if case .blocked = $0.1 { true } else { false } }
      if isBlocked || !refusals.isEmpty { throw Endings.no }
    }
  }
}

extension VouchCommand.Approve: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    note = try line.value("note")
    at = try line.value("at")
    waive = try line.values("waive")
    because = try line.values("because")
    common = try CommonOptions(plain: &line)
    output = try FormatOption(plain: &line)
    revisions = try line.neededOperands().map { try RevisionArgument($0) }
  }
}
