public import VouchCore
import VouchRules
import VouchStore

/// One entry of the queue or the plan.
public struct QueuedPost: Sendable {
  /// The delivery.
  public let delivery: Delivery
  /// What its assistant calls it.
  public let title: String?
  /// What kind of post it is.
  public let kind: DraftKind
  /// Who handed it in.
  public let assistant: String
}

/// One day of the plan.
public struct PlannedDay: Sendable {
  /// The brand-local day.
  public let date: CivilDate
  /// What goes out on it, or went out already, in order.
  public let posts: [QueuedPost]
  /// The free slots of the day, in order.
  public let free: [Slot]
  /// Whether nothing goes out by policy.
  public let isOff: Bool
}

extension Desk {
  /// The approved posts that wait for their instant, in order.
  ///
  /// - Throws: `StoreError`.
  public func queue() throws -> [QueuedPost] {
    try storeForReading().read { reader in try reader.queue().map { try queued($0, in: reader) } }
  }

  /// The calendar of the coming `days`, beginning today.
  ///
  /// - Throws: `PolicyError` or `StoreError`.
  public func plan(days: Int) throws -> [PlannedDay] {
    // With a policy that cannot be read, the plan still shows what is planned.
    let calendar = (try? rulebook().policy.calendar) ?? BrandCalendar(zone: workspace.settings.zone)
    let now = clock.now
    let today = calendar.zone.local(now).date
    return try storeForReading().read { reader in
      let start = calendar.zone.startOfDay(today)
      let posts = try reader.posts(from: start)
      return try (0..<days).map { offset in
        let date = today.advanced(by: offset)
        let end = calendar.zone.startOfDay(date.advanced(by: 1))
        let start = calendar.zone.startOfDay(date)
        let ofDay = posts.filter { start <= $0.at && $0.at < end }
        let entries = try ofDay.compactMap { post -> QueuedPost? in
          let deliveries = try reader.deliveries(of: post.submission)
          let delivery = deliveries.last {
            $0.channel == post.channel && $0.scheduledAt == post.at
          }
          return try delivery.map { try queued($0, in: reader) }
        }
        return PlannedDay(
          date: date,
          posts: entries,
          free: freeSlots(on: date, calendar, beside: posts, from: now),
          isOff: calendar.isOff(date)
        )
      }
    }
  }

  private func queued(_ delivery: Delivery, in reader: StoreReader) throws -> QueuedPost {
    let submission = try reader.requiredSubmission(delivery.submission)
    let revision = try reader.revision(of: delivery.submission, delivery.revision)
    return QueuedPost(
      delivery: delivery,
      title: revision?.content.title,
      kind: revision?.content.kind ?? .post,
      assistant: submission.assistant
    )
  }

  private func freeSlots(
    on date: CivilDate,
    _ calendar: BrandCalendar,
    beside posts: [PastPost],
    from now: Instant
  ) -> [Slot] {
    let planner = SlotPlanner(calendar: calendar)
    var free: [Slot] = []
    for (channel, slots) in calendar.slots {
      for time in slots[date.weekday] ?? [] {
        let instant: Instant
        switch calendar.zone.resolve(LocalTime(date: date, time: time)) {
        case .unique(let only): instant = only
        case .overlap(let earlier, _): instant = earlier
        case .gap: continue
        }
        guard instant >= now else { continue }
        let request = PlanRequest(channel: channel, exact: instant, now: now)
        let timetable = Timetable(posts, zone: calendar.zone)
        guard (try? planner.plan(request, beside: timetable)) != nil else { continue }
        free.append(Slot(channel: channel, at: instant))
      }
    }
    return free.sorted { ($0.at, $0.channel) < ($1.at, $1.channel) }
  }
}
