import Foundation
import Testing
import VouchCore
import Yams

@testable import VouchText

/// The catalogue of tricks, read as `vouch inspect` reads a body.
@Suite(.enabled(if: ConformanceData.isThere, "the catalogue of tricks is not here"))
struct EvasionTests {
  /// Flags that rules raise, because they need a policy.
  private static let raisedByRules: Set<String> = [
    "banned-phrase", "disclosure-spoof", "disclosure-buried", "leet",
  ]

  @Test
  func `tricks are seen through and honest text is left alone`() throws {
    var tally = Tally()
    let cases = try #require(try ConformanceData.yaml("evasion.yaml")["cases"]?.sequence)
    for test in cases {
      let inspection = try Inspecting.body(test.text("body"))
      let expects = try #require(test["expects"])
      let flags = Set(inspection.flags.map(\.kind.rawValue))
      let wanted = Set(expects.texts("flags"))
      tally.expect(
        Inspecting.distinct(inspection.mentions.map(\.canonical)),
        expects.texts("mentions"),
        "\(test.text("id")), mentions"
      )
      tally.expect(
        Inspecting.distinct(inspection.hashtags.map(\.canonical)),
        expects.texts("hashtags"),
        "\(test.text("id")), hashtags"
      )
      if wanted.isEmpty {
        tally.expect(flags, [], "\(test.text("id")), flags")
      } else {
        tally.expect(
          wanted.subtracting(Self.raisedByRules).subtracting(flags),
          [],
          "\(test.text("id")), missing flags"
        )
      }
      if wanted.contains("banned-phrase") {
        let texts = try Inspecting.canonical(test.text("body"))
        tally.expect(
          texts.contains { $0.contains("guaranteed returns") },
          true,
          "\(test.text("id")), \(texts)"
        )
      }
    }
    tally.report("evasion")
  }
}

/// Reads bodies for tests.
enum Inspecting {
  /// What `vouch inspect` finds in `body`.
  static func body(_ body: String, plain: Bool = false) throws -> Inspection {
    try parser.inspect(Array(body.utf8), path: "-", plain: plain, channel: nil)
  }

  /// The canonical forms of a draft's texts, joined spellings included.
  static func canonical(_ body: String) throws -> [String] {
    let draft = try parser.parse(Array("---\nchannel: x\n---\n\(body)".utf8), path: "-")
    return draft.readings.flatMap(\.canonical).flatMap {
      [$0.text.string] + ($0.joined.map { [$0.text.string] } ?? [])
    }
  }

  /// `values` without repetitions, in order of first appearance.
  static func distinct(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }
}
