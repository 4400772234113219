import VouchCore
import VouchRules
import VouchTestSupport
import VouchText

/// What the engine makes of a draft under an ordinary policy, as a workspace would ask it.
struct Asking {
  /// Lines beside `version`, `brand` and `timezone`.
  var policy = ""
  var stage = RuleStage.submit
  var plan: ChannelPlan = [:]
  var assistant: AssistantFacts?
  var history: History? = History()

  /// What `rule` says about `draft`, each finding on a line: `7:3 error: message`.
  func findings(_ rule: RuleID, in draft: String) throws -> [String] {
    Self.lines(of: try report(on: draft), rule)
  }

  /// The same about a draft that was read.
  func findings(_ rule: RuleID, in draft: Draft) throws -> [String] {
    Self.lines(of: try report(on: draft), rule)
  }

  private static func lines(of report: Report, _ rule: RuleID) -> [String] {
    report.findings.filter { $0.rule == rule }.map { finding in
      "\(finding.start.line):\(finding.start.column) \(finding.severity.name): \(finding.message)"
    }
  }

  /// Everything that is found in `draft`, a body alone or a whole file.
  func report(on draft: String) throws -> Report { try report(on: read(draft)) }

  /// `draft`, a body alone or a whole file, read under the policy.
  func read(_ draft: String) throws -> Draft {
    let text = draft.hasPrefix("---") ? draft : Self.head + draft
    let policy = try loaded()
    let parser = DraftParser(zone: policy.calendar.zone, channels: policy.channels)
    return try parser.parse(Array(text.utf8), path: "draft.md")
  }

  /// Everything that is found in `draft`.
  func report(on draft: Draft) throws -> Report {
    PolicyEngine(policy: try loaded(), folding: .canonical).report(
      on: draft,
      stage: stage,
      now: RuleExample.now,
      plan: plan,
      assistant: assistant,
      history: history
    )
  }

  private func loaded() throws -> Policy {
    let loader = PolicyLoader(
      catalog: .all,
      folding: .canonical,
      digest: { "\($0.count)" },
      fallbackZone: nil
    )
    let lines = ["version: 1", "brand: Example", "timezone: UTC", policy]
    return try loader.load("example") { _ in Array(lines.joined(separator: "\n").utf8) }
  }

  private static let head = """
    ---
    channel: linkedin
    topics: [news]
    why: Tell our readers what we learned from them this week.
    ---

    """
}
