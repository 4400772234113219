import VouchCore
import VouchWorkflow

extension Documents {
  /// One element of the answer of `vouch list` and `vouch inbox`.
  func listed(_ summary: SubmissionSummary) -> JSON {
    .object(
      members(
        summary.id,
        summary.submission,
        summary.submission.verdict,
        summary,
        summary.deliveries
      )
    )
  }

  /// The answer of `vouch show`; `changes` only where they were asked for.
  func show(_ shown: ShownSubmission, changes: [String]?) -> JSON {
    let revision = shown.listed.revision
    var members = listed(shown.listed)
    members += [
      .init("source", .string(String(decoding: revision.bytes, as: UTF8.self))),
      .init("findings", Self.findings(shown.listed.report)),
      .init("waivers", .array(shown.listed.waivers.map(\.json))),
      .init("approval", shown.approval.map(approval) ?? .null),
      .init("revisions", .array(shown.revisions.map(self.revision))),
      .init("history", .array(shown.history.map(entry))),
    ]
    if let changes { members.append(.init("diff", .strings(changes))) }
    return Self.document("show", [.init("submission", .object(members))])
  }

  private func listed(_ listed: ListedSubmission) -> [JSON.Member] {
    members(
      listed.id,
      listed.submission,
      listed.report.verdict,
      listed.revision.content,
      listed.deliveries
    )
  }

  private func members(
    _ id: RevisionID,
    _ submission: Submission,
    _ verdict: Verdict,
    _ head: some DraftHead,
    _ deliveries: [Delivery]
  ) -> [JSON.Member] {
    Self.revision(id) + [
      .init("state", .string(submission.state.rawValue)),
      .init("verdict", .string(verdict.rawValue)),
      .init("assistant", .string(submission.assistant)),
      .init("title", .optional(head.title)),
      .init("kind", .string(head.kind.rawValue)),
      .init("channels", .strings(head.channels.map(\.name))),
      .init("topics", .strings(head.topics)),
      .init("why", .optional(head.why)),
      .init("submittedAt", instant(submission.submittedAt)),
      .init("deliveries", .array(deliveries.map { .object(delivery($0)) })),
    ]
  }

  private func approval(_ approval: Approval) -> JSON {
    [
      "revision": .int(approval.revision),
      "fingerprint": .string(approval.fingerprint),
      "at": instant(approval.at),
      "window": ["start": instant(approval.window.start), "end": instant(approval.window.end)],
      "note": .optional(approval.note),
      "waivers": .array(approval.waivers.map(\.json)),
    ]
  }

  private func revision(_ revision: Revision) -> JSON {
    [
      "revision": .int(revision.number),
      "submittedBy": .string(revision.submittedBy.name),
      "submittedAt": instant(revision.submittedAt),
      "path": .string(revision.path),
      "verdict": .string(revision.report.verdict.rawValue),
      "fingerprint": .string(revision.fingerprint),
      "posts": .array(revision.content.posts.map(Self.post)),
      "media": .array(
        revision.content.media.map {
          ["file": .string($0.file), "sha256": .optional($0.sha256), "alt": .optional($0.alt)]
        }
      ),
    ]
  }

  private static func post(_ post: Rendition) -> JSON {
    var members: [JSON.Member] = [
      .init("channel", .string(post.channel.name)),
      .init("text", .string(post.text)),
      .init("segments", .strings(post.segments)),
      .init("length", .int(post.length)),
    ]
    if !post.offsets.isEmpty { members.append(offsets(post)) }
    return .object(members)
  }
}

/// What a draft's head says, wherever it is read from.
private protocol DraftHead {
  var title: String? { get }
  var kind: DraftKind { get }
  var channels: [Channel] { get }
  var topics: [String] { get }
  var why: String? { get }
}

extension RevisionContent: DraftHead {}
extension SubmissionSummary: DraftHead {}
