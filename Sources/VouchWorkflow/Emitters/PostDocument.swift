import VouchCore

/// The one document a publisher gets: everything about a post, and nothing else is needed.
struct PostDocument {
  let delivery: Delivery
  let content: RevisionContent
  let approval: Approval
  let approvedBy: String
  let assistant: String
  let policyName: String
  let policyFingerprint: String
  let emittedAt: Instant
  let zone: BrandZone
  let isSimulated: Bool

  /// The document as contract section 6 has it, `vouch.post/1`.
  var json: JSON {
    let post = content.posts.first { $0.channel == delivery.channel }
    var members: [JSON.Member] = [
      .init("schema", "vouch.post/1"),
      .init("key", .string(delivery.key)),
      .init("submission", .int(delivery.submission)),
      .init("revision", .int(delivery.revision)),
      .init("channel", .string(delivery.channel.name)),
      .init("kind", .string(content.kind.rawValue)),
      .init("text", .string(post?.text ?? "")),
      .init("segments", .strings(post?.segments ?? [])),
    ]
    if content.kind == .chat {
      let seconds = (post?.offsets ?? []).map { JSON.integer($0.milliseconds / 1000) }
      members.append(.init("offsets", .array(seconds)))
    }
    if let replyTo = content.replyTo { members.append(.init("replyTo", .string(replyTo))) }
    members += [
      .init("links", .strings(post?.links ?? [])),
      .init("mentions", .strings(post?.mentions ?? [])),
      .init("hashtags", .strings(post?.hashtags ?? [])),
      .init("media", .array(content.media.map(Self.media))),
      .init("mission", mission),
      .init("scheduledAt", .string(zone.format(delivery.scheduledAt))),
      .init("emittedAt", .string(zone.format(emittedAt))),
      .init("assistant", .string(assistant)),
      .init("approvedBy", .string(approvedBy)),
      .init("approvedAt", .string(zone.format(approval.at))),
      .init("fingerprint", .string(approval.fingerprint)),
      .init("policy", ["name": .string(policyName), "fingerprint": .string(policyFingerprint)]),
      .init(
        "waivers",
        .array(
          approval.waivers.map { ["rule": .string($0.rule.name), "reason": .string($0.reason)] }
        )
      ),
    ]
    if isSimulated { members.append(.init("simulated", true)) }
    return .object(members)
  }

  /// The name of its file in the outbox, such as `20261202T171500Z-12-linkedin.json`.
  var fileName: String {
    let stamp = BrandZone.utc.format(delivery.scheduledAt).filter { $0 != "-" && $0 != ":" }
    return "\(stamp)-\(delivery.submission)-\(delivery.channel.name).json"
  }

  private var mission: JSON {
    guard content.kind == .mission else { return .null }
    return ["ask": .optional(content.ask), "people": .strings(content.asked)]
  }

  private static func media(_ media: StoredMedia) -> JSON {
    [
      "file": .string(media.copy ?? media.file), "sha256": .optional(media.sha256),
      "alt": .optional(media.alt),
    ]
  }
}
