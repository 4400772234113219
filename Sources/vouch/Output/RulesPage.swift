import VouchCore
import VouchWorkflow

/// The catalogue as a page of the documentation.
enum RulesPage {
  /// `docs/rules.md`.
  static func markdown(_ rules: [CatalogueRule]) -> String {
    var out = """
      # Rules

      Made by `vouch rules --format markdown`; do not edit.

      | rule | severity | what it asks |
      |---|---|---|

      """
    for rule in rules {
      out += "| [`\(rule.id)`](#\(rule.id)) | \(rule.severity.name) | \(cell(rule.summary)) |\n"
    }
    for rule in rules { out += section(rule) }
    return out
  }

  private static func section(_ rule: CatalogueRule) -> String {
    var out = "\n## \(rule.id)\n\n\(rule.summary).\n\n\(rule.rationale)\n\n"
      .replacing("..\n", with: ".\n")
    out += "Severity: \(rule.severity.name). Asked at: \(rule.stages.joined(separator: ", ")).\n"
    if !rule.formerIDs.isEmpty {
      out += "Formerly: \(rule.formerIDs.map { "`\($0)`" }.joined(separator: ", ")).\n"
    }
    if !rule.options.isEmpty {
      out += "\n| option | default | meaning |\n|---|---|---|\n"
      for option in rule.options {
        out += "| `\(option.name)` | `\(cell(option.value))` | \(cell(option.meaning)) |\n"
      }
    }
    for example in rule.examples {
      out += "\n" + (example.flags ? "Found:" : "Passes:") + "\n"
      if !example.policy.isEmpty { out += "\n" + fenced(example.policy, "yaml") }
      out += "\n" + fenced(example.draft, "markdown")
    }
    return out
  }

  /// `text` in a fence longer than any it holds.
  private static func fenced(_ text: String, _ language: String) -> String {
    var (longest, run) = (2, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let shown = TerminalText.safe(text, keepingLines: true)
    return "\(fence)\(language)\n\(shown)\(shown.hasSuffix("\n") ? "" : "\n")\(fence)\n"
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}
