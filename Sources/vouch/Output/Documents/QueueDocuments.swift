import VouchCore
import VouchWorkflow

extension Documents {
  /// The answer of `vouch emit`.
  func emit(_ result: EmitResult) -> JSON {
    let found =
      result.found.isEmpty
      ? []
      : [
        JSON.Member("found", .array(result.found.map(emitted)))
      ]
    return Self.document(
      "emit",
      [
        .init("emitted", .array(result.emitted.map(emitted))),
        .init(
          "held",
          .array(
            result.held.map {
              [
                "id": .int($0.delivery.submission),
                "channel": .string($0.delivery.channel.name),
                "reasons": .strings($0.reasons),
              ]
            }
          )
        ),
      ] + found
    )
  }

  /// The answer of `vouch plan`.
  func plan(_ days: [PlannedDay]) -> JSON {
    let days = days.map { day -> JSON in
      [
        "date": .string(day.date.description),
        "weekday": .string(day.date.weekday.abbreviation),
        "off": .bool(day.isOff),
        "posts": .array(day.posts.map(queued)),
        "free": .array(
          day.free.map { ["channel": .string($0.channel.name), "at": instant($0.at)] }
        ),
      ]
    }
    return Self.document("plan", [.init("days", .array(days))])
  }

  /// `D` with what it belongs to.
  func queued(_ post: QueuedPost) -> JSON {
    .object(
      delivery(post.delivery) + [
        .init("id", .int(post.delivery.submission)),
        .init("revision", .int(post.delivery.revision)),
        .init("title", .optional(post.title)),
      ]
    )
  }

  private func emitted(_ emitted: EmitResult.Emitted) -> JSON {
    .object(
      delivery(emitted.delivery) + [
        .init("id", .int(emitted.delivery.submission)),
        .init("revision", .int(emitted.delivery.revision)),
        .init("file", .string(emitted.file)),
      ]
    )
  }
}
