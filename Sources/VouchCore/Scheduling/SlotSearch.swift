/// One request, looked up in one calendar beside one timetable.
struct SlotSearch {
  let request: PlanRequest
  private let zone: BrandZone
  private let calendar: BrandCalendar
  private let cadence: Cadence
  private let timetable: Timetable
  private let lane: Timetable.Lane

  init(calendar: BrandCalendar, request: PlanRequest, timetable: Timetable) {
    self.request = request
    self.zone = calendar.zone
    self.calendar = calendar
    self.cadence = calendar.cadence[request.channel] ?? Cadence()
    self.timetable = timetable
    self.lane = timetable.lane(of: request.channel)
  }

  /// The same search where missions may be as many as they like.
  var withoutMissionPace: SlotSearch {
    var calendar = calendar
    calendar.missionsPerDay = nil
    return SlotSearch(calendar: calendar, request: request, timetable: timetable)
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
    if request.isMission, let cap = calendar.missionsPerDay {
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
    var day = zone.local(range.lowerBound).date
    // One day more: clocks that are put back over midnight show the next day before the end.
    let lastDay = zone.local(range.upperBound).date.advanced(by: 1)
    while day <= lastDay {
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
    var refusals = Refusals()
    var instant = range.lowerBound.roundedUpToMinute
    while instant < range.upperBound {
      guard let refusal = refusal(of: instant) else { return .free(instant) }
      refusals.note(refusal)
      instant = max(end(of: refusal, after: instant).roundedUpToMinute, instant + .minutes(1))
    }
    return .none(refusals)
  }

  /// The first instant after `instant` that `refusal` may not apply to.
  private func end(of refusal: Refusal, after instant: Instant) -> Instant {
    switch refusal {
    case .outsideWindow, .skipped: return instant
    case .dayOff(let day), .dayFull(let day, _, _), .missionsFull(let day, _, _):
      return zone.startOfDay(day.advanced(by: 1))
    case .tooClose(_, _, let gap): return lane.firstClearMinute(from: instant, gap: gap)
    case .quiet(let local, let quiet):
      let end = zone.firstInstant(showing: LocalTime(date: local.date, time: quiet.end))
      // Where the clocks are moved in between, the quiet may end early: go minute by minute.
      return zone.offset(at: instant) == zone.offset(at: end) ? end : instant
    }
  }
}

/// Finds the instants of wall times on successive days and asks the zone as seldom as it can.
private struct SteadyClock {
  let zone: BrandZone
  private var steadyDays = 0..<0
  private var offset = 0

  init(zone: BrandZone) { self.zone = zone }

  /// The first instant that shows `local`; nil where the clocks jump over it.
  mutating func firstInstant(showing local: LocalTime) -> Instant? {
    let day = local.date.dayNumber
    if !steadyDays.contains(day) { look(at: day) }
    if steadyDays.contains(day) {
      return Instant(seconds: local.secondsAsIfUTC - Int64(offset))
    }
    return switch zone.resolve(local) {
    case .unique(let instant), .overlap(let instant, _): instant
    case .gap: nil
    }
  }

  private mutating func look(at day: Int) {
    let midnight = Int64(day) * 86_400
    let before = zone.offset(at: Instant(seconds: midnight - 86_400))
    let after = zone.offset(at: Instant(seconds: midnight + 5 * 86_400))
    // No zone moves its clocks twice in six days: equal offsets at both ends hold in between.
    steadyDays = before == after ? day..<(day + 4) : 0..<0
    offset = before
  }
}
