import Testing
import VouchTestSupport

/// Processes that are killed: alone at chosen calls, then among others that go on.
@Suite struct StormTests {
  @Test(.enabled(if: KillPointLibrary.library.isWanted, "\(KillPointLibrary.library.absence)"))
  func whoeverIsKilledNothingAcknowledgedIsLostAndNothingGoesOutTwice() async throws {
    let settings = StormSettings.current
    let folder = try StormFolder()
    settings.say("seed \(settings.seed)")
    let alone = try await killAlone(settings, folder.path)
    let together = try await killAmongOthers(settings.kills - alone.kills, settings, folder.path)
    let tally = alone + together
    settings.say(tally.table(seed: settings.seed))
    if !tally.complaints.isEmpty { folder.keep() }
    #expect(tally.complaints.isEmpty, "seed \(settings.seed): \(tally.complaints.first ?? "")")
    #expect(tally.kills >= settings.kills)
    #expect(tally.foundWhole == tally.acknowledged)
  }

  /// The same command given again brings whatever was killed to its end.
  private func killAlone(_ settings: StormSettings, _ folder: String) async throws -> Tally {
    let stage = try Deed.stage(folder + "/stage")
    let rehearsals = try await onThreads(Deed.allCases.count) {
      try Rehearsal(Deed.allCases[$0], on: stage)
    }
    var generator = SeededGenerator(seed: settings.seed)
    let strikes = choose(settings.loneKills, of: rehearsals, &generator)
    settings.say("alone: \(strikes.count) points of \(rehearsals.count) commands")
    let threads = usefulThreads
    return try await onThreads(threads) { thread in
      var tally = Tally()
      for index in stride(from: thread, to: strikes.count, by: threads) {
        let (rehearsal, strike) = strikes[index]
        tally =
          try tally
          + rehearsal.make(
            strike,
            in: "\(folder)/strike-\(index)",
            isThorough: settings.isLong || index % 4 == 0
          )
        if tally.complaints.count > 10 { break }
        if index % 200 == 0 { settings.say("  \(index) of \(strikes.count) points") }
      }
      return tally
    }.reduce(Tally(), +)
  }

  private func killAmongOthers(
    _ kills: Int,
    _ settings: StormSettings,
    _ folder: String
  ) async throws -> Tally {
    let stage = try StormWorkspace.make(folder + "/empty", people: ["maya"])
    let threads = 2
    settings.say("among others: \(kills) kills in \(threads) workspaces at a time")
    return try await onThreads(threads) { thread in
      var storm = try Storm(
        "\(folder)/storm-\(thread)",
        on: stage,
        quota: (kills + thread) / threads,
        settings: settings,
        generator: SeededGenerator(seed: settings.seed &+ UInt64(thread))
      )
      return try storm.run()
    }.reduce(Tally(), +)
  }

  /// At most `count` strikes, each kind of call of each command before any second one of a kind.
  private func choose(
    _ count: Int,
    of rehearsals: [Rehearsal],
    _ generator: inout SeededGenerator
  ) -> [(Rehearsal, Strike)] {
    var rounds: [(round: Int, rehearsal: Rehearsal, strike: Strike)] = []
    for rehearsal in rehearsals {
      var seen: [String: Int] = [:]
      for (strike, call) in rehearsal.strikes.shuffled(using: &generator) {
        let kind = "\(strike.point.moment) \(call.name) \(call.subject)"
        rounds.append((seen[kind, default: 0], rehearsal, strike))
        seen[kind, default: 0] += 1
      }
    }
    let order = rounds.shuffled(using: &generator).sorted { $0.round < $1.round }
    return order.prefix(count).map { ($0.rehearsal, $0.strike) }
  }
}
