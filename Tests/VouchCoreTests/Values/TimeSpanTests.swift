import Testing
import VouchCore

@Suite struct TimeSpanTests {
  @Test(arguments: [
    ("45s", 45, "45s"), ("90m", 5400, "1h30m"), ("4h", 14_400, "4h"), ("7d", 604_800, "7d"),
    ("1d12h", 129_600, "1d12h"), ("1d2h3m4s", 93_784, "1d2h3m4s"), ("0m", 0, "0s"),
    ("36h", 129_600, "1d12h"), ("3660d", 316_224_000, "3660d"), ("007m", 420, "7m"),
  ])
  func readsAndWritesSpans(text: String, seconds: Int, written: String) throws {
    let span = try #require(TimeSpan(parsing: text))
    #expect(span == .seconds(seconds))
    #expect(span.description == written)
    #expect(TimeSpan(parsing: written) == span)
  }

  @Test(arguments: [
    "", "5", "m", "h4", "-5m", "+5m", "5 m", " 5m", "5m ", "5M", "1.5h", "5w", "5m5m", "5m1h",
    "1h30", "3661d", "999999999999999999999d", "99999999999999999999999999999999999999s", "４h",
    "4h\u{301}",
  ])
  func refusesEverythingElse(text: String) {
    #expect(TimeSpan(parsing: text) == nil)
  }

  @Test func countsAtTheEdgesDoNotOverflow() {
    let most = TimeSpan.days(36_525_000)
    for span in [TimeSpan.seconds(.max), .minutes(.max), .hours(.max), .days(.max)] {
      #expect(span == most)
      #expect(Instant.representable.upperBound + span > Instant.representable.upperBound)
    }
    #expect(TimeSpan.days(.min) == TimeSpan.days(-36_525_000))
    #expect(TimeSpan(milliseconds: .min).description.hasPrefix("-"))
  }

  @Test func negativeSpansCarryASign() {
    #expect(TimeSpan.minutes(-90).description == "-1h30m")
    #expect(TimeSpan(milliseconds: -1).description == "0s")
  }
}
