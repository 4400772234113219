import Testing
import VouchCore

@Suite struct TimeTextTests {
  @Test(arguments: [
    ("2026-12-01T09:00Z", "2026-12-01T09:00:00Z"),
    ("2026-12-01T09:00z", "2026-12-01T09:00:00Z"),
    ("2026-12-01t09:00:07Z", "2026-12-01T09:00:07Z"),
    ("2026-12-01 09:00-05:00", "2026-12-01T14:00:00Z"),
    ("2026-12-01T09:00:00+05:45", "2026-12-01T03:15:00Z"),
    ("2026-12-31T23:59:59-18:00", "2027-01-01T17:59:59Z"),
    ("2026-12-01T00:00-00:00", "2026-12-01T00:00:00Z"),
    ("1970-01-01T00:00Z", "1970-01-01T00:00:00Z"),
    ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59Z"),
  ])
  func readsInstants(text: String, expected: String) throws {
    #expect(utc(try instant(text)) == expected)
  }

  @Test(
    arguments: [
      ("2026-12-01", nil, 0), ("2026-12-01T00:00", 0, 0), ("2026-12-01 23:59:59", 86_399, 0),
      ("2026-12-01T09:30:00.5", 34_200, 500), ("2026-12-01T09:30:00.07", 34_200, 70),
      ("2026-12-01T09:30:00.123456789012", 34_200, 123),
    ] as [(String, Int?, Int)]
  )
  func readsLocalTimes(text: String, secondOfDay: Int?, millisecond: Int) throws {
    let time = try #require(TimeText(parsing: text))
    #expect(time.date == (try day("2026-12-01")))
    #expect(time.secondOfDay == secondOfDay)
    #expect(time.millisecond == millisecond)
    #expect(time.offset == nil)
    #expect(time.instant == nil)
    #expect(time.local == LocalTime(date: time.date, secondOfDay: secondOfDay ?? 0))
  }

  @Test func keepsMillisecondsOfInstants() throws {
    #expect(try instant("1970-01-01T00:00:01.25Z") == Instant(milliseconds: 1250))
  }

  @Test(arguments: [
    "", "2026-12-01T", "2026-12-01T9:00", "2026-12-01T09", "2026-12-01T09:0", "2026-12-01T24:00",
    "2026-12-01T09:60", "2026-12-01T09:00:60", "2026-12-01T09:00:", "2026-12-01T09:00:00.",
    "2026-12-01T09:00.5", "2026-12-01T09:00,5", "2026-12-01T09:00 Z", "2026-12-01Z",
    "2026-12-01+05:00", "2026-12-01T09:00+5:00", "2026-12-01T09:00+0500", "2026-12-01T09:00+05",
    "2026-12-01T09:00+19:00", "2026-12-01T09:00+05:60", "2026-12-01T09:00ZZ",
    "2026-12-01T09:00Z+05:00", "2026-12-01  09:00", "2026-12-01T09:00\n", " 2026-12-01T09:00",
    "2026-12-01_09:00", "2026-02-30T09:00", "2026-12-01T\u{301}09:00", "2026-12-01T09:0０",
    "1970-01-01T00:00+00:01", "9999-12-31T23:59-00:01", "12/01/2026", "tomorrow", "09:00",
  ])
  func refusesEverythingElse(text: String) {
    #expect(TimeText(parsing: text) == nil)
  }
}
