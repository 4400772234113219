/// One request, looked up in one calendar beside one timetable.
struct SlotSearch {
  let request: PlanRequest
  private let planner: SlotPlanner
  /// Whether missions may be only so many a day.
  private let pacesMissions: Bool
  private let cadence: Cadence
  private let timetable: Timetable
  private let lane: Timetable.Lane

  init(
    by planner: SlotPlanner,
    request: PlanRequest,
    timetable: Timetable,
    pacesMissions: Bool = true
  ) {
    self.request = request
    self.planner = planner
    self.pacesMissions = pacesMissions
    self.cadence = planner.calendar.cadence[request.channel] ?? Cadence()
    self.timetable = timetable
    self.lane = timetable.lane(of: request.channel)
  }

  private var calendar: BrandCalendar { planner.calendar }
  private var zone: BrandZone { calendar.zone }

  /// The same search where missions may be as many as they like.
  var withoutMissionPace: SlotSearch {
    SlotSearch(by: planner, request: request, timetable: timetable, pacesMissions: false)
  }

  /// How a search ended.
  enum Outcome {
    case free(Instant)
    case none(Refusals)
  }

  /// What the owner hears of a search that found nothing.
  struct Refusals {
    private(set) var last: Refusal?
    private(set) var lastMissionPace: Refusal?

    fileprivate mutating func note(_ refusal: Refusal) {
      last = refusal
      if refusal.isMissionPace { lastMissionPace = refusal }
    }
  }

  /// The earliest free slot in `range`, which lies within the request's window.
  func first(in range: Range<Instant>) -> Outcome {
    switch calendar.slots[request.channel] {
    case .some(let slots): firstSlot(slots, in: range)
    case .none: firstMinute(in: range)
    }
  }

  /// Why `instant` is not free; nil where it is.
  func refusal(of instant: Instant) -> Refusal? {
    let local = zone.local(instant)
    guard request.window.contains(instant) else { return .outsideWindow(local) }
    return refusal(of: local.date) ?? refusal(of: instant, showing: local)
  }

  /// Why no instant of `day` is free; nil where one may be.
  private func refusal(of day: CivilDate) -> Refusal? {
    if calendar.isOff(day) { return .dayOff(day) }
    if let cap = cadence.perDay {
      let count = lane.count(on: day)
      if count >= cap { return .dayFull(day, count: count, cap: cap) }
    }
    if request.isMission, pacesMissions, let cap = calendar.missionsPerDay {
      let count = timetable.missions(on: day, besides: request.submission)
      if count >= cap { return .missionsFull(day, count: count, cap: cap) }
    }
    return nil
  }

  /// Why `instant` is not free on a day that is; nil where it is.
  private func refusal(of instant: Instant, showing local: LocalTime) -> Refusal? {
    if let quiet = calendar.quietHours(at: local) { return .quiet(local, quiet) }
    if let neighbour = lane.neighbour(of: instant, gap: cadence.minGap) {
      return .tooClose(local, neighbour: neighbour, gap: cadence.minGap)
    }
    return nil
  }

  private func firstSlot(_ slots: [Weekday: [WallTime]], in range: Range<Instant>) -> Outcome {
    var clock = SteadyClock(zone: zone)
    var refusals = Refusals()
    var day = clock.local(range.lowerBound).date
    // No wall is a whole day behind: until then nobody has to ask which day it shows at the end.
    let surelyAsked = CivilDate.split(secondsSinceEpoch: Int(range.upperBound.seconds)).date
    // One day more: clocks that are put back over midnight show the next day before the end.
    while day <= surelyAsked || day <= zone.local(range.upperBound).date.advanced(by: 1) {
      defer { day = day.advanced(by: 1) }
      guard let times = slots[day.weekday], !times.isEmpty else { continue }
      let dayRefusal = refusal(of: day)
      for time in times {
        let local = LocalTime(date: day, time: time)
        guard let instant = clock.firstInstant(showing: local) else {
          refusals.note(.skipped(local))
          continue
        }
        guard range.contains(instant) else { continue }
        guard let refusal = dayRefusal ?? refusal(of: instant, showing: local) else {
          return .free(instant)
        }
        refusals.note(refusal)
        if dayRefusal != nil { break }
      }
    }
    return .none(refusals)
  }

  private func firstMinute(in range: Range<Instant>) -> Outcome {
    var clock = SteadyClock(zone: zone)
    var refusals = Refusals()
    var instant = range.lowerBound.roundedUpToMinute
    while instant < range.upperBound {
      let local = clock.local(instant)
      guard let refusal = refusal(of: local.date) ?? refusal(of: instant, showing: local) else {
        return .free(instant)
      }
      refusals.note(refusal)
      let end = end(of: refusal, after: instant, by: &clock)
      instant = max(end.roundedUpToMinute, instant + .minutes(1))
    }
    return .none(refusals)
  }

  /// The first instant after `instant` that `refusal` may not apply to.
  private func end(
    of refusal: Refusal,
    after instant: Instant,
    by clock: inout SteadyClock
  ) -> Instant {
    switch refusal {
    case .outsideWindow, .skipped: return instant
    case .dayOff(let day), .dayFull(let day, _, _), .missionsFull(let day, _, _):
      let midnight = LocalTime(date: day.advanced(by: 1), time: .midnight)
      return clock.steadyInstant(showing: midnight) ?? zone.firstInstant(showing: midnight)
    case .tooClose(_, _, let gap): return lane.firstClearMinute(from: instant, gap: gap)
    case .quiet(let local, let quiet):
      let wanted = LocalTime(date: local.date, time: quiet.end)
      if let end = clock.steadyInstant(showing: wanted) { return end }
      let end = zone.firstInstant(showing: wanted)
      // Where the clocks are moved in between, the quiet may end early: go minute by minute.
      return zone.offset(at: instant) == zone.offset(at: end) ? end : instant
    }
  }
}
