import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand.PolicyCommand {
  /// Lists every setting on which two policies differ.
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List every setting on which another policy differs from the one in force.",
      discussion: """
        What the other one extends is looked for beside it. Example:
          vouch policy diff policies/kiln-next.yaml
        """
    )

    @Argument(
      help: ArgumentHelp("The other policy.", valueName: "file"),
      completion: .file(extensions: ["yaml"])
    )
    var file: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let differences = try common.desk().compare(withPolicyIn: file)
      try answer(output.format, common.style, json: Documents.policyDiff(differences)) { page in
        for difference in differences {
          page.line(.bold(difference.key))
          if let before = difference.before { page.line(Ink("  - \(before)", .red)) }
          if let after = difference.after { page.line(Ink("  + \(after)", .green)) }
        }
        page.line(.dim(counted(differences.count, "difference")))
      }
    }
  }

  /// Runs another policy over what is on file.
  struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what another policy would make of everything on file.",
      discussion: """
        Asks both policies about the newest revision of every submission: its words, its head and \
        its assistant's scope. What depends on other posts, such as pace, is left out. Example:
          vouch policy simulate policies/kiln-next.yaml
        """
    )

    @Argument(
      help: ArgumentHelp("The other policy.", valueName: "file"),
      completion: .file(extensions: ["yaml"])
    )
    var file: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let simulation = try common.desk().simulate(file)
      try answer(output.format, common.style, json: Documents.simulation(simulation)) { page in
        page.differences(simulation)
      }
    }
  }
}

extension TextPage {
  fileprivate mutating func differences(_ simulation: PolicySimulation) {
    for difference in simulation.differences {
      line(
        .bold(difference.id.description),
        Ink(" \(difference.state.rawValue)  "),
        Ink(difference.before.rawValue, difference.before.look),
        Ink(" → "),
        Ink(difference.after.rawValue, difference.after.look),
        Ink(difference.title.map { "  " + $0 } ?? "")
      )
      for finding in difference.gained { line(Ink("  + \(finding.oneLine)", .red)) }
      for finding in difference.lost { line(Ink("  - \(finding.oneLine)", .green)) }
    }
    let seen = counted(simulation.submissions, "submission")
    let blocked = simulation.newlyBlocked.count
    line("\(seen): \(blocked) would now be blocked, \(simulation.newlyPassing.count) would pass")
  }
}

extension Finding {
  fileprivate var oneLine: String {
    "\(start.line):\(start.column): \(severity.name): \(message) [\(rule)]"
  }
}

extension Documents {
  /// The answer of `vouch policy diff`, `vouch.policy-diff/1`.
  static func policyDiff(_ differences: [PolicyDifference]) -> JSON {
    [
      "schema": "vouch.policy-diff/1",
      "differences": .array(
        differences.map { difference in
          [
            "key": .string(difference.key),
            "before": .optional(difference.before),
            "after": .optional(difference.after),
          ]
        }
      ),
    ]
  }

  /// The answer of `vouch policy simulate`, `vouch.policy-simulation/1`.
  static func simulation(_ simulation: PolicySimulation) -> JSON {
    [
      "schema": "vouch.policy-simulation/1",
      "current": .string(simulation.current),
      "other": .string(simulation.other),
      "differences": .array(
        simulation.differences.map { difference in
          [
            "id": .int(difference.id.submission),
            "revision": .int(difference.id.revision),
            "state": .string(difference.state.rawValue),
            "title": .optional(difference.title),
            "before": .string(difference.before.rawValue),
            "after": .string(difference.after.rawValue),
            "gained": .array(difference.gained.map(finding)),
            "lost": .array(difference.lost.map(finding)),
          ]
        }
      ),
      "summary": [
        "submissions": .int(simulation.submissions),
        "newlyBlocked": .int(simulation.newlyBlocked.count),
        "newlyPassing": .int(simulation.newlyPassing.count),
      ],
    ]
  }
}
