import Testing
import VouchCore

/// What needs the owner, and when it begins to.
@Suite struct StatusTests {
  /// The needs at a local time, each as its kind, its submission and its channel.
  private func needs(_ studio: Studio, at now: String) throws -> [[JSON]] {
    let document = try studio.json("status", now: now)
    let needs = document["needs"]?.elements ?? []
    #expect(needs.allSatisfy { $0.keys == ["kind", "id", "channel", "message"] })
    let text = try studio.vouch("status", now: now)
    #expect(text.status == (needs.isEmpty ? 0 : 1), "\(text)")
    #expect(text.out.contains("nothing needs you") == needs.isEmpty, "\(text)")
    return needs.map { need in ["kind", "id", "channel"].compactMap { need[$0] } }
  }

  @Test func aPostIsOverdueOnceTheGraceIsOver() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    #expect(try studio.vouch("approve", "1@1").status == 0)
    #expect(try needs(studio, at: "2026-09-07T09:59") == [])
    #expect(try needs(studio, at: "2026-09-07T10:00") == [])
    #expect(try needs(studio, at: "2026-09-07T10:01") == [["overdue", 1, "x"]])
    let text = try studio.vouch("status", now: "2026-09-07T10:01")
    #expect(text.out.contains("overdue  1@1 on x was due 2026-09-07 09:30"), "\(text)")
    #expect(text.out.contains("vouch emit"), "\(text)")
    #expect(try studio.vouch("emit", now: "2026-09-07T09:45").status == 0)
    #expect(try needs(studio, at: "2026-09-07T10:01") == [])
  }

  @Test func aDraftIsExpiringWithinADayOfItsWindowsEnd() throws {
    let studio = try openStudio()
    let head = "schedule: {before: 2026-09-08T16:00}"
    try studio.submit("one", head: head, body: "A book we read twice.")
    try studio.submit("two", head: head, body: "Another page to read.")
    try studio.submit("three", body: "A third book, without any hurry to read it.")
    #expect(try needs(studio, at: "2026-09-07T15:59") == [])
    #expect(
      try needs(studio, at: "2026-09-07T16:01") == [["expiring", 1, nil], ["expiring", 2, nil]]
    )
    let text = try studio.vouch("status", now: "2026-09-07T16:01")
    #expect(text.out.contains("1@1 waits for you, and its window ends 2026-09-08 16:00"), "\(text)")
    // What is decided waits for the owner no more.
    #expect(try studio.vouch("approve", "1@1", now: "2026-09-07T16:02").status == 0)
    #expect(
      try studio.vouch("reject", "2@1", "--because", "no", now: "2026-09-07T16:02").status == 0
    )
    #expect(try needs(studio, at: "2026-09-07T16:03") == [])
  }

  @Test func aChannelIsSilentAfterAWeekWithoutAPost() throws {
    let studio = try openStudio()
    #expect(try needs(studio, at: "2026-09-14T07:59") == [])
    #expect(
      try needs(studio, at: "2026-09-14T08:00") == [
        ["silent", nil, "mastodon"], ["silent", nil, "x"],
      ]
    )
    let text = try studio.vouch("status", now: "2026-09-14T08:00")
    #expect(text.out.contains("silent  x has had no post for a week"), "\(text)")
  }

  @Test func aChannelWithAPostBehindOrBeforeItIsNotSilent() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    #expect(try studio.vouch("approve", "1@1").status == 0)
    #expect(try studio.vouch("emit", now: "2026-09-07T09:30").status == 0)
    #expect(try needs(studio, at: "2026-09-14T08:00") == [["silent", nil, "mastodon"]])
    let silent = [["silent", nil, "mastodon"], ["silent", nil, "x"]] as [[JSON]]
    #expect(try needs(studio, at: "2026-09-15T08:00") == silent)
    // One that is planned is a sign of life.
    try studio.submit("two", body: "Another page to read.")
    #expect(
      try studio.vouch("approve", "2@1", "--at", "2026-09-17T12:15", now: "2026-09-15T08:01").status
        == 0
    )
    #expect(try needs(studio, at: "2026-09-15T08:02") == [["silent", nil, "mastodon"]])
  }
}
