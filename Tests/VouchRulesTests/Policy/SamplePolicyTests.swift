import Foundation
import Testing
import VouchCore
import VouchRules
import VouchTestSupport

struct SamplePolicyTests {
  private static let folder = ProjectFiles.shared.appending(path: "samples/harbor/policies")
  private static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

  @Test(.enabled(if: isThere, "the shared samples are not beside this project"))
  func `the sample brand loads with all it says`() throws {
    let loader = PolicyLoader(folding: .canonical, digest: { "\($0.count)" }, fallbackZone: nil)
    let policy = try loader.load("harbor") { name in
      Array(try Data(contentsOf: Self.folder.appending(path: "\(name).yaml")))
    }
    #expect(policy.brand == "Harbor & Pine")
    #expect(policy.topics.map(\.name) == ["pricing", "client-care", "radio-show"])
    #expect(policy.channels.profiles.map(\.channel) == [.linkedin, .x, .bluesky])
    #expect(policy.calendar.zone.identifier == "America/New_York")
    #expect(policy.calendar.cadence[.x] == Cadence(perDay: 3, minGap: .minutes(90)))
    #expect(policy.calendar.slots[.linkedin]?.count == 3)
    #expect(policy.calendar.quiet[.saturday]?.map(\.end.minutes) == [1440])
    #expect(policy.calendar.missionsPerDay == 2)
    #expect(policy.phrases.map(\.id) == ["no-guarantees"])
    #expect(policy.scope(of: "ben").channels == [.x])
    #expect(policy.scope(of: "maya").perDay == 20)
    #expect(policy.entries.allSatisfy { $0.severity != nil })
    #expect(
      policy.entries.filter(\.isLocked).map(\.rule) == [
        "hidden-text", "mass-tagging", "mission-batch",
      ]
    )
    let limit = try #require(policy.entries.first { $0.rule == "mention-limit" })
    #expect(limit.options == OptionValues(["max": .integer(2)]))
    #expect(limit.overrides[.linkedin]?.options == OptionValues(["max": .integer(3)]))
  }
}
