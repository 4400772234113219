import Testing
import VouchTestSupport

/// One process, killed at chosen calls, and the same command given again.
@Suite struct KillPointTests {
  @Test(.enabled(if: KillPointLibrary.path != nil, "\(KillPointLibrary.absence)"))
  func whereverACommandIsKilledTheSameCommandBringsItToItsEnd() async throws {
    let settings = StormSettings.current
    let folder = try StormFolder()
    let stage = try Deed.stage(folder.path + "/stage")
    let rehearsals = try await onThreads(Deed.allCases.count) {
      try Rehearsal(Deed.allCases[$0], on: stage)
    }
    var generator = SeededGenerator(seed: settings.seed)
    let strikes = choose(settings.isLong ? .max : settings.kills / 2, of: rehearsals, &generator)
    settings.say("\(strikes.count) chosen points of \(rehearsals.count) commands")
    let tallies = try await onThreads(2) { thread in
      var tally = Tally()
      for index in stride(from: thread, to: strikes.count, by: 2) {
        let (rehearsal, strike) = strikes[index]
        tally = try tally + rehearsal.make(strike, in: "\(folder.path)/strike-\(index)")
        if tally.complaints.count > 10 { break }
        if index % 200 == 0 { settings.say("  \(index) of \(strikes.count)") }
      }
      return tally
    }
    let tally = tallies.reduce(Tally(), +)
    settings.say(tally.table(seed: settings.seed))
    #expect(tally.complaints.isEmpty, "seed \(settings.seed): \(tally.complaints.first ?? "")")
    #expect(tally.kills == strikes.count)
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
