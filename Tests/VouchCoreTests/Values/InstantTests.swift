import Testing
import VouchCore

@Suite struct InstantTests {
  @Test(
    arguments: [
      (0, 0, 0), (999, 0, 0), (1000, 1, 0), (59_999, 59, 0), (60_000, 60, 60_000),
      (-1, -1, -60_000), (-1000, -1, -60_000), (-1001, -2, -60_000), (-60_000, -60, -60_000),
    ] as [(Int64, Int64, Int64)]
  )
  func cutsTowardsThePast(milliseconds: Int64, seconds: Int64, minute: Int64) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(instant.seconds == seconds)
    #expect(instant.minute == Instant(milliseconds: minute))
  }

  @Test func differencesAndSumsAgree() {
    let (early, late) = (Instant(seconds: 100), Instant(seconds: 160))
    #expect(late - early == .minutes(1))
    #expect(early - late == .minutes(-1))
    #expect(early + .minutes(1) == late)
    #expect(late - TimeSpan.minutes(1) == early)
  }

  @Test func extremesHaveASecond() {
    #expect(Instant(milliseconds: .min).seconds == -9_223_372_036_854_776)
    #expect(Instant(milliseconds: .max).seconds == 9_223_372_036_854_775)
  }
}

@Suite struct WallTimeTests {
  @Test(arguments: [
    ("9:30", 570, "09:30"), ("09:30", 570, "09:30"), ("00:00", 0, "00:00"),
    ("23:59", 1439, "23:59"), ("24:00", 1440, "24:00"),
  ])
  func readsTimesOfDay(text: String, minutes: Int, written: String) throws {
    let time = try wall(text)
    #expect(time.minutes == minutes)
    #expect(time.description == written)
  }

  @Test(arguments: [
    "", "9", "9:3", "24:01", "25:00", "09:60", "009:30", "9:300", "-9:30", "9:30:00", "9.30",
    " 9:30", "9:30pm", "９:30", ":30", "9:",
  ])
  func refusesEverythingElse(text: String) {
    #expect(WallTime(parsing: text) == nil)
  }

  @Test func staysWithinTheDay() throws {
    #expect(WallTime(minutes: -1) == nil)
    #expect(WallTime(minutes: 1441) == nil)
    let date = try day("2026-12-31")
    #expect(LocalTime(date: date, secondOfDay: 90_000).secondOfDay == 86_399)
    #expect(LocalTime(date: date, secondOfDay: -5).secondOfDay == 0)
    #expect(LocalTime(date: date, time: try wall("24:00")) == (try local("2027-01-01 00:00")))
    #expect(try local("2026-12-31 09:30:59").description == "2026-12-31 09:30")
    #expect(try local("2026-12-31 09:30:59").time == (try wall("9:30")))
  }
}
