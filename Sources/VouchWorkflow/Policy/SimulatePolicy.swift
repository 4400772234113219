public import VouchCore
import VouchRules
import VouchStore

/// What another policy would make of what is on file.
public struct PolicySimulation: Sendable {
  /// A submission on which the two policies differ.
  public struct Difference: Sendable {
    /// The newest revision of the submission.
    public let id: RevisionID
    /// Where the submission stands now.
    public let state: SubmissionState
    /// What its assistant calls it.
    public let title: String?
    /// What the policy in force makes of it.
    public let before: Verdict
    /// What the other policy makes of it.
    public let after: Verdict
    /// The findings that only the other policy has.
    public let gained: [Finding]
    /// The findings that only the policy in force has.
    public let lost: [Finding]
  }

  /// The name of the policy in force.
  public let current: String
  /// The name of the other policy.
  public let other: String
  /// How many submissions were looked at.
  public let submissions: Int
  /// Those on which the two differ, oldest first.
  public let differences: [Difference]

  /// Those that would now be blocked.
  public var newlyBlocked: [Difference] {
    differences.filter { $0.before != .blocked && $0.after == .blocked }
  }

  /// Those that are blocked and would pass.
  public var newlyPassing: [Difference] {
    differences.filter { $0.before == .blocked && $0.after != .blocked }
  }
}

extension Desk {
  /// Runs the policy in force and the one in `file` over everything on file, and compares.
  ///
  /// Both are asked about the text, the head and the assistant's scope of each submission's newest
  /// revision. What depends on other posts (pace, mass-tagging over a day, copies) is left out:
  /// it would depend on the order in which a different policy would have let them through.
  ///
  /// - Throws: ``WorkflowError``, `PolicyError` or `StoreError`.
  public func simulate(
    _ file: String,
    progress: (Int) -> Void = { _ in }
  ) throws -> PolicySimulation {
    let current = try rulebook()
    let other = try Rulebook.load(file: file, zone: workspace.settings.zone)
    return try storeForReading().read { reader in
      var differences: [PolicySimulation.Difference] = []
      let submissions = try reader.submissions()
      for (index, submission) in submissions.enumerated() {
        progress(index + 1)
        if let difference = try compare(submission, current, other, in: reader) {
          differences.append(difference)
        }
      }
      return PolicySimulation(
        current: current.policy.name,
        other: other.policy.name,
        submissions: submissions.count,
        differences: differences
      )
    }
  }

  private func compare(
    _ submission: Submission,
    _ current: Rulebook,
    _ other: Rulebook,
    in reader: StoreReader
  ) throws -> PolicySimulation.Difference? {
    guard let revision = try reader.revision(of: submission.id, submission.latestRevision) else {
      return nil
    }
    let facts = try facts(about: submission.assistant, in: reader)
    let before = current.report(on: revision, facts)
    let after = other.report(on: revision, facts)
    let seen = Set(before.findings)
    let found = Set(after.findings)
    guard seen != found else { return nil }
    return PolicySimulation.Difference(
      id: RevisionID(submission: submission.id, revision: revision.number),
      state: submission.state,
      title: revision.content.title,
      before: before.verdict,
      after: after.verdict,
      gained: after.findings.filter { !seen.contains($0) },
      lost: before.findings.filter { !found.contains($0) }
    )
  }
}

extension Rulebook {
  /// What this policy makes of a stored revision by itself.
  fileprivate func report(on revision: Revision, _ facts: AssistantFacts) -> Report {
    switch parse(revision.bytes, path: revision.path) {
    case .failure(let error): report(on: error)
    case .success(let draft):
      engine.report(
        on: draft,
        stage: .check,
        now: revision.submittedAt,
        plan: [:],
        assistant: facts,
        history: nil
      )
    }
  }
}
