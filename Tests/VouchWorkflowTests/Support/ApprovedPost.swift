import Testing
import VouchCore
import VouchTestSupport

@testable import VouchWorkflow

extension TemporaryWorkspace {
  /// A workspace in which 1@1 is approved for 09:30, and 2@1 waits for the owner.
  static func withApprovedPost() throws -> TemporaryWorkspace {
    let workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:10")
    _ = try desk.submit([workspace.draft("first")], from: "maya")
    let second = try workspace.draft(
      "second",
      why: "Tell people what happens on the first day of work",
      body: "On the first day we only listen. The work begins after lunch."
    )
    _ = try desk.submit([second], from: "maya")
    _ = try desk.approve(ApprovalRequest(id: RevisionID(submission: 1, revision: 1)))
    return workspace
  }

  /// Its database.
  var database: String { root + "/.vouch/vouch.sqlite" }

  /// Why the one post that is due was held, after nothing went out.
  func heldReason(
    at now: String = "2026-09-07T09:31",
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> String {
    let result = try desk(now).emit()
    #expect(result.emitted.isEmpty, sourceLocation: sourceLocation)
    #expect(try outbox().isEmpty, sourceLocation: sourceLocation)
    return result.held.first?.reasons.joined(separator: "; ") ?? "nothing was held"
  }

  /// Expects `status` and the doctor to tell, before the emitter comes, that nothing goes out.
  func expectDistrust(
    _ reason: String,
    isPretended: Bool = true,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let desk = try desk("2026-09-07T08:30", isPretended: isPretended)
    let told = "nothing goes out: \(reason)"
    let need = try desk.status().needs.first
    #expect(need?.kind == .distrusted, sourceLocation: sourceLocation)
    #expect(
      need?.message.hasPrefix(told) == true,
      "\(need?.message ?? "")",
      sourceLocation: sourceLocation
    )
    let memory = desk.examine().first { $0.subject == "memory" }
    #expect(memory?.finding.hasPrefix(told) == true, sourceLocation: sourceLocation)
    #expect(memory?.isSound == false, sourceLocation: sourceLocation)
  }
}
