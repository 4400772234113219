import VouchCore
import VouchWorkflow

extension Documents {
  /// The answer of `vouch check`.
  static func check(_ result: CheckResult) -> JSON {
    let verdicts = result.drafts.map(\.report.verdict)
    func count(_ verdict: Verdict) -> JSON { .int(verdicts.count { $0 == verdict }) }
    return document(
      "check",
      [
        .init(
          "policy",
          [
            "name": .string(result.policyName),
            "fingerprint": .string(result.policyFingerprint),
          ]
        ),
        .init(
          "drafts",
          .array(
            result.drafts.map {
              [
                "path": .string($0.path),
                "verdict": .string($0.report.verdict.rawValue),
                "findings": findings($0.report),
              ]
            }
          )
        ),
        .init(
          "summary",
          [
            "drafts": .int(result.drafts.count),
            "clear": count(.clear),
            "flagged": count(.flagged),
            "blocked": count(.blocked),
          ]
        ),
      ]
    )
  }

  /// One element of the answer of `vouch submit` and `vouch take`.
  static func submitted(_ draft: SubmittedDraft) -> JSON {
    .object(
      revision(draft.id) + [
        .init("state", .string(draft.state.rawValue)),
        .init("verdict", .string(draft.report.verdict.rawValue)),
        .init("fingerprint", .optional(draft.fingerprint)),
        .init("path", .string(draft.path)),
        .init("findings", findings(draft.report)),
      ]
    )
  }
}
