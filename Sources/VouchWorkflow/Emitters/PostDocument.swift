import VouchCore

/// The one document a publisher gets: everything about a post, and nothing else is needed.
///
/// All of it but the instants of the slot and of the emission is what the owner signed.
struct PostDocument {
  let delivery: Delivery
  let content: PostContent
  let statement: DecisionStatement
  let signed: SignedStatement
  let emittedAt: Instant
  let zone: BrandZone

  static let schema = "vouch.post/1"

  /// The document as contract section 6 has it, with the signed approval at its end.
  var json: JSON {
    var members: [JSON.Member] = [
      .init("schema", .string(Self.schema)),
      .init("key", .string(delivery.key)),
      .init("submission", .int(statement.id.submission)),
      .init("revision", .int(statement.id.revision)),
    ]
    members += content.members
    members += [
      .init("scheduledAt", .string(zone.format(delivery.scheduledAt))),
      .init("emittedAt", .string(zone.format(emittedAt))),
      .init("assistant", .string(statement.assistant)),
      .init("approvedBy", .string(statement.owner)),
      .init("approvedAt", .string(zone.format(statement.at))),
      .init("fingerprint", .string(statement.fingerprint)),
      .init(
        "policy",
        [
          "name": .string(statement.policy.name),
          "fingerprint": .string(statement.policy.fingerprint),
        ]
      ),
      .init("waivers", .array(statement.waivers.map(\.json))),
    ]
    if statement.isSimulated { members.append(.init("simulated", true)) }
    return .object(members + signed.members)
  }

  /// The name of its file in the outbox, such as `20261202T171500Z-12-linkedin.json`.
  var fileName: String {
    let stamp = BrandZone.utc.format(delivery.scheduledAt).filter { $0 != "-" && $0 != ":" }
    return "\(stamp)-\(delivery.submission)-\(delivery.channel.name).json"
  }

  /// The same post after its delivery moved.
  func with(_ delivery: Delivery) -> PostDocument {
    PostDocument(
      delivery: delivery,
      content: content,
      statement: statement,
      signed: signed,
      emittedAt: emittedAt,
      zone: zone
    )
  }
}
