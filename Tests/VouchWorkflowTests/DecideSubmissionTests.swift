import Testing
import VouchCore
import VouchTestSupport
import VouchWorkflow

@Suite("Deciding")
struct DecideSubmissionTests {
  let workspace: TemporaryWorkspace
  let desk: Desk

  init() throws {
    workspace = try TemporaryWorkspace()
    desk = try workspace.desk("2026-09-07T08:05")
    _ = try desk.submit([try workspace.draft()], from: "maya")
  }

  @Test("an approval schedules the earliest free slot")
  func approvalSchedules() throws {
    let outcome = try desk.approve(ApprovalRequest(id: RevisionID(submission: 1, revision: 1)))
    guard case .approved(let deliveries, _) = outcome else {
      Issue.record("not approved: \(outcome)")
      return
    }
    #expect(deliveries.map(\.scheduledAt) == [TemporaryWorkspace.instant("2026-09-07T09:30")])
    #expect(try desk.show(1).listed.submission.state == .approved)
  }

  @Test("a revision that was replaced cannot be approved, and nothing changes")
  func staleRevisionIsRefused() throws {
    let next = try workspace.draft(body: "A calmer text about the same fee, for a second look.")
    _ = try desk.submit([next], from: "maya", revising: 1)
    let before = try desk.history()
    let error = #expect(throws: WorkflowError.self) {
      try desk.approve(ApprovalRequest(id: RevisionID(submission: 1, revision: 1)))
    }
    #expect(error?.code == .conflict)
    #expect(try desk.history() == before)
    #expect(try desk.queue().isEmpty)
  }

  @Test("the policy of the day counts: what it blocks now is not approved")
  func todaysPolicyCounts() throws {
    try workspace.write(
      TemporaryWorkspace.policy.replacing("[election]", with: "[election, promise]"),
      to: "policies/brand.yaml"
    )
    let outcome = try desk.approve(ApprovalRequest(id: RevisionID(submission: 1, revision: 1)))
    guard case .blocked(let report, _) = outcome else {
      Issue.record("not blocked: \(outcome)")
      return
    }
    #expect(report.findings.map(\.rule).contains("off-limits"))
    #expect(try desk.show(1).listed.submission.state == .pending)
  }

  @Test("an error can be waived with a reason, and the reason stays with the post")
  func waiverIsRecorded() throws {
    let path = try workspace.draft(
      "vote",
      body: "The election is near. Keep your fee all the same."
    )
    _ = try desk.submit([path], from: "maya")
    let waiver = Waiver(rule: "off-limits", reason: "It is a quote.")
    let outcome = try desk.approve(
      ApprovalRequest(id: RevisionID(submission: 2, revision: 1), waivers: [waiver])
    )
    guard case .approved(_, let report) = outcome else {
      Issue.record("not approved: \(outcome)")
      return
    }
    #expect(report.findings.filter { $0.rule == "off-limits" }.allSatisfy { $0.isWaived })
    #expect(try desk.show(2).approval?.waivers == [waiver])
  }

  @Test("what the policy locks cannot be waived")
  func lockedRuleStays() throws {
    try workspace.write(
      TemporaryWorkspace.policy + "lock: [off-limits]\n",
      to: "policies/brand.yaml"
    )
    let path = try workspace.draft(
      "vote",
      body: "The election is near. Keep your fee all the same."
    )
    _ = try desk.submit([path], from: "maya")
    let error = #expect(throws: WorkflowError.self) {
      try desk.approve(
        ApprovalRequest(
          id: RevisionID(submission: 2, revision: 1),
          waivers: [Waiver(rule: "off-limits", reason: "Please.")]
        )
      )
    }
    #expect(error?.code == .notAllowed)
  }

  @Test("a revoked approval leaves nothing in the queue")
  func revokedLeavesQueue() throws {
    _ = try desk.approve(ApprovalRequest(id: RevisionID(submission: 1, revision: 1)))
    let cancelled = try desk.revoke(1, because: "Not this week.")
    #expect(cancelled.map(\.state) == [.cancelled])
    #expect(try desk.queue().isEmpty)
    #expect(try workspace.desk("2026-09-07T09:31").emit().emitted.isEmpty)
  }

  @Test("a no needs a reason")
  func rejectionNeedsReason() throws {
    let id = RevisionID(submission: 1, revision: 1)
    #expect(throws: WorkflowError.self) { try desk.reject(id, because: "  ") }
    try desk.reject(id, because: "Not our tone.")
    #expect(try desk.show(1).listed.submission.state == .rejected)
    #expect(throws: WorkflowError.self) { try desk.approve(ApprovalRequest(id: id)) }
  }

  @Test("an exact time is kept to the minute and need not be a slot")
  func exactTimeIsKept() throws {
    let exact = TemporaryWorkspace.instant("2026-09-08T10:47")
    let outcome = try desk.approve(
      ApprovalRequest(id: RevisionID(submission: 1, revision: 1), exact: exact)
    )
    guard case .approved(let deliveries, _) = outcome else {
      Issue.record("not approved: \(outcome)")
      return
    }
    #expect(deliveries.map(\.scheduledAt) == [exact])
  }
}

extension String {
  fileprivate func replacing(_ old: String, with new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return replacingCharacters(in: range, with: new)
  }

  private func replacingCharacters(in range: Range<String.Index>, with new: String) -> String {
    String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
