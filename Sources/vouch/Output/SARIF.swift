import VouchCore
import VouchWorkflow

/// Findings in the form that code hosts read, SARIF 2.1.0.
enum SARIF {
  /// The log of one run: its results as ``results(_:)`` makes them, and the rules they name.
  static func document(_ results: [JSON], rules: Set<String>) -> JSON {
    [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "vouch", "rules": .array(rules.sorted().map { ["id": .string($0)] }),
            ]
          ],
          "results": .array(results),
          "columnKind": "unicodeCodePoints",
        ]
      ],
    ]
  }

  /// One result for each finding of `draft`.
  static func results(_ draft: CheckedDraft) -> [JSON] {
    draft.report.findings.map { result($0, path: draft.path) }
  }

  private static func result(_ finding: Finding, path: String) -> JSON {
    [
      "ruleId": .string(finding.rule.name),
      "level": .string(finding.severity.name),
      "message": [
        "text": .string(finding.message + (finding.help.map { ". " + $0 } ?? ""))
      ],
      "locations": [
        [
          "physicalLocation": [
            "artifactLocation": ["uri": .string(uri(path))],
            "region": [
              "startLine": .int(finding.start.line),
              "startColumn": .int(finding.start.column),
              "endLine": .int(finding.end.line),
              "endColumn": .int(finding.end.column),
            ],
          ]
        ]
      ],
    ]
  }

  /// `path` with every byte escaped that a URI reference does not take as it is.
  private static func uri(_ path: String) -> String {
    var out = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return out
  }
}

/// Findings as the workflow commands that GitHub turns into annotations.
enum GitHubAnnotations {
  /// One command for each finding of `draft`.
  static func text(_ draft: CheckedDraft) -> String {
    var out = ""
    for finding in draft.report.findings {
      let command = finding.severity == .note ? "notice" : finding.severity.name
      out +=
        "::\(command) file=\(property(draft.path)),line=\(finding.start.line),"
        + "col=\(finding.start.column),endLine=\(finding.end.line),"
        + "endColumn=\(finding.end.column),title=\(property(finding.rule.name))::"
        + data(finding.message) + "\n"
    }
    return out
  }

  /// Nothing a draft says may end the command and begin another one.
  private static func data(_ text: String) -> String {
    TerminalText.safe(text).replacing("%", with: "%25")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
