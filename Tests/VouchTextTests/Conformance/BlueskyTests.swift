import Foundation
import Testing

@testable import VouchText

@Suite(.enabled(if: ConformanceData.isThere, "the data of Bluesky is not here"))
struct BlueskyTests {
  private struct Suite: Decodable {
    struct Segments: Decodable {
      struct Address: Decodable {
        let text: String
      }

      let text: String
      let mentions: [String]
      let urls: [Address]
    }

    struct Tags: Decodable {
      struct Place: Decodable, Equatable {
        let byteStart: Int
        let byteEnd: Int
      }

      let text: String
      let tags: [String]
      let index: [Place]
    }

    let segments: [Segments]
    let tags: [Tags]
    let cashtags: [Tags]
  }

  private static func suite() throws -> Suite {
    let text = try ConformanceData.text("atproto/rich-text-detection.json")
    return try JSONDecoder().decode(Suite.self, from: Data(text.utf8))
  }

  private static func place(_ range: Range<Int>, in text: [Unicode.Scalar]) -> Suite.Tags.Place {
    let start = text.string(0..<range.lowerBound).utf8.count
    return Suite.Tags.Place(byteStart: start, byteEnd: start + text.string(range).utf8.count)
  }

  @Test
  func `mentions and links are those of Bluesky`() throws {
    var tally = Tally()
    for test in try Self.suite().segments {
      let text = test.text.scalars
      let found = BlueskyTokens.find(in: text)
      tally.expect(
        [found.mentions.map { text.string($0.name) }, found.links.map { text.string($0.range) }],
        [test.mentions, test.urls.map(\.text)],
        test.text
      )
    }
    tally.report("atproto/segments")
  }

  @Test
  func `hashtags are those of Bluesky`() throws {
    var tally = Tally()
    for test in try Self.suite().tags {
      let text = test.text.scalars
      let found = BlueskyTokens.find(in: text).hashtags
      tally.expect(found.map { text.string($0.name) }, test.tags, test.text)
      tally.expect(found.map { Self.place($0.range, in: text) }, test.index, test.text)
    }
    tally.report("atproto/tags")
  }

  @Test
  func `cashtags are those of Bluesky`() throws {
    var tally = Tally()
    for test in try Self.suite().cashtags {
      let text = test.text.scalars
      let found = BlueskyTokens.find(in: text).cashtags
      tally.expect(found.map { text.string($0.range).uppercased() }, test.tags, test.text)
      tally.expect(found.map { Self.place($0.range, in: text) }, test.index, test.text)
    }
    tally.report("atproto/cashtags")
  }
}
