import VouchCore
import VouchWorkflow

/// The JSON documents of the contract, made for one brand's zone.
struct Documents {
  let zone: BrandZone

  /// An object with its schema in front.
  static func document(_ name: String, _ members: [JSON.Member]) -> JSON {
    .object([JSON.Member("schema", .string("vouch.\(name)/1"))] + members)
  }

  /// An instant with the brand's offset; null where there is none.
  func instant(_ instant: Instant?) -> JSON {
    .optional(instant.map(zone.format))
  }

  /// `F` of the contract.
  static func finding(_ finding: Finding) -> JSON {
    [
      "rule": .string(finding.rule.name),
      "severity": .string(finding.severity.name),
      "message": .string(finding.message),
      "line": .int(finding.start.line),
      "column": .int(finding.start.column),
      "endLine": .int(finding.end.line),
      "endColumn": .int(finding.end.column),
      "excerpt": .string(finding.excerpt),
      "surface": .optional(finding.surface?.rawValue),
      "measured": .optional(finding.measured),
      "limit": .optional(finding.limit),
      "help": .optional(finding.help),
      "waived": .bool(finding.isWaived),
    ]
  }

  /// The findings of a report, in order.
  static func findings(_ report: Report) -> JSON { .array(report.findings.map(finding)) }

  /// `D` of the contract, as members.
  func delivery(_ delivery: Delivery) -> [JSON.Member] {
    [
      .init("channel", .string(delivery.channel.name)),
      .init("state", .string(delivery.state.rawValue)),
      .init("scheduledAt", instant(delivery.scheduledAt)),
      .init("emittedAt", instant(delivery.emittedAt)),
      .init("key", .string(delivery.key)),
      .init("url", .optional(delivery.url)),
    ]
  }

  /// The members that name a revision.
  static func revision(_ id: RevisionID?) -> [JSON.Member] {
    [
      .init("id", .optional(id?.submission)),
      .init("revision", .optional(id?.revision)),
    ]
  }

  /// One entry of the ledger.
  func entry(_ entry: LedgerEntry) -> JSON {
    [
      "sequence": .int(entry.sequence),
      "at": instant(entry.at),
      "actor": .string(entry.actor.name),
      "event": .string(entry.event.name),
      "submission": .optional(entry.submission),
      "details": details(entry.event.details),
      "digest": .string(entry.digest),
    ]
  }

  /// The details of an event with its instants as instants.
  private func details(_ details: JSON) -> JSON {
    guard case .object(let members) = details else { return details }
    return .object(
      members.map { member in
        guard case .integer(let time) = member.value, member.key.hasSuffix("At") else {
          return member
        }
        return JSON.Member(member.key, instant(Instant(milliseconds: time)))
      }
    )
  }
}
