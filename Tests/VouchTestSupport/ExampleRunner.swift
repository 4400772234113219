public import VouchCore
public import VouchRules
import VouchText

/// One example of a rule in one of the ways it is written down.
public struct ExampleCase: Sendable, CustomStringConvertible {
  /// How an example's draft is varied; every variant must end the same.
  public enum Variant: String, Sendable, CaseIterable {
    /// As it stands.
    case asWritten = "as written"
    /// With a line of characters of many bytes in front of the body.
    case afterEmoji = "after a line of emoji"
    /// With CRLF at the end of every line.
    case carriageReturns = "with CRLF"
  }

  /// The rule that is shown.
  public let rule: RuleDescriptor
  /// What is shown.
  public let example: RuleExample
  /// How it is written down.
  public let variant: Variant

  /// Names the rule, the place of the example, and the variant.
  public var description: String {
    "\(rule.id) \(example.file):\(example.line) \(variant.rawValue)"
  }
}

/// Runs the examples of rules through the parser and the engine, as drafts would go.
public struct ExampleRunner: Sendable {
  /// What became of an example.
  public struct Outcome: Sendable {
    /// The places of the markers, rising.
    public let markers: [SourceLocation]
    /// What the rule found.
    public let findings: [Finding]
  }

  private let catalog: RuleCatalog
  private let folding: Folding

  /// A runner for the rules of `catalog`.
  public init(catalog: RuleCatalog = .all, folding: Folding) {
    self.catalog = catalog
    self.folding = folding
  }

  /// Every example of every rule in every variant.
  public var cases: [ExampleCase] {
    catalog.rules.flatMap { rule in
      rule.descriptor.examples.flatMap { example in
        ExampleCase.Variant.allCases.map {
          ExampleCase(rule: rule.descriptor, example: example, variant: $0)
        }
      }
    }
  }

  /// What the rule of `example` finds in it.
  ///
  /// - Throws: ``PolicyError`` or `DraftError` where the example itself cannot be read.
  public func outcome(of example: ExampleCase) throws -> Outcome {
    let policy = try policy(for: example)
    let (text, markers) = Self.draft(for: example)
    let parser = DraftParser(zone: policy.calendar.zone, channels: policy.channels)
    let draft = try parser.parse(Array(text.utf8), path: "example.md")
    let engine = PolicyEngine(policy: policy, catalog: catalog, folding: folding)
    let stages: [RuleStage] = [.submit, .check, .approve, .emit]
    let report = engine.report(
      on: draft,
      stage: stages.first { example.rule.stages.contains($0) } ?? .submit,
      now: RuleExample.now,
      plan: plan(draft, policy, example.example.history),
      assistant: example.example.assistant,
      history: example.example.history
    )
    return Outcome(
      markers: markers.sorted(),
      findings: report.findings.filter { $0.rule == example.rule.id }
    )
  }

  /// An ordinary policy with the lines of the example in the place of its own.
  private func policy(for example: ExampleCase) throws -> Policy {
    let extra = example.example.policy
    let keys = extra.split(separator: "\n").compactMap { line in
      line.first == " " ? nil : line.split(separator: ":").first
    }
    let base = ["version: 1", "brand: Example", "timezone: UTC"].filter { line in
      !keys.contains { line.hasPrefix($0 + ":") }
    }
    let bytes = Array((base + [extra]).joined(separator: "\n").utf8)
    let loader = PolicyLoader(
      catalog: catalog,
      folding: folding,
      digest: { "\($0.count)" },
      fallbackZone: nil
    )
    return try loader.load("example") { _ in bytes }
  }

  private func plan(
    _ draft: Draft,
    _ policy: Policy,
    _ history: History
  ) -> ChannelPlan {
    let head = draft.frontMatter
    let planner = SlotPlanner(calendar: policy.calendar)
    let timetable = Timetable(history.posts, zone: policy.calendar.zone)
    var plan: ChannelPlan = [:]
    for channel in draft.channels {
      let request = PlanRequest(
        channel: channel,
        window: Window(start: head.schedule.after?.value, end: head.schedule.before?.value),
        exact: head.schedule.at?.value,
        isMission: head.kind == .mission,
        now: RuleExample.now
      )
      plan[channel] = Result { () throws(PlanObstacle) in
        try planner.plan(request, beside: timetable)
      }
    }
    return plan
  }

  /// The whole file of an example without its markers, and where they stood.
  private static func draft(for example: ExampleCase) -> (String, [SourceLocation]) {
    var text = example.example.draft
    if !text.hasPrefix("---") && !text.hasPrefix("▸---") { text = ordinaryHead + text }
    switch example.variant {
    case .asWritten: break
    case .afterEmoji: text = afterEmoji(text, of: example.rule.id)
    case .carriageReturns:
      text = text.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\r\n")
    }
    var (line, column) = (1, 1)
    var markers: [SourceLocation] = []
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "▸" {
        markers.append(SourceLocation(line: line, column: column))
        continue
      }
      plain.append(scalar)
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return (String(plain), markers)
  }

  /// A paragraph of its own in front of the body; a comment in the head for a chat, whose body
  /// starts with its first question, and where the length of the body is the matter.
  private static func afterEmoji(_ text: String, of rule: RuleID) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if rule == "length" || text.contains("\nkind: chat") {
      lines.insert("# 🎈🎈 zażółć", at: 1)
    } else if let end = lines.dropFirst().firstIndex(of: "---") {
      lines.insert(contentsOf: ["🎈🎈 zażółć", ""], at: end + 1)
    }
    return lines.joined(separator: "\n")
  }

  private static let ordinaryHead = """
    ---
    channel: linkedin
    topics: [news]
    why: Tell our readers what we learned from them this week.
    ---

    """
}
