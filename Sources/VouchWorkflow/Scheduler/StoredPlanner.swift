import VouchCore
import VouchStore

/// Plans posts beside what the store holds, and reads no more of it than the answer takes.
struct StoredPlanner {
  let calendar: BrandCalendar
  let store: StoreReader

  /// The earliest slot for `request`, beside what is stored and what is in `own`.
  ///
  /// - Throws: `StoreError`.
  func plan(
    _ request: PlanRequest,
    besides own: [TakenSlot] = []
  ) throws -> Result<Instant, PlanObstacle> {
    try SlotPlanner(calendar: calendar).plan(request) { range in
      Timetable(try taken(request, in: range) + own, zone: calendar.zone)
    }
  }

  private func taken(_ request: PlanRequest, in range: Range<Instant>) throws -> [TakenSlot] {
    let taken = try store.takenSlots(
      on: request.channel,
      in: range,
      besides: request.submission
    )
    guard request.isMission, calendar.missionsPerDay != nil else { return taken }
    let missions = try store.takenByMissions(in: range, besides: request.submission)
    return taken + missions.filter { $0.slot.channel != request.channel }
  }
}
