import Foundation
import Testing
import VouchCore

@Suite struct DecisionTests {
  @Test func approvingSchedulesInTheNextSlot() throws {
    let studio = try openStudio()
    try studio.submit("books", head: "channels: [x, mastodon]", body: "A book we read twice.")
    let outcome = try studio.vouch("approve", "1@1", "--note", "-- fine")
    #expect(outcome.status == 0)
    #expect(
      outcome.out == "1@1 approved\n  x 2026-09-07 09:30\n  mastodon 2026-09-07 10:00\n",
      "\(outcome)"
    )
    let queue = try studio.json("queue")
    #expect(queue.keys == ["schema", "deliveries"])
    #expect(
      queue["deliveries"]?.elements.first?.keys == [
        "channel", "state", "scheduledAt", "emittedAt", "key", "url", "id", "revision", "title",
      ]
    )
    #expect(try studio.vouch("approve", "1@1").status == 1)
  }

  @Test func theRevisionSeenHasToBeNamed() throws {
    let studio = try openStudio()
    try studio.submit("books", body: "A book we read twice.")
    for arguments in [["approve", "1"], ["reject", "1", "--because", "no"], ["approve", "1@x"]] {
      let outcome = try Program.run(arguments, in: studio.root, environment: studio.variables())
      #expect(outcome.status == 64, "\(outcome)")
    }
    #expect(try studio.vouch("approve", "1").err.contains("name the revision you saw"))
  }

  @Test func aStaleRevisionIsRefused() throws {
    let studio = try openStudio()
    try studio.submit("books", body: "A book we read twice.")
    let path = try studio.draft("books", body: "A book we read three times.")
    try studio.vouch("submit", path, "--from", "maya", "--revises", "1")
    for arguments in [["approve", "1@1"], ["reject", "1@1", "--because", "no"]] {
      let outcome = try Program.run(arguments, in: studio.root, environment: studio.variables())
      #expect(outcome.status == 1)
      #expect(outcome.err.contains("1@1 was replaced by 1@2; nothing was changed"), "\(outcome)")
    }
    #expect(try studio.json("list")["submissions"]?.elements.first?["state"] == "pending")
    #expect(try studio.vouch("approve", "1@2").status == 0)
  }

  @Test func errorsAreWaivedOneByOneWithReasons() throws {
    let studio = try openStudio()
    try studio.submit("sales", body: "This book is a bestseller, say @ana, @li and @bo.")
    let refused = try studio.vouch("approve", "1@1")
    #expect(refused.status == 1 && refused.out.contains("nothing was changed"), "\(refused)")
    let half = try studio.vouch(
      "approve",
      "1@1",
      "--waive",
      "no-bestseller",
      "--because",
      "a quote"
    )
    #expect(half.status == 1, "\(half)")
    let whole = try studio.vouch(
      "approve",
      "1@1",
      "--waive",
      "no-bestseller",
      "--because",
      "a quote",
      "--waive",
      "mention-limit",
      "--because",
      "they wrote it"
    )
    #expect(whole.status == 0, "\(whole)")
    let shown = try #require(try studio.json("show", "1")["submission"])
    #expect(
      shown["waivers"] == [
        ["rule": "no-bestseller", "reason": "a quote"],
        ["rule": "mention-limit", "reason": "they wrote it"],
      ]
    )
    #expect(shown["verdict"] == "flagged")
    let waived = shown["findings"]?.elements.filter { $0["waived"] == true } ?? []
    #expect(Set(waived.compactMap { $0["rule"]?.string }) == ["no-bestseller", "mention-limit"])
  }

  @Test(
    arguments: [
      (["--waive", "length", "--because", "x"], Int32(1)),
      (["--waive", "no-bestseller"], 64),
      (["--because", "x"], 64),
      (["--waive", "no-bestseller", "--because", " "], 1),
      (
        [
          "--waive", "no-bestseller", "--because", "a", "--waive", "no-bestseller", "--because",
          "b",
        ],
        64
      ),
    ] as [([String], Int32)]
  )
  func waiversNeedAnErrorAndAReason(options: [String], status: Int32) throws {
    let studio = try openStudio()
    try studio.submit("sales", body: "This book is a bestseller.")
    let outcome = try Program.run(
      ["approve", "1@1"] + options,
      in: studio.root,
      environment: studio.variables()
    )
    #expect(outcome.status == status, "\(outcome)")
    #expect(try studio.json("list")["submissions"]?.elements.first?["state"] == "blocked")
  }

  @Test func whatThePolicyLocksNobodyWaives() throws {
    let studio = try openStudio()
    try studio.submit("sly", body: "A book we re\u{200B}ad twice.")
    let outcome = try studio.vouch("approve", "1@1", "--waive", "hidden-text", "--because", "x")
    #expect(outcome.status == 1 && outcome.err.contains("nobody can waive it"), "\(outcome)")
  }

  @Test func aTimeOfItsOwnBindsTheCalendar() throws {
    let studio = try openStudio()
    try studio.submit("books", body: "A book we read twice.")
    let night = try studio.vouch("approve", "1@1", "--at", "2026-09-07T23:00")
    #expect(night.status == 1 && night.out.contains("quiet hours"), "\(night)")
    let noon = try studio.vouch("approve", "1@1", "--at", "2026-09-08T11:11:00+02:00")
    #expect(noon.out.contains("x 2026-09-08 11:11"), "\(noon)")
    let gap = try studio.vouch("approve", "1@1", "--at", "2027-03-28T02:30")
    #expect(gap.status == 64 && gap.err.contains("does not exist"), "\(gap)")
  }

  @Test func severalAreApprovedAtOnceAndOneRefusalKeepsNoneBack() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    try studio.submit("two", body: "Another page to read.")
    let outcome = try studio.vouch("approve", "1@1", "9@1", "2@1")
    #expect(outcome.status == 1 && outcome.err.contains("there is no submission 9"), "\(outcome)")
    let states = try studio.json("list")["submissions"]?.elements.map { $0["state"] }
    #expect(states == ["approved", "approved"])
  }

  @Test func returningAndRejectingNeedReasons() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    try studio.submit("two", body: "Another page to read.")
    #expect(try studio.vouch("reject", "1@1").status == 64)
    #expect(try studio.vouch("reject", "1@1", "--because", "  ").status == 1)
    #expect(try studio.vouch("return", "1@1", "--because", "say which book").status == 0)
    #expect(try studio.vouch("reject", "2@1", "--because", "no").status == 0)
    let states = try studio.json("list")["submissions"]?.elements.map { $0["state"] }
    #expect(states == ["changes-requested", "rejected"])
    #expect(try studio.vouch("history", "1").out.contains("reason say which book"))
    #expect(try studio.vouch("approve", "2@1").status == 1)
  }

  @Test func revokingTakesBackWhatHasNotGoneOut() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    try studio.vouch("approve", "1@1")
    let revoked = try studio.vouch("revoke", "1", "--because", "changed my mind")
    #expect(revoked.out == "1 revoked\n  x 2026-09-07 09:30 cancelled\n", "\(revoked)")
    #expect(try studio.vouch("emit", now: "2026-09-07T09:31").out == "nothing is due\n")
    #expect(try studio.vouch("revoke", "1", "--because", "again").status == 1)
  }

  @Test func decisionsAnswerInJSONToo() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    let document = try studio.json("approve", "1@1")
    #expect(document["schema"] == "vouch.decision/1")
    let decision = try #require(document["decisions"]?.elements.first)
    #expect(
      decision.keys == ["decision", "id", "revision", "state", "deliveries", "findings"]
    )
    #expect(decision["state"] == "approved")
    let revoked = try studio.json("revoke", "1", "--because", "x")
    #expect(revoked["decisions"]?.elements.first?.keys == decision.keys)
  }
}
