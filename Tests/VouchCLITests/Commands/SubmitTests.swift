import Foundation
import Testing
import VouchCore

@Suite struct SubmitTests {
  @Test func whatWasHandedInIsSaidAndStored() throws {
    let studio = try openStudio()
    let outcome = try studio.submit("books", body: "A book we read twice.")
    #expect(outcome.status == 0)
    #expect(outcome.out == "1@1 pending  drafts/books.md\n", "\(outcome)")
    let blocked = try studio.submit("sales", body: "This book is a bestseller.")
    #expect(blocked.status == 1)
    #expect(blocked.out.hasPrefix("2@1 blocked  drafts/sales.md  1 error\n"), "\(blocked)")
    #expect(blocked.out.hasSuffix("fix it and hand it in again with --revises 2\n"))
    let inbox = try studio.vouch("inbox")
    #expect(inbox.out.contains("1@1") && !inbox.out.contains("2@1"))
    #expect(try studio.vouch("inbox", "--blocked").out.contains("2@1"))
    #expect(try studio.vouch("list", "--state", "blocked").out.contains("2@1"))
  }

  @Test func documentsHaveExactlyTheKeysOfTheContract() throws {
    let studio = try openStudio()
    let path = try studio.draft("books", body: "A book we read twice.")
    try studio.write("drafts/broken.md", "---\nchanel: x\n---\nHi\n")
    let document = try studio.json("submit", path, "drafts/broken.md", "--from", "maya")
    #expect(document.keys == ["schema", "submissions"])
    #expect(document["schema"] == "vouch.submit/1")
    let entries = document["submissions"]?.elements ?? []
    let keys = ["id", "revision", "state", "verdict", "fingerprint", "path", "findings"]
    #expect(entries.map(\.keys) == [keys, keys])
    #expect(entries[0]["id"] == 1 && entries[0]["state"] == "pending")
    #expect(entries[0]["fingerprint"]?.string?.utf8.count == 64)
    #expect(entries[1]["id"] == .null && entries[1]["revision"] == .null)
    #expect(entries[1]["state"] == "blocked" && entries[1]["fingerprint"] == .null)
    #expect(entries[1]["path"] == "drafts/broken.md")
  }

