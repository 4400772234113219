import VouchCore
import VouchWorkflow

extension Documents {
  /// What came of a decision on one revision.
  static func decision(_ name: String, revision: RevisionID, state: SubmissionState) -> JSON {
    decision(name, id: revision.submission, revision: revision.revision, state: state)
  }

  /// What came of a decision on a submission.
  static func decision(
    _ name: String,
    id: Int,
    revision: Int? = nil,
    state: SubmissionState,
    deliveries: JSON = []
  ) -> JSON {
    let decision: JSON = [
      "decision": .string(name),
      "id": .int(id),
      "revision": .optional(revision),
      "state": .string(state.rawValue),
      "deliveries": deliveries,
      "findings": [],
    ]
    return document("decision", [.init("decisions", [decision])])
  }

  /// The answer of `vouch revoke`.
  func revocation(_ id: Int, _ cancelled: [Delivery]) -> JSON {
    Self.decision(
      "revoke",
      id: id,
      state: .revoked,
      deliveries: .array(cancelled.map { .object(delivery($0)) })
    )
  }

  /// The answer of `vouch approve`; what was refused is not in it.
  func approvals(_ outcomes: [(RevisionID, ApprovalOutcome)]) -> JSON {
    let decisions = outcomes.map { id, outcome -> JSON in
      let (isApproved, deliveries, report) =
        switch outcome {
        case .approved(let deliveries, let report): (true, deliveries, report)
        case .blocked(let report, _): (false, [], report)
        }
      return [
        "decision": "approve",
        "id": .int(id.submission),
        "revision": .int(id.revision),
        // A blocked request changes nothing: the submission stands where it stood.
        "state": isApproved ? .string(SubmissionState.approved.rawValue) : .null,
        "deliveries": .array(deliveries.map { .object(delivery($0)) }),
        "findings": Self.findings(report),
      ]
    }
    return Self.document("decision", [.init("decisions", .array(decisions))])
  }
}
