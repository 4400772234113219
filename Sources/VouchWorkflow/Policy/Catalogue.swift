public import VouchCore
import VouchRules

/// A rule as the catalogue shows it.
public struct CatalogueRule: Sendable {
  /// The id, as policies write it.
  public let id: RuleID
  /// What the rule asks, one line.
  public let summary: String
  /// Why an owner cares, and when to turn it off.
  public let rationale: String
  /// How much its findings weigh where the policy does not say.
  public let severity: Severity
  /// When it is asked, in order: `check`, `submit`, `approve`, `emit`.
  public let stages: [String]
  /// The options it takes.
  public let options: [CatalogueOption]
  /// Ids it had before.
  public let formerIDs: [RuleID]
  /// Drafts that flag and drafts that pass.
  public let examples: [CatalogueExample]

  init(_ descriptor: RuleDescriptor) {
    id = descriptor.id
    summary = descriptor.summary
    rationale = descriptor.rationale
    severity = descriptor.severity
    stages = RuleStage.allCases.filter(descriptor.stages.contains).map(\.rawValue)
    options = descriptor.options.map { CatalogueOption($0) }
    formerIDs = descriptor.formerIDs
    examples = descriptor.examples.map { CatalogueExample($0) }
  }
}

/// An option of a rule, with its value as a policy writes it.
public struct CatalogueOption: Sendable, Equatable {
  /// The key.
  public let name: String
  /// What it sets, one line.
  public let meaning: String
  /// The value: the default in the catalogue, the one in force where a policy is explained.
  public let value: String
  /// The numbers it takes; nil for other kinds of value.
  public let bounds: ClosedRange<Int>?

  init(_ option: AnyRuleOption, value: OptionValue? = nil) {
    name = option.name
    meaning = option.meaning
    self.value = (value ?? option.standard).yaml
    bounds = option.bounds
  }
}

/// A short draft that shows what a rule makes of it.
public struct CatalogueExample: Sendable, Equatable {
  /// The text, without the marks that tests need.
  public let draft: String
  /// Whether the rule finds something.
  public let flags: Bool
  /// The policy lines it needs; empty where none.
  public let policy: String

  init(_ example: RuleExample) {
    draft = example.draft.filter { $0 != "▸" }
    flags = example.expectation != .passes
    policy = example.policy
  }
}

/// The rules that ship, by id.
public enum Catalogue: Sendable {
  /// Every rule, in order of ids.
  public static var rules: [CatalogueRule] {
    RuleCatalog.all.rules.map { CatalogueRule($0.descriptor) }
  }

  /// The rule of that id, present or former.
  ///
  /// - Throws: ``WorkflowError`` with a suggestion where there is none.
  public static func rule(_ name: String) throws -> CatalogueRule {
    guard let rule = RuleCatalog.all[RuleID(name)] else { throw unknownRule(name, besides: []) }
    return CatalogueRule(rule.descriptor)
  }

  static func unknownRule(_ name: String, besides phrases: [String]) -> WorkflowError {
    let known = RuleCatalog.all.rules.map { $0.descriptor.id.name } + phrases
    return WorkflowError(
      .notFound,
      "there is no rule '\(name)'",
      help: Suggestion.help(for: name, among: known)
        ?? "'vouch rules' shows those there are"
    )
  }
}

extension OptionValue {
  /// The value as a policy writes it.
  var yaml: String {
    switch self {
    case .integer(let number): String(number)
    case .span(let span): span.description
    case .words(let words): "[" + words.joined(separator: ", ") + "]"
    case .flag(let flag): flag ? "true" : "false"
    }
  }
}
