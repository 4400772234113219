import Foundation
import Testing
import VouchCore

@Suite struct TogetherTests {
  @Test func eightAssistantsHandInAtOnce() throws {
    let studio = try openStudio()
    let paths = try (1...8).map {
      try studio.draft("draft-\($0)", body: "Page \($0) of a book we read.")
    }
    let runs = try paths.map { try studio.start(["submit", $0, "--from", "maya"]) }
    let outcomes = try runs.map { try $0.wait() }
    #expect(outcomes.allSatisfy { $0.status == 0 }, "\(outcomes)")
    let ids = outcomes.compactMap { $0.out.split(separator: " ").first.map(String.init) }
    #expect(Set(ids) == Set((1...8).map { "\($0)@1" }))
    #expect(try studio.vouch("verify").status == 0)
  }

  @Test func theSameDraftHandedInAtOnceIsOneSubmission() throws {
    let studio = try openStudio()
    let path = try studio.draft("one", body: "A book we read twice.")
    let runs = try (1...6).map { _ in try studio.start(["submit", path, "--from", "maya"]) }
    let outcomes = try runs.map { try $0.wait() }
    #expect(outcomes.allSatisfy { $0.out.hasPrefix("1@1 pending") }, "\(outcomes)")
    #expect(try studio.json("list")["submissions"]?.elements.count == 1)
  }

  @Test func severalThatTakeAtOnceTakeEachDraftOnce() throws {
    let studio = try openStudio()
    for number in 1...4 {
      let text = Studio.draft("draft-\(number)", body: "Page \(number) of a book we read.")
      try studio.write("inbox/maya/draft-\(number).md", text)
    }
    let runs = try (1...4).map { _ in try studio.start(["take"]) }
    let outcomes = try runs.map { try $0.wait() }
    #expect(outcomes.allSatisfy { $0.status == 0 && $0.err == "" }, "\(outcomes)")
    let taken = outcomes.flatMap { $0.out.split(separator: "\n") }.filter {
      $0.contains(" pending ")
    }
    #expect(taken.count == 4, "\(outcomes)")
    #expect(try studio.json("list")["submissions"]?.elements.count == 4)
  }

  @Test func twoSchedulersEmitNothingTwice() throws {
    let studio = try openStudio(policy: Studio.alwaysOpen)
    for number in 1...6 { try studio.submit("d\(number)", body: "Page \(number) of a book.") }
    try studio.vouch("approve", "1@1", "2@1", "3@1")
    let runs = try (1...4).map { _ in try studio.start(["emit"], now: "2026-09-07T09:01") }
    let outcomes = try runs.map { try $0.wait() }
    #expect(outcomes.allSatisfy { $0.status == 0 }, "\(outcomes)")
    let lines = outcomes.flatMap { $0.out.split(separator: "\n") }.filter {
      $0.contains(" emitted")
    }
    #expect(lines.count == Set(lines).count)
    #expect(lines.count == studio.outbox.count && !lines.isEmpty, "\(outcomes)")
    let emitted = try studio.json("history")["entries"]?.elements.filter {
      $0["event"] == "emitted"
    }
    #expect(emitted?.count == studio.outbox.count)
  }

  @Test func twoDecisionsAtOnceLeaveOne() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    let runs = try [
      studio.start(["approve", "1@1"]), studio.start(["reject", "1@1", "--because", "no"]),
      studio.start(["approve", "1@1"]),
    ]
    let outcomes = try runs.map { try $0.wait() }
    #expect(outcomes.count { $0.status == 0 } == 1, "\(outcomes)")
    #expect(outcomes.count { $0.status == 1 } == 2, "\(outcomes)")
  }

  @Test func aBackupTakenMeanwhileIsWhole() throws {
    let studio = try openStudio()
    let paths = try (1...6).map {
      try studio.draft("draft-\($0)", body: "Page \($0) of a book we read.")
    }
    let runs = try paths.map { try studio.start(["submit", $0, "--from", "maya"]) }
    let backup = try studio.vouch("backup", "copy.sqlite")
    #expect(backup.status == 0, "\(backup)")
    for run in runs { #expect(try run.wait().status == 0) }
    #expect(try studio.vouch("backup", "copy.sqlite").status == 1)
    let database = studio.root + "/.vouch/vouch.sqlite"
    for file in [database, database + "-wal", database + "-shm"] { unlink(file) }
    try FileManager.default.copyItem(atPath: studio.root + "/copy.sqlite", toPath: database)
    #expect(try studio.vouch("verify").status == 0)
    #expect(try studio.vouch("doctor").status == 0)
  }
}
