import Testing
import VouchCore

@testable import VouchText

@Suite
struct LengthCounterTests {
  private static func length(_ text: String, _ channel: Channel) throws -> Int {
    LengthCounter.length(of: text, in: try #require(ChannelCatalog.known[channel]))
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("🇳🇴", 2),
    ("1️⃣", 2),
    ("☺️", 2), ("❤️‍🔥", 2), ("©", 1), ("©️", 2), ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2), ("a\u{200D}b", 3),
    ("https://example.com/\(String(repeating: "a", count: 90))", 23), ("see x.com", 27),
    ("x.com/é", 23),
    ("🇳", 2), ("👩\u{200D}", 3), ("“–”", 3), ("…", 2),
  ])
  func `X weighs code points, links and emoji`(text: String, length: Int) throws {
    #expect(try Self.length(text, .x) == length)
  }

  @Test(arguments: [
    ("", 0), ("e\u{301}", 1), ("👨‍👩‍👧‍👦", 1), ("日本", 2), ("https://example.com/a", 23), ("see x.com", 9),
    ("@ana@example.social hi", 7), ("@ana hi", 7), ("ana@example.social", 18),
    ("https://example.com/a, https://example.org/b", 48),
    ("https://social.example.com/@ana@example.org", 23),
  ])
  func `Mastodon shortens links and remote handles`(text: String, length: Int) throws {
    #expect(try Self.length(text, .mastodon) == length)
  }

  @Test(arguments: [
    ("👨‍👩‍👧‍👦", 1), ("e\u{301}", 1), ("https://example.com/a", 21), ("@ana.example.com", 16),
  ])
  func `Bluesky counts what readers call characters`(text: String, length: Int) throws {
    #expect(try Self.length(text, .bluesky) == length)
  }

  @Test(arguments: [("abc", 3), ("👍", 4), ("👍🏽", 8), ("é", 1), ("e\u{301}", 2), ("❤️", 6), ("日本", 2)])
  func `Threads is counted by the stricter of two reports`(text: String, length: Int) throws {
    #expect(try Self.length(text, .threads) == length)
  }

  @Test(arguments: [("abc", 3), ("👍🏽", 2), ("e\u{301}", 2)])
  func `other networks count scalars`(text: String, length: Int) throws {
    #expect(try Self.length(text, .linkedin) == length)
  }

  @Test
  func `a length of any text is found, however it was made`() throws {
    for text in ["\u{301}\u{323}", "👩\u{200D}", "🇳", "@a@b.co ", "a.co/(", "\u{E0067}"] {
      let long = String(repeating: text, count: 64 * 1024 / text.utf8.count)
      for channel in [Channel.x, .mastodon, .bluesky, .threads] {
        #expect(try Self.length(long, channel) > 0)
      }
    }
  }
}
