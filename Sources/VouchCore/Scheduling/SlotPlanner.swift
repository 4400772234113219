/// Finds the earliest instant at which a post may go out.
///
/// Pure: the same calendar, timetable and request always give the same answer. It never answers
/// with an instant that has passed by more than the calendar's grace.
public struct SlotPlanner: Sendable {
  /// The brand's calendar.
  public let calendar: BrandCalendar

  /// How far ahead a slot is looked for.
  public static let horizon = TimeSpan.days(366)

  /// A planner for `calendar`.
  public init(calendar: BrandCalendar) {
    self.calendar = calendar
  }

  /// The earliest slot for `request` beside what is in `timetable`.
  ///
  /// - Throws: ``PlanObstacle`` where nothing fits.
  public func plan(
    _ request: PlanRequest,
    beside timetable: Timetable
  ) throws(PlanObstacle) -> Instant {
    do {
      return try search(request, timetable)
    } catch {
      guard request.isMission, calendar.missionsPerDay != nil, error.kind != .exactTime else {
        throw error
      }
      // Whether it is the pace of missions alone that stands in the way, the owner should know.
      var relaxed = self.calendar
      relaxed.missionsPerDay = nil
      guard (try? SlotPlanner(calendar: relaxed).search(request, timetable)) != nil else {
        throw error
      }
      throw PlanObstacle(.missionPace, error.reason, on: request.channel)
    }
  }

  private func search(
    _ request: PlanRequest,
    _ timetable: Timetable
  ) throws(PlanObstacle) -> Instant {
    if request.window.hasPassed(at: request.now) {
      throw PlanObstacle(.window, "its window has passed", on: request.channel)
    }
    if let exact = request.exact { return try check(exact, request, timetable) }
    let start = max(request.now, request.window.start ?? request.now)
    let limit = request.now + Self.horizon
    let end = min(request.window.end ?? limit, max(limit, start + Self.horizon))
    return switch calendar.slots[request.channel] {
    case .some(let slots): try firstSlot(slots, start, end, request, timetable)
    case .none: try firstMinute(start, end, request, timetable)
    }
  }

  private func check(
    _ exact: Instant,
    _ request: PlanRequest,
    _ timetable: Timetable
  ) throws(PlanObstacle) -> Instant {
    if exact + calendar.late.grace < request.now {
      throw PlanObstacle(
        .exactTime,
        "its exact time \(shown(exact)) has passed",
        on: request.channel
      )
    }
    if let reason = refusal(of: exact, request, timetable) {
      throw PlanObstacle(
        reason.isMission ? .missionPace : .exactTime,
        "its exact time \(shown(exact)) does not fit: \(reason.text)",
        on: request.channel
      )
    }
    return exact
  }

  private func firstSlot(
    _ slots: [Weekday: [WallTime]],
    _ start: Instant,
    _ end: Instant,
    _ request: PlanRequest,
    _ timetable: Timetable
  ) throws(PlanObstacle) -> Instant {
    var day = calendar.zone.local(start).date
    let lastDay = calendar.zone.local(end).date
    var lastReason: String?
    while day <= lastDay {
      defer { day = day.advanced(by: 1) }
      guard let times = slots[day.weekday], !times.isEmpty else { continue }
      if let full = refusal(ofDay: day, request, timetable) {
        lastReason = full.text
        continue
      }
      for time in times {
        let instant: Instant
        switch calendar.zone.resolve(LocalTime(date: day, time: time)) {
        case .unique(let only): instant = only
        case .overlap(let earlier, _): instant = earlier
        // The clocks jump over this slot today.
        case .gap: continue
        }
        guard instant >= start, instant < end else { continue }
        guard let reason = refusal(of: instant, request, timetable) else { return instant }
        lastReason = reason.text
      }
    }
    throw PlanObstacle(.cadence, nothingFits(start, end, request, lastReason), on: request.channel)
  }

  private func firstMinute(
    _ start: Instant,
    _ end: Instant,
    _ request: PlanRequest,
    _ timetable: Timetable
  ) throws(PlanObstacle) -> Instant {
    var instant = start.minute == start ? start : start.minute + .minutes(1)
    var lastReason: String?
    while instant < end {
      guard let reason = refusal(of: instant, request, timetable) else { return instant }
      lastReason = reason.text
      let local = calendar.zone.local(instant)
      switch reason.until {
      case .endOfDay: instant = calendar.zone.startOfDay(local.date.advanced(by: 1))
      case .wall(let time):
        let wanted = LocalTime(date: local.date, time: time)
        instant =
          switch calendar.zone.resolve(wanted) {
          case .unique(let next), .overlap(let next, _), .gap(let next): max(next, instant)
          }
        if calendar.zone.local(instant) < wanted { instant = instant + .minutes(1) }
      case .instant(let next): instant = max(next, instant + .minutes(1))
      }
      if instant.minute != instant { instant = instant.minute + .minutes(1) }
    }
    throw PlanObstacle(.cadence, nothingFits(start, end, request, lastReason), on: request.channel)
  }

