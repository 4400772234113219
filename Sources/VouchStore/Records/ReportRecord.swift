import VouchCore

/// How a report is stored: one JSON object.
enum ReportRecord {
  static func write(_ report: Report) -> JSON {
    [
      "policy": .string(report.policyName),
      "fingerprint": .string(report.policyFingerprint),
      "findings": .array(report.findings.map(write)),
    ]
  }

  static func read(_ text: String) throws -> Report {
    guard let json = JSON(parsing: text) else {
      throw StoreError.unreadable("the report of a revision")
    }
    return Report(
      findings: try (json["findings"]?.elements ?? []).map(finding),
      policyName: json["policy"]?.string ?? "",
      policyFingerprint: json["fingerprint"]?.string ?? ""
    )
  }

  private static func write(_ finding: Finding) -> JSON {
    [
      "rule": .string(finding.rule.name),
      "severity": .string(finding.severity.name),
      "message": .string(finding.message),
      "start": [.int(finding.start.line), .int(finding.start.column)],
      "end": [.int(finding.end.line), .int(finding.end.column)],
      "excerpt": .string(finding.excerpt),
      "surface": .optional(finding.surface?.rawValue),
      "measured": .optional(finding.measured),
      "limit": .optional(finding.limit),
      "help": .optional(finding.help),
      "waived": .bool(finding.isWaived),
    ]
  }

  private static func finding(_ json: JSON) throws -> Finding {
    guard let rule = json["rule"]?.string,
      let severity = json["severity"]?.string.flatMap(Severity.init(name:)),
      let start = location(json["start"]), let end = location(json["end"])
    else { throw StoreError.unreadable("a finding") }
    return Finding(
      rule: RuleID(rule),
      severity: severity,
      message: json["message"]?.string ?? "",
      start: start,
      end: end,
      excerpt: json["excerpt"]?.string ?? "",
      surface: json["surface"]?.string.flatMap(Surface.init),
      measured: json["measured"]?.int,
      limit: json["limit"]?.int,
      help: json["help"]?.string,
      isWaived: json["waived"]?.bool ?? false
    )
  }

  private static func location(_ json: JSON?) -> SourceLocation? {
    let numbers = (json?.elements ?? []).compactMap(\.int)
    return numbers.count == 2 ? SourceLocation(line: numbers[0], column: numbers[1]) : nil
  }
}