  @Test func listsHaveExactlyTheKeysOfTheContract() throws {
    let studio = try openStudio()
    try studio.submit("books", body: "A book we read twice.")
    try studio.vouch("approve", "1@1")
    let document = try studio.json("list")
    #expect(document["schema"] == "vouch.list/1")
    let entry = try #require(document["submissions"]?.elements.first)
    let keys = [
      "id", "revision", "state", "verdict", "assistant", "title", "kind", "channels", "topics",
      "why", "submittedAt", "deliveries",
    ]
    #expect(entry.keys == keys)
    #expect(entry["submittedAt"] == "2026-09-07T08:00:00+02:00")
    let delivery = try #require(entry["deliveries"]?.elements.first)
    #expect(delivery.keys == ["channel", "state", "scheduledAt", "emittedAt", "key", "url"])
    #expect(delivery["scheduledAt"] == "2026-09-07T09:30:00+02:00")
    let shown = try #require(try studio.json("show", "1")["submission"])
    #expect(
      shown.keys == keys + ["source", "findings", "waivers", "approval", "revisions", "history"]
    )
    #expect(shown["source"]?.string == Studio.draft("books", body: "A book we read twice."))
  }

  @Test func theSameBytesAgainChangeNothing() throws {
    let studio = try openStudio()
    try studio.submit("books", body: "A book we read twice.")
    let entries = try studio.json("history")["entries"]?.elements.count
    let again = try studio.submit("books", body: "A book we read twice.")
    #expect(again.status == 0 && again.out.contains("nothing changed"), "\(again)")
    #expect(try studio.json("history")["entries"]?.elements.count == entries)
  }

  @Test func revisionsKeepTheNumber() throws {
    let studio = try openStudio()
    try studio.submit("sales", body: "This book is a bestseller.")
    let path = try studio.draft("sales", body: "This book is a good one.")
    let revised = try studio.vouch("submit", path, "--from", "maya", "--revises", "1")
    #expect(revised.status == 0 && revised.out.hasPrefix("1@2 pending"), "\(revised)")
    let shown = try studio.vouch("show", "1", "--diff")
    #expect(shown.out.contains("- This book is a bestseller."), "\(shown)")
    #expect(shown.out.contains("+ This book is a good one."), "\(shown)")
    #expect(try studio.json("show", "1@1")["submission"]?["revision"] == 1)
    #expect(try studio.vouch("show", "1@3").status == 1)
    #expect(try studio.vouch("submit", path, path, "--from", "maya", "--revises", "1").status == 64)
    #expect(try studio.vouch("submit", path, "--from", "maya", "--revises", "9").status == 1)
  }

  @Test func strangersCannotHandIn() throws {
    let studio = try openStudio()
    let path = try studio.draft("books", body: "A book we read twice.")
    let outcome = try studio.vouch("submit", path, "--from", "eve")
    #expect(outcome.status == 1 && outcome.err.contains("vouch assistant add eve"), "\(outcome)")
    #expect(try studio.vouch("submit", path, "--from", "Eve!").status == 1)
    #expect(try studio.vouch("submit", path).status == 64)
    #expect(try studio.vouch("submit", path, "--from", "owner").status == 0)
  }

  @Test func onlyItsAssistantWithdraws() throws {
    let studio = try openStudio()
    try studio.submit("books", body: "A book we read twice.")
    #expect(try studio.vouch("withdraw", "1", "--from", "eve").status == 1)
    #expect(try studio.vouch("withdraw", "1", "--from", "maya").out == "1 withdrawn\n")
    #expect(try studio.vouch("approve", "1@1").status == 1)
    #expect(try studio.vouch("withdraw", "x", "--from", "maya").status == 64)
  }

  @Test func theInboxFolderIsEmptied() throws {
    let studio = try openStudio()
    try studio.write("inbox/maya/good.md", Studio.draft("books", body: "A book we read twice."))
    try studio.write("inbox/maya/bad.md", Studio.draft("sales", body: "This book is a bestseller."))
    try studio.write("inbox/maya/broken.md", "no head")
    let taken = try studio.vouch("take")
    #expect(taken.status == 1, "\(taken)")
    let files = FileManager.default
    #expect(files.fileExists(atPath: studio.root + "/inbox/maya/taken/good.md"))
    #expect(files.fileExists(atPath: studio.root + "/inbox/maya/refused/bad.md"))
    #expect(files.fileExists(atPath: studio.root + "/inbox/maya/refused/broken.md"))
    let findings = try String(
      contentsOfFile: studio.root + "/inbox/maya/refused/bad.findings.txt",
      encoding: .utf8
    )
    #expect(findings.contains("error: We let readers decide what sells."))
    #expect(try studio.vouch("take").out == "the inbox is empty\n")
  }

  @Test func standardInputIsADraftToo() throws {
    let studio = try openStudio()
    let draft = Studio.draft("books", body: "A book we read twice.")
    let outcome = try studio.vouch("submit", "-", "--from", "maya", input: draft)
    #expect(outcome.status == 0 && outcome.out.hasPrefix("1@1 pending"), "\(outcome)")
  }

  @Test func whatWasHandedInBeforeAFailureIsTold() throws {
    let studio = try openStudio()
    let path = try studio.draft("books", body: "A book we read twice.")
    let outcome = try studio.vouch("submit", path, "drafts/none.md", "--from", "maya")
    #expect(outcome.status == 2 && outcome.out.hasPrefix("1@1 pending"), "\(outcome)")
    #expect(outcome.err.contains("cannot read drafts/none.md"), "\(outcome)")
  }

  @Test func aStrangersFolderKeepsNobodyWaiting() throws {
    let studio = try openStudio()
    try studio.write("inbox/eve/a.md", Studio.draft("books", body: "A book we read twice."))
    try studio.write("inbox/maya/a.md", Studio.draft("books", body: "A book we read twice."))
    let taken = try studio.vouch("take")
    #expect(taken.status == 1 && taken.out.hasPrefix("1@1 pending"), "\(taken)")
    #expect(taken.err.contains("'eve'"), "\(taken)")
    #expect(FileManager.default.fileExists(atPath: studio.root + "/inbox/eve/a.md"))
  }

  @Test func longWorkShowsProgressOnATerminalAlone() throws {
    let studio = try openStudio()
    for number in 1...25 {
      _ = try studio.draft("d\(number)", body: "Page \(number) of a book we read.")
    }
    let terminal = try PseudoTerminal(
      ["check", "drafts"],
      in: studio.root,
      environment: studio.variables()
    )
    try terminal.waitFor("checked 25")
    try terminal.waitFor("25 drafts: ")
    #expect(try terminal.wait() == 0)
    #expect(!(try studio.vouch("check", "drafts").err.contains("checked")))
  }
}
