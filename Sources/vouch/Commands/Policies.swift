import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Looks after the brand's rules.
  struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "policy",
      abstract: "Check, test, explain and compare the brand's rules.",
      subcommands: [CheckPolicy.self, Test.self, Explain.self, Diff.self, Simulate.self]
    )
  }
}

extension VouchCommand.PolicyCommand {
  /// Says what is wrong with the policy.
  struct CheckPolicy: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Say what is wrong with the policy, or could be better.",
      discussion: "Exits with 1 where the policy is refused."
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let check = try common.desk().checkPolicy()
      try answer(output.format, common.style, json: Documents.policyCheck(check)) { page in
        for remark in check.remarks { page.remark(remark) }
        page.line(
          "policy ",
          .bold(check.name),
          check.isSound ? Ink(" is sound", .green) : Ink(" is refused", .red)
        )
      }
      if !check.isSound { throw Endings.no }
    }
  }

  /// Runs the examples of the house's own words.
  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run every example of every phrase.",
      discussion: "Exits with 1 where one fails; such a policy is refused."
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let check = desk.checkPolicy()
      guard check.isSound else {
        try answer(output.format, common.style, json: Documents.policyCheck(check)) { page in
          for remark in check.remarks { page.remark(remark) }
        }
        throw Endings.no
      }
      let examples = try desk.testPhrases()
      let failed = examples.count { !$0.failures.isEmpty }
      try answer(output.format, common.style, json: Documents.phrases(examples)) { page in
        page.table(
          examples.map { example in
            [
              example.failures.isEmpty ? Ink("ok", .green) : Ink("fails", .red),
              .bold(example.phrase.name), example.mustFlag ? "flags" : "passes",
              Ink(([example.text] + example.failures).joined(separator: ", ")),
            ]
          }
        )
        let count = counted(examples.count, "example")
        let sound = "\(count), all as they say, also behind an emoji and between CRLF line ends"
        page.line(Ink(failed == 0 ? sound : "\(failed) of \(count) fail"))
      }
      if failed > 0 { throw Endings.no }
    }
  }

  /// Says what the policy makes of one rule.
  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what is in force for one rule, and where it comes from."
    )

    @Argument(help: "A rule, or one of the policy's phrases.", completion: .rules)
    var rule: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let explanation = try common.desk().explain(rule: rule)
      try answer(output.format, common.style, json: Documents.explanation(explanation)) { page in
        page.explanation(explanation)
      }
    }
  }
}

extension TextPage {
  fileprivate mutating func remark(_ remark: PolicyRemark) {
    line(
      "\(remark.file):\(remark.line):\(remark.column): ",
      Ink(remark.severity.name, remark.severity.look),
      ": \(remark.message)"
    )
    if let help = remark.help { line(.dim("    \(help)")) }
  }

  fileprivate mutating func explanation(_ explanation: RuleExplanation) {
    line(.bold(explanation.id.name), "  \(explanation.summary)")
    if !explanation.rationale.isEmpty { block(explanation.rationale, look: .dim) }
    line("severity: ", severity(explanation.severity))
    for option in explanation.options { line("\(option.name): \(option.value)") }
    for override in explanation.overrides {
      line("on \(override.channel): ", severity(override.severity))
      for option in override.options { line("  \(option.name): \(option.value)") }
    }
    line(explanation.isLocked ? "locked: nobody can waive it" : "not locked")
    switch (explanation.file, explanation.line) {
    case (let file?, let line?): self.line(.dim("set in \(file), line \(line)"))
    case (let file?, nil): line(.dim("set in \(file)"))
    default: line(.dim("no policy file speaks of it: it runs with its defaults"))
    }
  }

  private func severity(_ severity: Severity?) -> Ink {
    severity.map { Ink($0.name, $0.look) } ?? Ink("off", .dim)
  }
}
