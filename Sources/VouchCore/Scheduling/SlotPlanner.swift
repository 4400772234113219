/// Finds the earliest instant at which a post may go out.
///
/// Pure: the same calendar, timetable and request always give the same answer. A slot is never
/// before the request's present; an exact time may have passed by the calendar's grace at most.
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
    if let end = request.window.end {
      if request.window.hasPassed(at: request.now) {
        throw obstacle(.window, "its window has passed: it ended \(shown(end))", request)
      }
      if let start = request.window.start, start >= end {
        let range = "from \(shown(start)) to \(shown(end))"
        throw obstacle(.window, "its window holds no time at all: \(range)", request)
      }
    }
    let search = SlotSearch(calendar: calendar, request: request, timetable: timetable)
    if let exact = request.exact { return try check(exact, search) }
    let start = max(request.now, request.window.start ?? request.now)
    let horizon = start + Self.horizon
    let range = start..<min(request.window.end ?? horizon, horizon)
    switch search.first(in: range) {
    case .free(let instant): return instant
    case .none(let refusals): throw nothingFits(range, refusals, search)
    }
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
