import VouchCore

/// The slowest planner there can be: it tries every slot there is, one after another, and asks the
/// plain question of each.
struct ReferencePlanner {
  let calendar: BrandCalendar
  let posts: [PastPost]

  /// The earliest free slot between the request's present and the end of its window; every minute
  /// is a slot where the calendar names none.
  func earliest(_ request: PlanRequest) -> Instant? {
    let start = max(request.now, request.window.start ?? request.now)
    let end = min(request.window.end ?? start + SlotPlanner.horizon, start + SlotPlanner.horizon)
    return slots(of: request.channel, from: start, to: end)
      .sorted()
      .first { start <= $0 && $0 < end && objection(to: $0, for: request) == nil }
  }

  /// Which of the calendar's promises `instant` would break; nil where it breaks none.
  func objection(to instant: Instant, for request: PlanRequest) -> String? {
    let zone = calendar.zone
    let local = zone.local(instant)
    let onDay = posts.filter { zone.local($0.at).date == local.date }
    let onChannel = posts.filter { $0.channel == request.channel }
    let cadence = calendar.cadence[request.channel] ?? Cadence()
    let missions = Set(onDay.filter { $0.kind == .mission }.map(\.submission))
    if !request.window.contains(instant) { return "window" }
    if calendar.daysOff.contains(where: { $0.contains(local.date) }) { return "day off" }
    if let cap = cadence.perDay,
      onDay.filter({ $0.channel == request.channel }).count >= cap
    {
      return "per day"
    }
    if request.isMission, let cap = calendar.missionsPerDay,
      missions.subtracting(request.submission.map { [$0] } ?? []).count >= cap
    {
      return "missions"
    }
    let minute = local.secondOfDay / 60
    let quiet = calendar.quiet[local.date.weekday] ?? []
    if quiet.contains(where: { $0.start.minutes <= minute && minute < $0.end.minutes }) {
      return "quiet"
    }
    for post in onChannel {
      let distance = max(post.at, instant) - min(post.at, instant)
      if distance < cadence.minGap ?? .seconds(0) || post.at == instant { return "gap" }
    }
    return nil
  }

  private func slots(of channel: Channel, from start: Instant, to end: Instant) -> [Instant] {
    let zone = calendar.zone
    guard let slots = calendar.slots[channel] else {
      let first = start.minute == start ? start : start.minute + .minutes(1)
      return Array(
        sequence(first: first) { $0 < end ? $0 + .minutes(1) : nil }
      )
    }
    var found: [Instant] = []
    var day = zone.local(start).date.advanced(by: -2)
    let lastDay = zone.local(end).date.advanced(by: 2)
    while day <= lastDay {
      for time in slots[day.weekday] ?? [] {
        switch zone.resolve(LocalTime(date: day, time: time)) {
        case .unique(let instant), .overlap(let instant, _): found.append(instant)
        case .gap: break
        }
      }
      day = day.advanced(by: 1)
    }
    return found
  }
}
