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

/// A stretch of the queue.
public struct QueueStretch: Sendable {
  /// The posts, in order.
  public let posts: [QueuedPost]
  /// How many more wait behind them.
  public let more: Int
}

extension Desk {
  /// The approved posts that wait for their instant, in order.
  ///
  /// - Throws: `StoreError`.
  public func queue() throws -> [QueuedPost] { try queue(limit: .max).posts }

  /// The first `limit` of the approved posts that wait for their instant, in order.
  ///
  /// - Throws: `StoreError`.
  public func queue(limit: Int) throws -> QueueStretch {
    try storeForReading().read { try queue(limit: limit, in: $0) }
  }

  func queue(limit: Int, in reader: StoreReader) throws -> QueueStretch {
    let deliveries = try reader.queue(limit: limit)
    return QueueStretch(
      posts: try queued(deliveries, in: reader),
      more: try reader.queueLength() - deliveries.count
    )
  }

  /// When the next post that nothing holds back is due; nil where there is none.
  ///
  /// - Throws: `StoreError`.
  public func nextDue() throws -> Instant? {
    try storeForReading().read { try $0.nextDue() }
  }

  /// The calendar of the coming `days`, beginning today.
  ///
  /// - Throws: `PolicyError` or `StoreError`.
  public func plan(days: Int) throws -> [PlannedDay] {
    // With a policy that cannot be read, the plan still shows what is planned.
    let calendar = (try? rulebook().policy.calendar) ?? BrandCalendar(zone: workspace.settings.zone)
    let now = clock.now
    let today = calendar.zone.local(now).date
    let midnights = (0...days).map { calendar.zone.startOfDay(today.advanced(by: $0)) }
    guard let start = midnights.first, let end = midnights.last else { return [] }
    // What lies outside the days can still be too close to a slot at their edge.
    let margin = calendar.cadence.values.compactMap(\.minGap).max() ?? .seconds(0)
    return try storeForReading().read { reader in
      let around = try reader.deliveries(in: (start - margin)..<(end + margin))
      let timetable = Timetable(
        around.map {
          TakenSlot(
            slot: Slot(channel: $0.channel, at: $0.scheduledAt),
            submission: $0.submission,
            isMission: false
          )
        },
        zone: calendar.zone
      )
      let posts = try queued(
        around.filter { start <= $0.scheduledAt && $0.scheduledAt < end },
        in: reader
      )
      var rest = posts[...]
      return (0..<days).map { offset in
        let date = today.advanced(by: offset)
        let ofDay = rest.prefix(while: { $0.delivery.scheduledAt < midnights[offset + 1] })
        rest = rest.dropFirst(ofDay.count)
        return PlannedDay(
          date: date,
          posts: Array(ofDay),
          free: freeSlots(on: date, calendar, beside: timetable, from: now),
          isOff: calendar.isOff(date)
        )
      }
    }
  }

  private func queued(_ deliveries: [Delivery], in reader: StoreReader) throws -> [QueuedPost] {
    let heads = try reader.heads(
      of: deliveries.map { RevisionID(submission: $0.submission, revision: $0.revision) }
    )
    return deliveries.map { delivery in
      let id = RevisionID(submission: delivery.submission, revision: delivery.revision)
      let head = heads[id]
      return QueuedPost(
        delivery: delivery,
        title: head?.title,
        kind: head?.kind ?? .post,
        assistant: head?.assistant ?? ""
      )
    }
  }

  private func freeSlots(
    on date: CivilDate,
    _ calendar: BrandCalendar,
    beside timetable: Timetable,
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
        guard (try? planner.plan(request, beside: timetable)) != nil else { continue }
        free.append(Slot(channel: channel, at: instant))
      }
    }
    return free.sorted { ($0.at, $0.channel) < ($1.at, $1.channel) }
  }
}
