public import VouchCore
import VouchRules
import VouchStore

/// What would come of approving a revision now.
public struct ApprovalPreview: Sendable {
  /// Where and when its posts would go out, in the order of its channels.
  public let plan: [(channel: Channel, outcome: Result<Instant, PlanObstacle>)]
  /// What today's rules find.
  public let report: Report
  /// The rules with errors that the policy lets the owner waive, by id.
  public let waivable: [RuleID]
}

extension Desk {
  /// Plans and judges a revision as approving it now would; changes nothing.
  ///
  /// - Throws: ``WorkflowError``, also where a newer revision exists; `PolicyError` or `StoreError`.
  public func preview(_ id: RevisionID, at exact: Instant? = nil) throws -> ApprovalPreview {
    let rulebook = try rulebook()
    return try storeForReading().read { reader in
      let submission = try reader.requiredSubmission(id.submission)
      let revision = try reader.latestRevision(id, of: submission)
      let draft: Draft
      switch rulebook.parse(revision.bytes, path: revision.path) {
      case .success(let parsed): draft = parsed
      case .failure(let error):
        return ApprovalPreview(plan: [], report: rulebook.report(on: error), waivable: [])
      }
      let request = AssessmentRequest(
        draft: draft,
        stage: .approve,
        now: clock.now,
        submission: submission.id,
        assistant: try facts(about: revision.submittedBy.name, in: reader),
        exact: exact,
        window: exact == nil ? nil : .always
      )
      let assessment = try rulebook.assess(request, in: reader)
      let errors = Set(assessment.report.findings.filter { $0.severity == .error }.map(\.rule))
      return ApprovalPreview(
        plan: draft.channels.compactMap { channel in
          assessment.plan[channel].map { (channel, $0) }
        },
        report: assessment.report,
        waivable: errors.filter { !rulebook.policy.locks($0) }.sorted()
      )
    }
  }
}
