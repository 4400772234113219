import VouchCore

/// Reads the times of a head in the brand's zone.
struct ScheduleDecoder {
  private static let keys = ["after", "before", "at"]

  let zone: BrandZone
  private(set) var notes: [DraftProblem] = []

  init(zone: BrandZone) {
    self.zone = zone
  }

  /// The schedule that `node` describes.
  mutating func decode(_ node: HeadNode, fields: inout HeadFields) -> DraftSchedule {
    var schedule = DraftSchedule()
    var keys = fields.keys(node, of: "schedule", known: Self.keys)
    while let (key, value) = fields.next(&keys, of: "schedule", known: Self.keys) {
      guard fields.isText(value, of: key) else { continue }
      let time = instant(value, key: key, fields: &fields)
      let located = time.map { Located($0, at: value.span) }
      switch key {
      case "after": schedule.after = located
      case "before": schedule.before = located
      default: schedule.at = located.map { Located($0.value.minute, at: $0.span) }
      }
    }
    check(schedule, fields: &fields)
    return schedule
  }

  private mutating func instant(
    _ node: HeadNode,
    key: String,
    fields: inout HeadFields
  ) -> Instant? {
    guard let time = fields.tree.withBytes(of: node, { TimeText(parsing: $0) }) else {
      fields.report(
        "'\(key)' cannot be the time '\(fields.tree.text(of: node))'",
        at: node.span,
        help: "write 2026-12-01T09:00, a date alone, or either with an offset such as -05:00"
      )
      return nil
    }
    guard let instant = resolve(time, node, key: key, fields: &fields) else { return nil }
    guard Instant.representable.contains(instant) else {
      fields.report("'\(key)' is not within the years 1970 to 9999", at: node.span)
      return nil
    }
    return instant
  }

  private mutating func resolve(
    _ time: TimeText,
    _ node: HeadNode,
    key: String,
    fields: inout HeadFields
  ) -> Instant? {
    guard time.secondOfDay != nil else {
      switch key {
      case "after": return zone.startOfDay(time.date)
      // The day named is still a good one; what is too late begins with the next.
      case "before": return zone.startOfDay(time.date.advanced(by: 1))
      default:
        fields.report(
          "'at' needs a time of day",
          at: node.span,
          help: "add it: \(time.date)T09:00"
        )
        return nil
      }
    }
    if let instant = time.instant { return instant }
    let fraction = TimeSpan(milliseconds: Int64(time.millisecond))
    switch zone.resolve(time.local) {
    case .unique(let instant): return instant + fraction
    case .overlap(let earlier, _):
      notes.append(
        DraftProblem(
          "'\(fields.tree.text(of: node))' exists twice in \(zone.identifier) because clocks go back; "
            + "the earlier is meant",
          at: fields.file.location(at: node.span.start),
          end: fields.file.location(at: node.span.end),
          help: "write \(zone.format(earlier)) to say so"
        )
      )
      return earlier + fraction
    case .gap(let next):
      fields.report(
        "'\(fields.tree.text(of: node))' does not exist in \(zone.identifier): clocks go forward "
          + "over it",
        at: node.span,
        help: "the next time that exists is \(zone.local(next))"
      )
      return nil
    }
  }

  private func check(_ schedule: DraftSchedule, fields: inout HeadFields) {
    if let after = schedule.after, let before = schedule.before, after.value >= before.value {
      fields.report(
        "'before' is not later than 'after', which leaves no time in between",
        at: before.span
      )
      return
    }
    guard let at = schedule.at else { return }
    if let after = schedule.after, at.value < after.value {
      fields.report("'at' is earlier than 'after'", at: at.span)
    }
    if let before = schedule.before, at.value >= before.value {
      fields.report("'at' is not earlier than 'before'", at: at.span)
    }
  }
}
