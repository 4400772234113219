import Foundation
import Testing
import VouchCore

@Suite struct ListTests {
  @Test func aLongListEndsAndSaysHowToGoOn() throws {
    let studio = try openStudio()
    for number in 1...5 {
      try studio.submit("d\(number)", body: "Page \(number) of a book we read.")
    }
    let newest = try studio.vouch("list", "--limit", "2")
    #expect(newest.status == 0)
    let lines = newest.out.split(separator: "\n")
    #expect(lines.map { $0.prefix(4) } == ["4@1 ", "5@1 ", "and "], "\(newest)")
    #expect(lines.last == "and older ones: --before 4, or --all")
    let older = try studio.vouch("list", "--limit", "3", "--before", "4")
    #expect(older.out.split(separator: "\n").map { $0.prefix(4) } == ["1@1 ", "2@1 ", "3@1 "])
    #expect(try studio.vouch("list", "--all").out == studio.vouch("list").out)
    #expect(try studio.vouch("list", "--before", "1").out == "there are none\n")
    for arguments in [["--limit", "0"], ["--limit", "x"], ["--all", "--before", "3"]] {
      let outcome = try Program.run(
        ["list"] + arguments,
        in: studio.root,
        environment: studio.variables()
      )
      #expect(outcome.status == 64, "\(arguments): \(outcome)")
    }
  }

  @Test func documentsSayThatTheyAreAPart() throws {
    let studio = try openStudio()
    for number in 1...3 {
      try studio.submit("d\(number)", body: "Page \(number) of a book we read.")
    }
    func ids(_ document: JSON) -> [Int?] {
      document["submissions"]?.elements.map { $0["id"]?.int } ?? []
    }
    let whole = try studio.json("list")
    #expect(whole.keys == ["schema", "submissions"] && ids(whole) == [1, 2, 3])
    #expect(try studio.json("list", "--all") == whole)
    #expect(try studio.json("list", "--limit", "3") == whole)
    let part = try studio.json("list", "--limit", "2")
    #expect(part.keys == ["schema", "submissions", "more"] && ids(part) == [2, 3])
    #expect(part["more"] == true && part["schema"] == "vouch.list/1")
    let inbox = try studio.json("inbox", "--limit", "2")
    #expect(inbox["more"] == true && ids(inbox) == [1, 2])
    let none = try studio.vouch("list", "--state", "expired", "--format", "json")
    #expect(none.out == "{\n  \"schema\": \"vouch.list/1\",\n  \"submissions\": []\n}\n")
    for id in 1...3 { try studio.vouch("approve", "\(id)@1") }
    let queue = try studio.json("queue", "--limit", "2")
    #expect(queue["more"] == true && queue["deliveries"]?.elements.count == 2)
    #expect(try studio.json("queue").keys == ["schema", "deliveries"])
    let text = try studio.vouch("queue", "--limit", "2")
    #expect(text.out.hasSuffix("and 1 later ones: --limit, or --all\n"), "\(text)")
  }

  @Test func theInboxBeginsWithWhatHasWaitedLongest() throws {
    let studio = try openStudio()
    for number in 1...3 {
      try studio.submit("d\(number)", body: "Page \(number) of a book we read.")
    }
    try studio.vouch("return", "1@1", "--because", "say more")
    let path = try studio.draft("d1", body: "Page 1 of a book that we read twice.")
    let later = "2026-09-07T11:00"
    let blocked = try studio.draft("d4", body: "This book is a bestseller.")
    try studio.vouch("submit", blocked, "--from", "maya", now: "2026-09-07T10:00")
    try studio.vouch("submit", path, "--from", "maya", "--revises", "1", now: later)
    func numbers(_ arguments: String...) throws -> [Substring] {
      let inbox = try Program.run(
        ["inbox"] + arguments,
        in: studio.root,
        environment: studio.variables(later)
      )
      return inbox.out.split(separator: "\n").compactMap { $0.split(separator: " ").first }
        .filter { $0.contains("@") }
    }
    // It has waited since it first came in, however often it was revised.
    #expect(try numbers() == ["1@2", "2@1", "3@1"])
    #expect(try numbers("--blocked") == ["1@2", "2@1", "3@1", "4@1"])
    #expect(try numbers("--blocked", "--all") == ["1@2", "2@1", "3@1", "4@1"])
    #expect(try numbers("--limit", "1") == ["1@2"])
    let short = try studio.vouch("inbox", "--limit", "1")
    #expect(short.out.contains("and more that came later"), "\(short)")
    #expect(short.out.hasSuffix("or 'vouch show 1'\n"), "\(short)")
  }

  @Test func whatWasToldBeforeAKillIsThereAndTheRestIsHandedInAgain() throws {
    let studio = try openStudio()
    let paths = try (1...300).map { number in
      try studio.draft("d\(number)", body: "Page \(number) of book \(number * 7919 % 1000).")
    }
    let running = try studio.start(
      ["submit"] + paths + ["--from", "owner", "--batch", "8"],
      watching: .out
    )
    // As soon as anything is told.
    try running.wait { !$0.isEmpty }
    kill(running.pid, SIGKILL)
    let outcome = try running.wait()
    #expect(outcome.status == 128 + SIGKILL, "\(outcome)")
    let told = outcome.out.split(separator: "\n").filter { $0.contains("@1 pending") }
    let stored = try #require(try studio.json("list")["submissions"]?.elements)
    #expect(!told.isEmpty && told.count <= stored.count)
    #expect(stored.count % 8 == 0, "a batch is there whole, or not at all: \(stored.count)")
    #expect(try studio.vouch("verify").status == 0)
    let again = try Program.run(
      ["submit"] + paths + ["--from", "owner"],
      in: studio.root,
      environment: studio.variables()
    )
    #expect(again.status == 0 || again.status == 1, "\(again)")
    let known = again.out.split(separator: "\n").filter { $0.contains("nothing changed") }
    #expect(known.count == stored.count)
    #expect(try studio.json("list")["submissions"]?.elements.count == paths.count)
  }
}
