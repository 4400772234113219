import Foundation
import Testing
import VouchCore

@Suite struct EmitTests {
  @Test func whatIsDueGoesOutOnceAndNothingElse() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    try studio.submit("two", body: "Another page to read.")
    try studio.vouch("approve", "1@1", "2@1")
    #expect(try studio.vouch("emit", now: "2026-09-07T09:29").out == "nothing is due\n")
    let rehearsal = try studio.vouch("emit", "--dry-run", now: "2026-09-07T09:30")
    #expect(rehearsal.out.contains("would go out") && studio.outbox == [], "\(rehearsal)")
    let document = try studio.json("emit", now: "2026-09-07T09:30")
    #expect(document.keys == ["schema", "emitted", "held"])
    let emitted = try #require(document["emitted"]?.elements.first)
    #expect(
      emitted.keys == [
        "channel", "state", "scheduledAt", "emittedAt", "key", "url", "id", "revision", "file",
      ]
    )
    #expect(emitted["file"] == "outbox/20260907T073000Z-1-x.json")
    #expect(studio.outbox == ["20260907T073000Z-1-x.json"])
    #expect(try studio.vouch("emit", now: "2026-09-07T09:31").out == "nothing is due\n")
    try FileManager.default.removeItem(atPath: studio.root + "/outbox/" + studio.outbox[0])
    #expect(try studio.vouch("emit", now: "2026-09-07T09:31").out == "nothing is due\n")
    #expect(studio.outbox == [])
  }

  @Test func receiptsTellWhatBecameOfAPost() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    try studio.vouch("approve", "1@1")
    let early = try studio.vouch("receipt", "1", "--channel", "x", "--url", "https://x.com/1")
    #expect(early.status == 1, "\(early)")
    try studio.vouch("emit", now: "2026-09-07T09:30")
    #expect(try studio.vouch("receipt", "1", "--channel", "x").status == 64)
    #expect(try studio.vouch("receipt", "1", "--channel", "x", "--url", "javascript:x").status == 1)
    #expect(
      try studio.vouch("receipt", "1", "--channel", "x", "--failed", "rate limit").status == 0
    )
    let status = try studio.vouch("status")
    #expect(status.status == 1 && status.out.contains("rate limit"), "\(status)")
    let ok = try studio.json("receipt", "1", "--channel", "x", "--url", "https://x.com/1")
    #expect(ok["state"] == "published")
    #expect(try studio.vouch("status").status == 0)
  }

  @Test func aTightenedPolicyHoldsWhatWasApproved() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read by candlelight.")
    try studio.vouch("approve", "1@1")
    try studio.write(
      "policies/lantern-books.yaml",
      Studio.policy.replacing("[casino, jackpot]", with: "[casino, candlelight]")
    )
    let document = try studio.json("emit", now: "2026-09-07T09:30")
    #expect(document["emitted"] == [])
    let held = try #require(document["held"]?.elements.first)
    #expect(held.keys == ["id", "channel", "reasons"])
    #expect(held["reasons"]?.strings.first?.contains("[off-limits]") ?? false, "\(document)")
    let status = try studio.vouch("status", now: "2026-09-07T09:30")
    #expect(status.status == 1 && status.out.contains("is held"), "\(status)")
    try studio.write("policies/lantern-books.yaml", Studio.policy)
    #expect(try studio.vouch("emit", now: "2026-09-07T09:31").out.contains("1@1 x emitted"))
  }

  @Test func filesChangedAfterwardsChangeNothing() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    try studio.vouch("approve", "1@1")
    _ = try studio.draft("one", body: "Something else entirely, read it.")
    try studio.vouch("emit", now: "2026-09-07T09:30")
    let post = try String(
      contentsOfFile: studio.root + "/outbox/" + studio.outbox[0],
      encoding: .utf8
    )
    #expect(JSON(parsing: post)?["text"] == "A book we read twice.")
  }

  @Test func thePlanShowsPostsAndFreeSlots() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    try studio.vouch("approve", "1@1")
    let plan = try studio.vouch("plan", "--days", "2")
    #expect(
      plan.out.hasPrefix("mon 2026-09-07\n  09:30  x         1@1  scheduled  About one\n"),
      "\(plan)"
    )
    #expect(plan.out.contains("12:15  x         free"), "\(plan)")
    #expect(try studio.json("plan", "--days", "3")["days"]?.elements.count == 3)
    #expect(try studio.vouch("plan", "--days", "0").status == 64)
    #expect(try studio.vouch("plan", "--days", "100000000").status == 64)
  }

  @Test func runEmitsAndEndsQuietlyWhenAsked() throws {
    let studio = try openStudio(now: nil, isSimulation: false, policy: Studio.alwaysOpen)
    try studio.submit("one", body: "A book we read twice.")
    let approved = try studio.vouch("approve", "1@1")
    try #require(approved.status == 0, "\(approved)")
    // A post that waits for the next minute is not waited for here: the end is.
    let running = try studio.start(["run", "--every", "1s"], watching: .err)
    try running.wait { $0.contains("watching the queue") }
    kill(running.pid, SIGTERM)
    #expect(try running.wait().status == 0)
    #expect(try studio.vouch("run", now: Studio.monday).status == 64)
    #expect(try studio.vouch("run", "--every", "1d").status == 64)
  }

  @Test func aReaderThatLeavesEndsTheProgramQuietly() throws {
    let studio = try openStudio()
    let folder = try TemporaryFolder()
    let script = "'\(try Program.path())' rules --format markdown 2> '\(folder.path)/err' | true\n"
    try script.write(toFile: folder.path + "/run", atomically: true, encoding: .utf8)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let pid = try Program.spawn(
      "/bin/sh",
      [folder.path + "/run"],
      studio.variables(),
      actions: &actions
    )
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    #expect(try String(contentsOfFile: folder.path + "/err", encoding: .utf8) == "")
  }
}

extension Studio {
  /// The same policy without slots, quiet hours or gaps: any minute will do.
  static var alwaysOpen: String {
    let lines = policy.split(separator: "\n", omittingEmptySubsequences: false)
    let calendar = lines.firstIndex { $0.hasPrefix("calendar:") } ?? 0
    let rules = lines.firstIndex { $0.hasPrefix("rules:") } ?? 0
    return (lines[..<calendar] + lines[rules...]).joined(separator: "\n")
  }
}
