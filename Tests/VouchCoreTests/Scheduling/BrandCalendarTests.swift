import Testing
import VouchCore

@Suite struct BrandCalendarTests {
  @Test func slotsAreKeptRisingAndOnce() throws {
    let times = [try wall("17:00"), try wall("09:30"), try wall("17:00"), try wall("24:00")]
    let expected: [Weekday: [WallTime]] = [
      .sunday: [try wall("09:30"), try wall("17:00")], .monday: [.midnight],
    ]
    var calendar = BrandCalendar(zone: .utc, slots: [.x: [.sunday: times]])
    #expect(calendar.slots == [.x: expected])
    calendar.slots[.blog] = [.sunday: times]
    #expect(calendar.slots == [.x: expected, .blog: expected])
  }

  @Test func quietHoursEndWhereTheySay() throws {
    let hours = QuietHours(start: try wall("18:00"), end: try wall("24:00"))
    let calendar = BrandCalendar(zone: .utc, quiet: [.tuesday: [hours]])
    #expect(calendar.quietHours(at: try local("2026-12-01 17:59:59")) == nil)
    #expect(calendar.quietHours(at: try local("2026-12-01 18:00")) == hours)
    #expect(calendar.quietHours(at: try local("2026-12-01 23:59:59")) == hours)
    #expect(calendar.quietHours(at: try local("2026-12-02 00:00")) == nil)
  }

  @Test func daysOffHoldBothTheirEnds() throws {
    let calendar = BrandCalendar(
      zone: .utc,
      daysOff: [
        try day("2026-12-24")...day("2027-01-02"), try day("2026-07-04")...day("2026-07-04"),
      ]
    )
    let dates = [
      "2026-12-23", "2026-12-24", "2027-01-02", "2027-01-03", "2026-07-04", "2026-07-05",
    ]
    #expect(
      try dates.map { calendar.isOff(try day($0)) } == [false, true, true, false, true, false]
    )
  }
}
