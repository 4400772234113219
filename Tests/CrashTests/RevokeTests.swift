import Testing
import VouchTestSupport

/// The owner takes an approval back after the emitter died with the post in its hands.
@Suite(.enabled(if: KillPointLibrary.library.isWanted, "\(KillPointLibrary.library.absence)"))
struct RevokeTests {
  @Test func whatADeadEmitterHadNotWrittenIsStopped() throws {
    let folder = try StormFolder()
    let workspace = try stageAfterCrash(folder, .before)
    let revoked = try workspace.run(["revoke", "3", "--because", "no"], at: Deed.minute)
    #expect(revoked.status == 0, "\(revoked)")
    try expectOnce(workspace, isOut: false)
  }

  @Test func whatADeadEmitterHadWrittenIsOutAndTheOwnerIsToldSo() throws {
    let folder = try StormFolder()
    let workspace = try stageAfterCrash(folder, .after)
    let revoked = try workspace.run(["revoke", "3", "--because", "no"], at: Deed.minute)
    #expect(revoked.status == 1 && revoked.err.contains("has gone out already"), "\(revoked)")
    try expectOnce(workspace, isOut: true)
  }

  /// A workspace whose emitter died as it gave the post of submission 3 its name.
  private func stageAfterCrash(_ folder: StormFolder, _ moment: KillPoint.Moment) throws
    -> StormWorkspace
  {
    let stage = try Deed.stage(folder.path + "/stage")
    let calls = try Rehearsal.calls(of: .emit, on: stage)
    let link = try #require(
      calls.first { $0.name.hasPrefix("link") && $0.file.hasSuffix("-3-x.json") },
      "\(calls)"
    )
    let point = KillPoint(call: link.number, moment: moment)
    // The calls were counted in a copy, and what is cached is no copy's.
    let copy = try stage.copy(to: folder.path + "/copy")
    let words = Deed.emit.arguments(in: copy)
    let ending = try copy.start(words, at: Deed.minute, killedAt: point).wait()
    try #require(ending.wasKilled && ending.calls.last?.file.hasSuffix("-3-x.json") == true)
    return copy
  }

  private func expectOnce(_ workspace: StormWorkspace, isOut: Bool) throws {
    let inspection = Inspection(workspace: workspace, minute: Deed.minute)
    #expect(try inspection.settle() == [])
    #expect(try inspection.deliveries().complaints == [])
    #expect(try inspection.ledger() == [])
    let names = try workspace.outbox().keys
    #expect(names.contains { $0.hasSuffix("-3-x.json") } == isOut, "\(names)")
  }
}
