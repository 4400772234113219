import VouchCore

extension TextPage {
  /// Adds the findings of a report, each as `path:line:column: severity: message [rule-id]`.
  mutating func findings(_ report: Report, path: String) {
    for finding in report.findings {
      line(
        "\(path):\(finding.start.line):\(finding.start.column): ",
        Ink(finding.severity.name, finding.isWaived ? .dim : finding.severity.look),
        ": \(finding.message)",
        .dim(" [\(finding.rule)]"),
        Ink(finding.isWaived ? " waived" : "", .green)
      )
      if let help = finding.help { line(.dim("    \(help)")) }
    }
  }
}

extension Report {
  /// The findings as text for a file beside a draft.
  func text(path: String) -> String {
    var page = TextPage(style: Style(isColoured: false))
    page.findings(self, path: path)
    return page.text
  }

  /// How many findings of each weight there are, in words: `1 error, 2 warnings`.
  var counts: String {
    let parts = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = findings.count { $0.severity == severity && !$0.isWaived }
      return count == 0 ? nil : counted(count, severity.name)
    }
    let waived = findings.count { $0.isWaived }
    return (parts + (waived == 0 ? [] : ["\(waived) waived"])).joined(separator: ", ")
  }
}

extension Severity {
  var look: Ink.Look {
    switch self {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }
}

extension Verdict {
  var look: Ink.Look {
    switch self {
    case .blocked: .red
    case .flagged: .yellow
    case .clear: .green
    }
  }
}

extension SubmissionState {
  var look: Ink.Look {
    switch self {
    case .blocked, .rejected, .expired: .red
    case .pending, .changesRequested: .yellow
    case .approved: .green
    case .withdrawn, .revoked: .dim
    }
  }
}

extension DeliveryState {
  var look: Ink.Look {
    switch self {
    case .scheduled, .claimed: .plain
    case .emitted, .published: .green
    case .retryable, .missed, .unconfirmed: .yellow
    case .failed: .red
    case .cancelled: .dim
    }
  }
}

/// `1 draft`, `2 drafts`.
func counted(_ count: Int, _ word: String) -> String {
  "\(count) \(word)\(count == 1 ? "" : "s")"
}
