/// One problem, reported by one rule, at one place, with a severity.
public struct Finding: Hashable, Sendable {
  /// The rule that reports it.
  public let rule: RuleID
  /// How much it weighs.
  public let severity: Severity
  /// What is wrong, one line.
  public let message: String
  /// Where it starts in the file.
  public let start: SourceLocation
  /// The place behind its last scalar.
  public let end: SourceLocation
  /// The words of the file it is about, on one line, at most 80 scalars.
  public let excerpt: String
  /// Where readers meet it; nil for the head and for the draft as a whole.
  public let surface: Surface?
  /// What was measured against the limit.
  public let measured: Int?
  /// The limit it was measured against.
  public let limit: Int?
  /// What the author can do about it.
  public let help: String?
  /// Whether the owner has waived it for this revision.
  public var isWaived: Bool

  /// A finding at a place.
  public init(
    rule: RuleID,
    severity: Severity,
    message: String,
    start: SourceLocation,
    end: SourceLocation,
    excerpt: String = "",
    surface: Surface? = nil,
    measured: Int? = nil,
    limit: Int? = nil,
    help: String? = nil,
    isWaived: Bool = false
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.start = start
    self.end = end
    self.excerpt = excerpt
    self.surface = surface
    self.measured = measured
    self.limit = limit
    self.help = help
    self.isWaived = isWaived
  }

  /// The problem of a draft that cannot be read, under the rule id `draft`.
  public init(_ problem: DraftProblem, severity: Severity = .error) {
    self.init(
      rule: .draft,
      severity: severity,
      message: problem.message,
      start: problem.location,
      end: problem.end,
      help: problem.help
    )
  }
}

/// All findings for one draft, with the policy that made them.
public struct Report: Hashable, Sendable {
  /// Sorted by line, column, then rule id.
  public var findings: [Finding]
  /// The name of the policy that was asked.
  public let policyName: String
  /// SHA-256 of the policy as loaded, in hexadecimal.
  public let policyFingerprint: String

  /// The findings of a run.
  public init(findings: [Finding], policyName: String, policyFingerprint: String) {
    self.findings = findings.sorted(by: Self.comesFirst)
    self.policyName = policyName
    self.policyFingerprint = policyFingerprint
  }

  /// What the findings imply; waived errors count as warnings.
  public var verdict: Verdict {
    let worst = findings.map { $0.isWaived && $0.severity == .error ? .warning : $0.severity }.max()
    return switch worst {
    case .error: .blocked
    case .warning: .flagged
    default: .clear
    }
  }

  /// The same report with errors of `rules` marked as waived.
  public func waiving(_ rules: Set<RuleID>) -> Report {
    var copy = self
    for index in copy.findings.indices
    where copy.findings[index].severity == .error && rules.contains(copy.findings[index].rule) {
      copy.findings[index].isWaived = true
    }
    return copy
  }

  private static func comesFirst(_ left: Finding, _ right: Finding) -> Bool {
    if left.start != right.start { return left.start < right.start }
    if left.rule != right.rule { return left.rule < right.rule }
    // Two findings of one rule at one place keep one order too: the same input, the same bytes.
    if left.message != right.message { return left.message < right.message }
    if left.end != right.end { return left.end < right.end }
    return left.severity > right.severity
  }
}