  /// Why `instant` is not free for `request`; nil where it is.
  private func refusal(
    of instant: Instant,
    _ request: PlanRequest,
    _ timetable: Timetable
  ) -> Refusal? {
    let local = calendar.zone.local(instant)
    if !request.window.contains(instant) {
      return Refusal("it lies outside the draft's own window", until: .endOfDay)
    }
    if let full = refusal(ofDay: local.date, request, timetable) { return full }
    if let quiet = calendar.quietHours(at: local) {
      return Refusal(
        "\(local) is in quiet hours \(quiet.start)-\(quiet.end)",
        until: .wall(quiet.end)
      )
    }
    let gap = calendar.cadence[request.channel]?.minGap
    if let neighbour = timetable.neighbour(of: instant, channel: request.channel, gap: gap) {
      let gap = gap ?? .minutes(1)
      return Refusal(
        "\(local) is less than \(gap) from the post at \(shown(neighbour))",
        until: .instant(neighbour + gap)
      )
    }
    return nil
  }

  /// Why no instant of `day` is free for `request`; nil where one may be.
  private func refusal(
    ofDay day: CivilDate,
    _ request: PlanRequest,
    _ timetable: Timetable
  ) -> Refusal? {
    if calendar.isOff(day) { return Refusal("\(day) is a day off", until: .endOfDay) }
    if let cap = calendar.cadence[request.channel]?.perDay,
      timetable.count(on: day, channel: request.channel) >= cap
    {
      return Refusal("\(day) already has \(cap) of \(cap) posts", until: .endOfDay)
    }
    if request.isMission, let cap = calendar.missionsPerDay,
      timetable.missions(on: day, besides: request.submission) >= cap
    {
      return Refusal(
        "\(day) already has \(cap) of \(cap) missions",
        until: .endOfDay,
        isMission: true
      )
    }
    return nil
  }

  private func nothingFits(
    _ start: Instant,
    _ end: Instant,
    _ request: PlanRequest,
    _ reason: String?
  ) -> String {
    let range = "from \(shown(start)) to \(shown(end))"
    guard let reason else { return "no slot lies \(range)" }
    return "no slot \(range) is free; the last one tried: \(reason)"
  }

  private func shown(_ instant: Instant) -> String { calendar.zone.local(instant).description }
}

/// What is to be planned.
public struct PlanRequest: Sendable, Equatable {
  /// Where it goes.
  public let channel: Channel
  /// The instants at which it may go out.
  public let window: Window
  /// The exact instant it has to go out at; nil where any slot will do.
  public let exact: Instant?
  /// Whether the pace of missions binds it.
  public let isMission: Bool
  /// The submission it belongs to, so that its own other channels are not counted against it.
  public let submission: Int?
  /// The present: nothing is planned before it.
  public let now: Instant

  /// Something to plan.
  public init(
    channel: Channel,
    window: Window = .always,
    exact: Instant? = nil,
    isMission: Bool = false,
    submission: Int? = nil,
    now: Instant
  ) {
    self.channel = channel
    self.window = window
    self.exact = exact
    self.isMission = isMission
    self.submission = submission
    self.now = now
  }
}

/// Why a post cannot be planned.
public struct PlanObstacle: Error, Hashable, Sendable, CustomStringConvertible {
  /// What stands in the way.
  public enum Kind: Hashable, Sendable {
    /// The post's own window has passed.
    case window
    /// Its exact time has passed, is quiet, or is taken.
    case exactTime
    /// No slot in its window is free.
    case cadence
    /// Only the pace of missions leaves no slot.
    case missionPace
    /// The policy does not name the channel.
    case channel
  }

  /// What stands in the way.
  public let kind: Kind
  /// The reason in words, without the channel.
  public let reason: String
  /// Where it was to go.
  public let channel: Channel

  /// A reason why nothing fits.
  public init(_ kind: Kind, _ reason: String, on channel: Channel) {
    self.kind = kind
    self.reason = reason
    self.channel = channel
  }

  /// One clause for people: `linkedin: …`.
  public var description: String { "\(channel): \(reason)" }
}

private struct Refusal {
  enum Until {
    case endOfDay
    case wall(WallTime)
    case instant(Instant)
  }

  let text: String
  let until: Until
  let isMission: Bool

  init(_ text: String, until: Until, isMission: Bool = false) {
    self.text = text
    self.until = until
    self.isMission = isMission
  }
}
