import Synchronization

/// Reads wall times and instants of successive days, and asks the zone as seldom as it can.
///
/// A search over a year reads the clock thousands of times, and on most days the offset is the one
/// of the day before.
struct SteadyClock {
  private let zone: BrandZone
  private var offset = 0
  /// Days, counted as in ``CivilDate/dayNumber``, on which `offset` holds throughout, in UTC and on
  /// the wall.
  private var steadyDays = 0..<0

  init(zone: BrandZone) { self.zone = zone }

  /// What the wall clock shows at `instant`, cut to the second.
  mutating func local(_ instant: Instant) -> LocalTime {
    let seconds = Int(instant.seconds)
    guard isSteady(CivilDate.split(secondsSinceEpoch: seconds).date) else {
      return zone.local(instant)
    }
    let (date, second) = CivilDate.split(secondsSinceEpoch: seconds + offset)
    return LocalTime(date: date, secondOfDay: second)
  }

  /// The first instant that shows `local`; nil where the clocks jump over it.
  mutating func firstInstant(showing local: LocalTime) -> Instant? {
    if let instant = steadyInstant(showing: local) { return instant }
    return switch zone.resolve(local) {
    case .unique(let instant), .overlap(let instant, _): instant
    case .gap: nil
    }
  }

  /// The only instant that shows `local`; nil where the clocks may be moved on that day or near it.
  mutating func steadyInstant(showing local: LocalTime) -> Instant? {
    isSteady(local.date) ? Instant(seconds: local.secondsAsIfUTC - Int64(offset)) : nil
  }

  private mutating func isSteady(_ date: CivilDate) -> Bool {
    let day = date.dayNumber
    if steadyDays.contains(day) { return true }
    let group = day >> 2
    guard let steady = zone.steadyOffset(ofDays: group) else { return false }
    (steadyDays, offset) = (group << 2..<(group + 1) << 2, steady)
    return true
  }
}

/// What was found out about a zone, for whoever asks next: it tells as often as it is asked, but
/// takes its time.
final class SteadyOffsets: Sendable {
  /// For days, four in a row by one number, the offset that holds on all of them; nil within where
  /// none may.
  private let known = Mutex<[Int: Int?]>([:])

  /// The offset of the days of that number, which `find` finds where nobody has asked before.
  func offset(ofDays group: Int, _ find: () -> Int?) -> Int? {
    known.withLock { known in
      if let offset = known[group] { return offset }
      let offset = find()
      known.updateValue(offset, forKey: group)
      return offset
    }
  }
}

extension BrandZone {
  /// The offset that holds throughout four days in a row, in UTC and on the wall, the days counted
  /// as in ``CivilDate/dayNumber`` and divided by four; nil where the clocks may be moved.
  fileprivate func steadyOffset(ofDays group: Int) -> Int? {
    steadyOffsets.offset(ofDays: group) {
      let midnight = Int64(group << 2) * 86_400
      let before = offset(at: Instant(seconds: midnight - 86_400))
      let after = offset(at: Instant(seconds: midnight + 5 * 86_400))
      // No zone moves its clocks twice in six days: equal offsets at both ends hold in between, and
      // the first and last of these days are left out because wall and UTC days differ.
      return before == after ? before : nil
    }
  }
}
