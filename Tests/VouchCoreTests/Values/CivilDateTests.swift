import Foundation
import Testing
import VouchCore

@Suite struct CivilDateTests {
  @Test func everyDayFrom1970To2200IsTheOneOfTheGregorianCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let last = try day("2200-12-31").dayNumber
    for number in 0...last {
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let theirs = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      let ours = CivilDate(dayNumber: number)
      let (year, month, day) = ours.components
      // Foundation counts weekdays from Sunday = 1.
      let weekday = (ours.weekday.rawValue + 1) % 7 + 1
      guard
        [year, month, day, weekday] == [theirs.year, theirs.month, theirs.day, theirs.weekday],
        CivilDate(year: year, month: month, day: day) == ours,
        CivilDate(parsing: ours.description) == ours
      else {
        Issue.record("day \(number) reads \(ours), \(ours.weekday)")
        return
      }
    }
  }

  @Test(arguments: [
    ("1970-01-01", 0), ("1970-01-02", 1), ("2000-02-29", 11016), ("2000-03-01", 11017),
    ("9999-12-31", 2_932_896),
  ])
  func readsTheDaysItNames(text: String, number: Int) throws {
    #expect(try day(text).dayNumber == number)
    #expect(CivilDate(dayNumber: number).description == text)
  }

  @Test(arguments: [
    "", "2026", "2026-12", "2026-12-1", "26-12-01", "2026-13-01", "2026-00-10", "2026-02-29",
    "2100-02-29", "2026-04-31", "2026-12-00", "2026-12-32", "1969-12-31", "10000-01-01",
    "2026/12/01", "2026-12-01 ", " 2026-12-01", "+026-12-01", "2026-12-01-", "２０２６-12-01",
    "2026-12-0\u{0661}", "2026-12-01\u{301}",
  ])
  func refusesOtherSpellingsAndDaysThatDoNotExist(text: String) {
    #expect(CivilDate(parsing: text) == nil)
  }

  @Test func weekdaysHoldBeforeTheEpochToo() {
    #expect(CivilDate(dayNumber: -1).weekday == .wednesday)
    #expect(CivilDate(dayNumber: -8).weekday == .wednesday)
    #expect(CivilDate(dayNumber: -1).description == "1969-12-31")
    #expect(
      Weekday.allCases.map(\.abbreviation) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    )
  }
}
