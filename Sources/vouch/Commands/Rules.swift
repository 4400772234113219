import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Shows the catalogue of rules.
  struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the rules there are, with reasons and examples.",
      discussion: "Needs no workspace. 'vouch policy explain' shows what is in force in one."
    )

    /// How the catalogue is written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, json, markdown
    }

    @Argument(help: "One rule; all of them without.", completion: .rules)
    var rule: String?

    @Option(help: "How to answer; markdown makes docs/rules.md.")
    var format: Format = .text

    @OptionGroup var common: CommonOptions

    func run() throws {
      let rules = try rule.map { [try Catalogue.rule($0)] } ?? Catalogue.rules
      switch format {
      case .json: try Console.write(Documents.rules(rules))
      case .markdown: try Console.write(RulesPage.markdown(rules))
      case .text:
        var page = TextPage(style: common.style)
        if rule != nil {
          rules.forEach { page.rule($0) }
        } else {
          page.table(
            rules.map {
              [.bold($0.id.name), Ink($0.severity.name, $0.severity.look), Ink($0.summary)]
            }
          )
        }
        try Console.write(page.text)
      }
    }
  }
}

extension TextPage {
  fileprivate mutating func rule(_ rule: CatalogueRule) {
    line(.bold(rule.id.name), "  \(rule.summary)")
    block(rule.rationale, look: .dim)
    line("severity: ", Ink(rule.severity.name, rule.severity.look))
    line("asked at: \(rule.stages.joined(separator: ", "))")
    for option in rule.options {
      line("option \(option.name) (\(option.value)): \(option.meaning)")
    }
    for example in rule.examples {
      heading(example.flags ? "This is found:" : "This passes:")
      if !example.policy.isEmpty { block(example.policy, look: .dim) }
      block(example.draft)
    }
  }
}
