/// Why one instant is not free; its words are made only where somebody reads them.
enum Refusal: Equatable {
  case outsideWindow(LocalTime)
  case dayOff(CivilDate)
  case dayFull(CivilDate, count: Int, cap: Int)
  case missionsFull(CivilDate, count: Int, cap: Int)
  case quiet(LocalTime, QuietHours)
  case tooClose(LocalTime, neighbour: Instant, gap: TimeSpan?)
  case skipped(LocalTime)

  var isMissionPace: Bool {
    if case .missionsFull = self { true } else { false }
  }

  /// One clause for people, with wall times as `zone` shows them.
  func text(in zone: BrandZone) -> String {
    switch self {
    case .outsideWindow(let local):
      "\(local) lies outside the draft's own window"
    case .dayOff(let day):
      "\(day) is a day off"
    case .dayFull(let day, let count, let cap):
      "\(day) already has \(count) of \(cap) posts"
    case .missionsFull(let day, let count, let cap):
      "\(day) already has \(count) of \(cap) missions"
    case .quiet(let local, let quiet):
      "\(local) is in quiet hours \(quiet.start)-\(quiet.end)"
    case .tooClose(let local, let neighbour, let gap):
      if let gap, zone.local(neighbour) != local {
        "\(local) is less than \(gap) from the post at \(zone.local(neighbour))"
      } else {
        "\(local) is taken by another post"
      }
    case .skipped(let local):
      "the clocks jump over \(local)"
    }
  }
}
