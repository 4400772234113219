import Foundation
import Testing
import VouchCore

@Suite struct CheckTests {
  @Test func verdictsDecideTheExitCode() throws {
    let studio = try openStudio()
    try studio.write("drafts/clear.md", Studio.draft("books", body: "A book we read twice."))
    #expect(try studio.vouch("check", "drafts/clear.md", "--from", "maya").status == 0)
    try studio.write("drafts/flagged.md", Studio.draft("rain", body: "It rained all day long."))
    let flagged = try studio.vouch("check", "drafts/flagged.md", "--from", "maya")
    #expect(flagged.status == 0 && flagged.out.contains("1 flagged"), "\(flagged)")
    try studio.write("drafts/blocked.md", Studio.draft("books", body: "This book is a bestseller."))
    let blocked = try studio.vouch("check", "drafts", "--from", "maya")
    #expect(blocked.status == 1)
    #expect(
      blocked.out.contains(
        "drafts/blocked.md:7:16: error: We let readers decide what sells."
      ),
      "\(blocked)"
    )
    #expect(blocked.out.contains("[no-bestseller]"))
    #expect(blocked.out.hasSuffix("3 drafts: 1 clear, 1 flagged, 1 blocked\n"), "\(blocked)")
  }

  @Test func documentsHaveExactlyTheKeysOfTheContract() throws {
    let studio = try openStudio()
    try studio.write("drafts/a.md", Studio.draft("books", body: "This book is a bestseller."))
    let document = try studio.json("check", "drafts/a.md")
    #expect(document.keys == ["schema", "policy", "drafts", "summary"])
    #expect(document["schema"] == "vouch.check/1")
    #expect(document["policy"]?.keys == ["name", "fingerprint"])
    #expect(document["policy"]?["name"] == "lantern-books")
    #expect(document["summary"] == ["drafts": 1, "clear": 0, "flagged": 0, "blocked": 1])
    let draft = try #require(document["drafts"]?.elements.first)
    #expect(draft.keys == ["path", "verdict", "findings"])
    #expect(draft["verdict"] == "blocked")
    let finding = try #require(
      draft["findings"]?.elements.first { $0["rule"] == "no-bestseller" }
    )
    #expect(
      finding.keys == [
        "rule", "severity", "message", "line", "column", "endLine", "endColumn", "excerpt",
        "surface", "measured", "limit", "help", "waived",
      ]
    )
    #expect(finding["line"] == 7 && finding["column"] == 16 && finding["excerpt"] == "bestseller")
    #expect(finding["measured"] == .null && finding["waived"] == false)
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    let studio = try openStudio()
    try studio.write(
      "drafts/a.md",
      Studio.draft("books", body: "This book is a bestseller @a @b @c.")
    )
    let first = try studio.vouch("check", "drafts", "--format", "json")
    #expect(try studio.vouch("--format", "json", "check", "drafts") == first)
  }

  @Test func aPolicyFileNeedsNoWorkspace() throws {
    let folder = try TemporaryFolder()
    try Studio.policy.write(toFile: folder.path + "/p.yaml", atomically: true, encoding: .utf8)
    let draft = Studio.draft("books", body: "A book we read twice.")
    let outcome = try Program.run(
      ["check", "--policy", "p.yaml", "-"],
      in: folder.path,
      input: draft
    )
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.err.contains("were skipped"))
    #expect(
      try Program.run(["check", "--policy", "p.yaml", "--from", "maya", "-"], in: folder.path)
        .status
        == 64
    )
    #expect(
      try Program.run(["check", "--policy", "none.yaml", "-"], in: folder.path, input: draft).status
        == 2
    )
  }

  @Test(arguments: [
    ("", "has no head"), ("\u{0}", ""), ("---\nchanel: x\n---\nHi\n", "channel"),
    ("---\nchannel: x\n---\n \n", ""), ("---\nchannel: x\nchannel: x\n---\nHi\n", ""),
    ("---\n\tchannel: x\n---\nHi\n", ""), ("---\nchannel: [x\n---\nHi\n", ""),
  ])
  func unreadableDraftsAreBlockedWithAPlace(text: String, hint: String) throws {
    let studio = try openStudio()
    try studio.write("drafts/bad.md", text)
    let outcome = try studio.vouch("check", "drafts/bad.md")
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.out.contains("[draft]"), "\(outcome)")
    #expect(outcome.out.hasPrefix("drafts/bad.md:"), "\(outcome)")
    let document = try studio.json("check", "drafts/bad.md")
    let draft = try #require(document["drafts"]?.elements.first)
    #expect(draft["verdict"] == "blocked")
    #expect(draft["findings"]?.elements.allSatisfy { $0["rule"] == "draft" } ?? false)
  }

  @Test func whatIsNoDraftIsRefused() throws {
    let studio = try openStudio()
    try Data([0xFF, 0xFE, 0x41]).write(to: URL(fileURLWithPath: studio.root + "/drafts/latin.md"))
    try Data(repeating: 0x61, count: 262_145)
      .write(to: URL(fileURLWithPath: studio.root + "/drafts/large.md"))
    mkfifo(studio.root + "/drafts/pipe.md", 0o600)
    for name in ["latin", "large", "pipe"] {
      let outcome = try studio.vouch("check", "drafts/\(name).md")
      #expect(outcome.status == 1 && outcome.out.contains("[draft]"), "\(name): \(outcome)")
    }
    let missing = try studio.vouch("check", "drafts/none.md")
    #expect(missing.status == 2 && missing.err.contains("drafts/none.md"), "\(missing)")
    #expect(try studio.vouch("check").status == 64)
  }

  @Test func codeHostsGetFindingsInTheirOwnForms() throws {
    let studio = try openStudio()
    try studio.write("drafts/a b.md", Studio.draft("books", body: "This book is a bestseller."))
    let sarif = try studio.vouch("check", "drafts", "--format", "sarif")
    #expect(sarif.status == 1)
    let log = try #require(JSON(parsing: sarif.out))
    let result = try #require(log["runs"]?.elements.first?["results"]?.elements.first)
    #expect(result["ruleId"] == "no-bestseller" && result["level"] == "error")
    #expect(sarif.out.contains("drafts/a%20b.md"))
    let github = try studio.vouch("check", "drafts", "--format", "github")
    #expect(
      github.out.hasPrefix("::error file=drafts/a b.md,line=7,col=16,"),
      "\(github)"
    )
  }

  @Test func draftsCannotDriveTheTerminal() throws {
    let studio = try openStudio()
    try studio.write(
      "drafts/evil.md",
      Studio.draft(
        "books",
        head: "campaign: x",
        body: "A book \u{1B}[2J\u{1B}]0;x\u{7} bestseller \u{202E}read"
      )
    )
    for arguments in [["check", "drafts/evil.md"], ["inspect", "drafts/evil.md"]] {
      let outcome = try Program.run(arguments, in: studio.root, environment: studio.variables())
      #expect(!outcome.out.utf8.contains(0x1B) && !outcome.err.utf8.contains(0x1B), "\(outcome)")
      #expect(!outcome.out.unicodeScalars.contains("\u{202E}"))
    }
  }

  @Test func aFullDiskIsSaid() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let studio = try openStudio()
    let path = try Program.path()
    let folder = try TemporaryFolder()
    let script = folder.path + "/run"
    try "exec '\(path)' rules > /dev/full 2> '\(folder.path)/err'\n"
      .write(toFile: script, atomically: true, encoding: .utf8)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let pid = try Program.spawn("/bin/sh", [script], studio.variables(), actions: &actions)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    #expect(Program.exitCode(ofWaitStatus: status) == 2)
    #expect(
      try String(contentsOfFile: folder.path + "/err", encoding: .utf8)
        .contains("cannot write the answer")
    )
  }
}
