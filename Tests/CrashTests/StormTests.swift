import Testing
import VouchTestSupport

/// Several processes at once, killed at calls that chance chooses (and in the long form at any
/// instant), while the others go on.
@Suite struct StormTests {
  @Test(.enabled(if: KillPointLibrary.path != nil, "\(KillPointLibrary.absence)"))
  func processesThatDieAmongOthersLoseNothingAndSendNothingTwice() async throws {
    let settings = StormSettings.current
    let folder = try StormFolder()
    let stage = try StormWorkspace.make(folder.path + "/stage", people: ["maya"])
    let tallies = try await onThreads(2) { thread in
      var storm = try Storm(
        "\(folder.path)/storm-\(thread)",
        on: stage,
        quota: settings.stormKills / 2,
        settings: settings,
        generator: SeededGenerator(seed: settings.seed &+ UInt64(thread))
      )
      return try storm.run()
    }
    let tally = tallies.reduce(Tally(), +)
    settings.say(tally.table(seed: settings.seed))
    #expect(tally.complaints.isEmpty, "seed \(settings.seed): \(tally.complaints.first ?? "")")
    #expect(tally.kills >= settings.stormKills)
    #expect(tally.foundWhole == tally.acknowledged)
  }
}
