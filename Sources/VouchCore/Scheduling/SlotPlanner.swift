/// Finds the earliest instant at which a post may go out.
///
/// Pure: the same calendar, timetable and request always give the same answer. A slot is never
/// before the request's present; an exact time may have passed by the calendar's grace at most.
/// A class, so that a search is handed the calendar without a copy of each of its lists.
public final class SlotPlanner: Sendable {
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
    if let end = request.window.end {
      if request.window.hasPassed(at: request.now) {
        throw obstacle(.window, "its window has passed: it ended \(shown(end))", request)
      }
      if let start = request.window.start, start >= end {
        let range = "from \(shown(start)) to \(shown(end))"
        throw obstacle(.window, "its window holds no time at all: \(range)", request)
      }
    }
    let search = SlotSearch(by: self, request: request, timetable: timetable)
    if let exact = request.exact { return try check(exact, search) }
    let range = range(of: request)
    switch search.first(in: range) {
    case .free(let instant): return instant
    case .none(let refusals): throw nothingFits(range, refusals, search)
    }
  }

  /// The earliest slot for `request`, asking `read` for no more of the timetable than that takes.
  ///
  /// Most posts find a slot within days, and then nobody has to know of the rest of the year.
  ///
  /// - Parameters:
  ///   - request: What is to be planned.
  ///   - read: Gives the timetable in a range of instants; it may hold more than that.
  /// - Returns: The slot, or why nothing fits.
  /// - Throws: Whatever `read` throws.
  public func plan(
    _ request: PlanRequest,
    reading read: (Range<Instant>) throws -> Timetable
  ) throws -> Result<Instant, PlanObstacle> {
    let range = range(of: request)
    if request.exact == nil, !range.isEmpty, !request.window.hasPassed(at: request.now) {
      for days in Self.glances {
        let end = range.lowerBound + .days(days)
        guard end < range.upperBound else { break }
        let glance = range.lowerBound..<end
        let timetable = try read(reach(of: glance, request))
        let search = SlotSearch(by: self, request: request, timetable: timetable)
        if case .free(let instant) = search.first(in: glance) { return .success(instant) }
      }
    }
    let wanted = request.exact.map { $0..<$0 } ?? range
    let timetable = try read(reach(of: wanted, request))
    return Result { () throws(PlanObstacle) in try plan(request, beside: timetable) }
  }

  /// How many days are looked at before the whole range is.
  private static let glances = [8, 32, 128]

  /// The instants among which a slot is looked for; empty where the window holds none.
  private func range(of request: PlanRequest) -> Range<Instant> {
    let start = max(request.now, request.window.start ?? request.now)
    let horizon = start + Self.horizon
    let end = min(request.window.end ?? horizon, horizon)
    return start..<max(start, end)
  }

  /// What bears on the instants in `range`: whole days, and gaps to the posts around them.
  private func reach(of range: Range<Instant>, _ request: PlanRequest) -> Range<Instant> {
    let gap = calendar.cadence[request.channel]?.minGap ?? .seconds(0)
    // A day that the clocks are put back on has up to 25 hours, in some zones more.
    let margin = max(gap, .hours(30))
    return (range.lowerBound - margin)..<(range.upperBound + margin)
  }

  private func check(
    _ exact: Instant,
    _ search: SlotSearch
  ) throws(PlanObstacle) -> Instant {
    let request = search.request
    if exact + calendar.late.grace < request.now {
      throw obstacle(.exactTime, "its exact time \(shown(exact)) has passed", request)
    }
    // The pace of missions is blamed only where nothing else stands in the way.
    guard let refusal = search.withoutMissionPace.refusal(of: exact) ?? search.refusal(of: exact)
    else { return exact }
    throw obstacle(
      refusal.isMissionPace ? .missionPace : .exactTime,
      "its exact time \(shown(exact)) does not fit: \(refusal.text(in: calendar.zone))",
      request
    )
  }

  private func nothingFits(
    _ range: Range<Instant>,
    _ refusals: SlotSearch.Refusals,
    _ search: SlotSearch
  ) -> PlanObstacle {
    let shownRange = "from \(shown(range.lowerBound)) to \(shown(range.upperBound))"
    guard let last = refusals.last else {
      return obstacle(.cadence, "no slot lies \(shownRange)", search.request)
    }
    if let full = refusals.lastMissionPace,
      case .free = search.withoutMissionPace.first(in: range)
    {
      return obstacle(
        .missionPace,
        "no slot \(shownRange) has room for a mission; the last day tried: "
          + full.text(in: calendar.zone),
        search.request
      )
    }
    return obstacle(
      .cadence,
      "no slot \(shownRange) is free; the last one tried: \(last.text(in: calendar.zone))",
      search.request
    )
  }

  private func obstacle(
    _ kind: PlanObstacle.Kind,
    _ reason: String,
    _ request: PlanRequest
  ) -> PlanObstacle {
    PlanObstacle(kind, reason, on: request.channel)
  }

  private func shown(_ instant: Instant) -> String { calendar.zone.local(instant).description }
}
