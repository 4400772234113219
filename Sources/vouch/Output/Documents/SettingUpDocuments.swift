import VouchCore
import VouchWorkflow

extension Documents {
  /// The answer of `vouch assistant …`.
  func assistants(_ assistants: [ShownAssistant]) -> JSON {
    Self.document("assistants", [.init("assistants", .array(assistants.map(assistant)))])
  }

  private func assistant(_ shown: ShownAssistant) -> JSON {
    let standing = shown.assistant.standing
    return [
      "name": .string(shown.assistant.name),
      "references": .array(
        standing.references.map { ["source": .string($0.source), "at": instant($0.at)] }
      ),
      "trainedAt": .optional(standing.trainedAt),
      "training": .int(shown.training),
      "suspension": .optional(standing.suspension),
      "scope": [
        "channels": shown.channels.map { .strings($0.map(\.name)) } ?? .null,
        "kinds": shown.kinds.map { .strings($0.map(\.rawValue)) } ?? .null,
        "topics": shown.topics.map { .strings($0) } ?? .null,
        "perDay": .optional(shown.perDay),
      ],
      "obstacles": .strings(shown.obstacles),
    ]
  }

  /// The answer of `vouch policy check`.
  static func policyCheck(_ check: PolicyCheck) -> JSON {
    document(
      "policy",
      [
        .init(
          "policy",
          ["name": .string(check.name), "fingerprint": .optional(check.fingerprint)]
        ),
        .init("sound", .bool(check.isSound)),
        .init(
          "remarks",
          .array(
            check.remarks.map {
              [
                "file": .string($0.file),
                "line": .int($0.line),
                "column": .int($0.column),
                "severity": .string($0.severity.name),
                "message": .string($0.message),
                "help": .optional($0.help),
              ]
            }
          )
        ),
      ]
    )
  }

  /// The answer of `vouch policy test`.
  static func phrases(_ examples: [PhraseExample]) -> JSON {
    document(
      "phrases",
      [
        .init(
          "examples",
          .array(
            examples.map {
              [
                "phrase": .string($0.phrase.name),
                "text": .string($0.text),
                "expected": $0.mustFlag ? "flags" : "passes",
                "passed": .bool($0.failures.isEmpty),
                "failures": .strings($0.failures),
              ]
            }
          )
        )
      ]
    )
  }

  /// The answer of `vouch policy explain`.
  static func explanation(_ explanation: RuleExplanation) -> JSON {
    document(
      "explanation",
      [
        .init("rule", .string(explanation.id.name)),
        .init("summary", .string(explanation.summary)),
        .init("rationale", .string(explanation.rationale)),
        .init("severity", severity(explanation.severity)),
        .init("options", values(explanation.options)),
        .init(
          "on",
          .array(
            explanation.overrides.map {
              [
                "channel": .string($0.channel.name),
                "severity": severity($0.severity),
                "options": values($0.options),
              ]
            }
          )
        ),
        .init("locked", .bool(explanation.isLocked)),
        .init("file", .optional(explanation.file)),
        .init("line", .optional(explanation.line)),
      ]
    )
  }

  /// The answer of `vouch rules`.
  static func rules(_ rules: [CatalogueRule]) -> JSON {
    document("rules", [.init("rules", .array(rules.map(rule)))])
  }

  /// The answer of `vouch doctor`.
  static func doctor(_ found: [Examination]) -> JSON {
    document(
      "doctor",
      [
        .init("sound", .bool(found.allSatisfy(\.isSound))),
        .init(
          "checks",
          .array(
            found.map {
              [
                "subject": .string($0.subject),
                "sound": .bool($0.isSound),
                "finding": .string($0.finding),
                "help": .optional($0.help),
              ]
            }
          )
        ),
      ]
    )
  }

  /// The answer of `vouch status`.
  func status(_ status: WorkspaceStatus) -> JSON {
    Self.document(
      "status",
      [
        .init(
          "needs",
          .array(
            status.needs.map {
              [
                "kind": .string($0.kind.rawValue),
                "id": .optional($0.submission),
                "channel": .optional($0.channel?.name),
                "message": .string($0.message),
              ]
            }
          )
        ),
        .init(
          "counts",
          .object(
            SubmissionState.allCases.map { state in
              .init(state.rawValue, .int(status.counts.first { $0.state == state }?.count ?? 0))
            }
          )
        ),
        .init("queued", .int(status.queued)),
        .init("next", status.next.map(queued) ?? .null),
      ] + (status.more.isEmpty ? [] : [.init("more", .strings(status.more.map(\.rawValue)))])
    )
  }

  private static func rule(_ rule: CatalogueRule) -> JSON {
    [
      "id": .string(rule.id.name),
      "summary": .string(rule.summary),
      "rationale": .string(rule.rationale),
      "severity": .string(rule.severity.name),
      "stages": .strings(rule.stages),
      "options": .array(
        rule.options.map { option in
          [
            "name": .string(option.name),
            "default": .string(option.value),
            "meaning": .string(option.meaning),
            "minimum": .optional(option.bounds?.lowerBound),
            "maximum": .optional(option.bounds?.upperBound),
          ]
        }
      ),
      "formerIds": .strings(rule.formerIDs.map(\.name)),
      "examples": .array(
        rule.examples.map {
          [
            "draft": .string($0.draft), "flags": .bool($0.flags), "policy": .string($0.policy),
          ]
        }
      ),
    ]
  }

  private static func values(_ options: [CatalogueOption]) -> JSON {
    .object(options.map { JSON.Member($0.name, .string($0.value)) })
  }

  private static func severity(_ severity: Severity?) -> JSON {
    .string(severity?.name ?? "off")
  }
}
