import Benchmark
import VouchCore

extension Micro {
  /// Slots for ten thousand posts over a year.
  static func planning() -> BenchmarkSuite {
    let full = planned(10_000)
    return BenchmarkSuite(name: "planning") { suite in
      suite.benchmark("10,000 deliveries over a year") { keep(planned(10_000)) }
      suite.benchmark("one more beside 10,000") { keep(slot(10_000, beside: full)) }
      suite.benchmark("one more near the end of the year") {
        let late = Window(start: start + .days(360), end: nil)
        keep(slot(10_000, beside: full, in: late))
      }
    }
  }

  private static let start = Instant(seconds: 1_793_000_000)
  private static let channels: [Channel] = [.linkedin, .x, .facebook, .instagram]
  private static let planner = SlotPlanner(calendar: calendar)

  /// Eight slots a day on each of four channels: a little more room than is needed.
  private static let calendar: BrandCalendar = {
    var slots: [Channel: [Weekday: [WallTime]]] = [:]
    for (index, channel) in channels.enumerated() {
      let times = (9..<17).compactMap { WallTime(minutes: $0 * 60 + 15 * index) }
      for weekday in Weekday.allCases { slots[channel, default: [:]][weekday] = times }
    }
    let cadence = Cadence(perDay: 8, minGap: .minutes(30))
    return BrandCalendar(
      zone: BrandZone(identifier: "America/New_York") ?? .utc,
      slots: slots,
      cadence: Dictionary(uniqueKeysWithValues: channels.map { ($0, cadence) })
    )
  }()

  private static func planned(_ count: Int) -> Timetable {
    var timetable = Timetable(zone: calendar.zone)
    for index in 0..<count {
      guard let at = slot(index, beside: timetable) else { continue }
      let taken = Slot(channel: channels[index % channels.count], at: at)
      timetable.take(taken, submission: index, isMission: false)
    }
    return timetable
  }

  private static func slot(
    _ index: Int,
    beside timetable: Timetable,
    in window: Window = .always
  ) -> Instant? {
    let channel = channels[index % channels.count]
    let request = PlanRequest(channel: channel, window: window, submission: index, now: start)
    return try? planner.plan(request, beside: timetable)
  }
}
