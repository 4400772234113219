import VouchCore
import VouchWorkflow

extension Documents {
  /// The answer of `vouch check` by `checker`, about `drafts` as ``checked(_:)`` makes them.
  static func check(_ checker: DraftChecker, drafts: [JSON], counts: VerdictCounts) -> JSON {
    document(
      "check",
      [
        .init(
          "policy",
          [
            "name": .string(checker.policyName),
            "fingerprint": .string(checker.policyFingerprint),
          ]
        ),
        .init("drafts", .array(drafts)),
        .init(
          "summary",
          [
            "drafts": .int(counts.total),
            "clear": .int(counts[.clear]),
            "flagged": .int(counts[.flagged]),
            "blocked": .int(counts[.blocked]),
          ]
        ),
      ]
    )
  }

  /// One element of the answer of `vouch check`.
  static func checked(_ draft: CheckedDraft) -> JSON {
    [
      "path": .string(draft.path),
      "verdict": .string(draft.report.verdict.rawValue),
      "findings": findings(draft.report),
    ]
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
