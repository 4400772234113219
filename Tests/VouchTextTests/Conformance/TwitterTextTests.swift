import Testing
import VouchCore
import Yams

@testable import VouchText

@Suite(.enabled(if: ConformanceData.isThere, "the data of twitter-text is not here"))
struct TwitterTextTests {
  @Test(arguments: ["mentions", "mentions_with_indices"])
  func `mentions are those of X`(group: String) throws {
    var tally = Tally()
    for test in try ConformanceData.twitter("extract", group) {
      let text = test.text("text").scalars
      let found = TwitterTokens.find(in: text).mentions
      if group == "mentions" {
        tally.expect(
          found.map { text.string($0.name) },
          test.texts("expected"),
          test.text("description")
        )
      } else {
        let expected = test["expected"]?.sequence.map(Array.init) ?? []
        tally.expect(found.map(\.range), expected.compactMap(\.indices), test.text("description"))
      }
    }
    tally.report("extract/\(group)")
  }

  @Test
  func `lists are those of X`() throws {
    var tally = Tally()
    for test in try ConformanceData.twitter("extract", "mentions_or_lists_with_indices") {
      let text = test.text("text").scalars
      let found = TwitterTokens.find(in: text).mentions
      let expected = test["expected"]?.sequence.map(Array.init) ?? []
      tally.expect(
        found.map { "\(text.string($0.name)) \($0.range)" },
        expected.map { "\($0.text("screen_name"))\($0.text("list_slug")) \($0.indices ?? 0..<0)" },
        test.text("description")
      )
    }
    tally.report("extract/mentions_or_lists_with_indices")
  }

  @Test
  func `replies are those of X`() throws {
    var tally = Tally()
    for test in try ConformanceData.twitter("extract", "replies") {
      let text = test.text("text").scalars
      let name = TwitterTokens.reply(in: text).map { text.string($0.name) } ?? ""
      tally.expect(name, test["expected"]?.string ?? "", test.text("description"))
    }
    tally.report("extract/replies")
  }

  @Test(arguments: [
    "urls", "tco_urls_with_params", "urls_with_indices", "urls_with_directional_markers",
  ])
  func `links are those of X`(group: String) throws {
    var tally = Tally()
    for test in try ConformanceData.twitter("extract", group) {
      let text = test.text("text").scalars
      let found = TwitterLinks.links(in: text)
      let expected = test["expected"]?.sequence.map(Array.init) ?? []
      if expected.first?.indices != nil {
        tally.expect(
          found.map { "\(text.string($0.range)) \($0.range)" },
          expected.map { "\($0.text("url")) \($0.indices ?? 0..<0)" },
          test.text("description")
        )
      } else {
        tally.expect(
          found.map { text.string($0.range) },
          expected.compactMap(\.string),
          test.text("description")
        )
      }
    }
    tally.report("extract/\(group)")
  }

  @Test(arguments: ["hashtags", "hashtags_from_astral", "hashtags_with_indices"])
  func `hashtags are those of X`(group: String) throws {
    var tally = Tally()
    for test in try ConformanceData.twitter("extract", group) {
      let text = test.text("text").scalars
      let found = TwitterTokens.find(in: text).hashtags
      let expected = test["expected"]?.sequence.map(Array.init) ?? []
      if group == "hashtags_with_indices" {
        tally.expect(found.map(\.range), expected.compactMap(\.indices), test.text("description"))
      } else {
        tally.expect(
          found.map { text.string($0.name) },
          expected.compactMap(\.string),
          test.text("description")
        )
      }
    }
    tally.report("extract/\(group)")
  }

  @Test(arguments: ["cashtags", "cashtags_with_indices"])
  func `cashtags are those of X`(group: String) throws {
    var tally = Tally()
    for test in try ConformanceData.twitter("extract", group) {
      let text = test.text("text").scalars
      let found = TwitterTokens.find(in: text).cashtags
      let expected = test["expected"]?.sequence.map(Array.init) ?? []
      if group == "cashtags_with_indices" {
        tally.expect(found.map(\.range), expected.compactMap(\.indices), test.text("description"))
      } else {
        tally.expect(
          found.map { text.string($0.name) },
          expected.compactMap(\.string),
          test.text("description")
        )
      }
    }
    tally.report("extract/\(group)")
  }

  @Test(arguments: ["country", "generic"])
  func `every top-level domain makes a link`(group: String) throws {
    var tally = Tally()
    for test in try ConformanceData.twitter("tlds", group) {
      let text = test.text("text").scalars
      tally.expect(
        TwitterLinks.links(in: text).map { text.string($0.range) },
        test.texts("expected"),
        test.text("description")
      )
    }
    tally.report("tlds/\(group)")
  }

  @Test(arguments: ["usernames", "lists", "hashtags", "urls", "urls_without_protocol"])
  func `what is valid on X is valid here`(group: String) throws {
    var tally = Tally()
    for test in try ConformanceData.twitter("validate", group) {
      let text = test.text("text").scalars
      let isValid =
        switch group {
        case "usernames": TwitterValidity.isUsername(text)
        case "lists": TwitterValidity.isList(text)
        case "hashtags": TwitterValidity.isHashtag(text)
        case "urls": TwitterValidity.isURL(text, needsScheme: true)
        default: TwitterValidity.isURL(text, needsScheme: false)
        }
      tally.expect(isValid, test["expected"]?.bool ?? false, test.text("description"))
    }
    tally.report("validate/\(group)")
  }

  @Test(
    arguments: [
      ("WeightedTweetsCounterTest", WeightedLength.second),
      ("WeightedTweetsWithDiscountedEmojiCounterTest", WeightedLength.current),
      ("UnicodeDirectionalMarkerCounterTest", WeightedLength.current),
    ])
  func `lengths are those of X`(group: String, count: WeightedLength) throws {
    var tally = Tally()
    for test in try ConformanceData.twitter("validate", group) {
      let expected = try #require(test["expected"]?["weightedLength"]?.int)
      tally.expect(count.length(of: test.text("text").scalars), expected, test.text("description"))
    }
    tally.report("validate/\(group)")
  }
}
