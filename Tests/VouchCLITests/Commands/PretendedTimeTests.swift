import Testing
import VouchCore

@Suite struct PretendedTimeTests {
  @Test func changesArePretendedInASimulationOnly() throws {
    let studio = try openStudio(now: nil, isSimulation: false)
    let path = try studio.draft("books", body: "A book we read twice.")
    for arguments in [
      ["submit", path, "--from", "maya"], ["approve", "1@1"], ["emit"], ["take"],
      ["assistant", "add", "li"],
    ] {
      try studio.write("inbox/maya/a.md", "x")
      let outcome = try Program.run(
        arguments + ["--now", Studio.monday],
        in: studio.root,
        environment: studio.variables()
      )
      #expect(outcome.status == 1, "\(arguments): \(outcome)")
      #expect(outcome.err.contains("in a simulation only"), "\(outcome)")
    }
    for arguments in [["list"], ["check", path], ["plan"], ["status"], ["emit", "--dry-run"]] {
      let outcome = try Program.run(
        arguments + ["--now", Studio.monday],
        in: studio.root,
        environment: studio.variables()
      )
      #expect(outcome.status == 0, "\(arguments): \(outcome)")
    }
  }

  @Test func theLedgerAndThePostSayThatTimeWasPretended() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    let entry = try #require(try studio.json("history", "1")["entries"]?.elements.first)
    #expect(entry["details"]?["pretended"] == true)
    #expect(entry["at"] == "2026-09-07T08:00:00+02:00")
  }

  @Test(arguments: [
    ("2026-09-07T09:30", "2026-09-07"), ("2026-09-07 23:30", "2026-09-07"),
    ("2026-09-07T23:30:00Z", "2026-09-08"), ("2026-09-07T23:30:00+02:00", "2026-09-07"),
    // Put back: the earlier of the two.
    ("2026-10-25T02:30", "2026-10-25"),
  ])
  func instantsAreReadInTheBrandsZone(now: String, day: String) throws {
    let studio = try openStudio()
    let plan = try studio.json("plan", "--days", "1", "--now", now)
    #expect(plan["days"]?.elements.first?["date"] == .string(day))
  }

  @Test(arguments: [
    "yesterday", "2026-09-07", "2026-02-30T08:00", "2026-03-29T02:30", "99999-01-01T00:00", "",
    "2026-09-07T08:00:00+99:00",
  ])
  func badInstantsAreWrongUsage(now: String) throws {
    let studio = try openStudio()
    #expect(try studio.vouch("list", "--now", now).status == 64)
    guard !now.isEmpty else { return }
    let outcome = try studio.vouch("list", now: now)
    #expect(outcome.status == 64, "\(outcome)")
  }
}
