import Foundation
import Testing
import VouchCore

@Suite struct BrokenWorkspaceTests {
  @Test func aBrokenPolicyStopsWhatJudgesAndNothingElse() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    try studio.submit("two", body: "Another page to read.")
    try studio.submit("three", body: "A third page to read.")
    try studio.vouch("approve", "1@1", "2@1")
    try studio.write(
      "policies/lantern-books.yaml",
      Studio.policy.replacing("mention-limit: {max: 2}", with: "mention-limt: {max: 2}")
    )
    let path = try studio.draft("four", body: "Yet another page to read.")
    for arguments in [
      ["check", path], ["submit", path, "--from", "maya"], ["approve", "3@1"], ["emit"],
      ["emit", "--dry-run"],
    ] {
      let outcome = try Program.run(
        arguments,
        in: studio.root,
        environment: studio.variables("2026-09-07T09:30")
      )
      #expect(outcome.status == 2, "\(arguments): \(outcome)")
      #expect(outcome.err.contains("lantern-books.yaml:20:3: error: "), "\(outcome)")
      #expect(outcome.err.contains("did you mean 'mention-limit'?"), "\(outcome)")
      #expect(outcome.out == "")
    }
    #expect(studio.outbox == [])
    let check = try studio.vouch("policy", "check")
    #expect(check.status == 1 && check.out.contains(":20:3: error: "), "\(check)")
    for arguments in [
      ["list"], ["show", "1"], ["queue"], ["history"], ["verify"], ["inbox"], ["rules"], ["plan"],
      ["assistant", "list"], ["assistant", "show", "maya"],
      ["revoke", "1", "--because", "x"], ["withdraw", "3", "--from", "maya"],
    ] {
      let outcome = try Program.run(arguments, in: studio.root, environment: studio.variables())
      #expect(outcome.status == 0, "\(arguments): \(outcome)")
    }
    let status = try studio.vouch("status")
    #expect(status.status == 1 && status.out.contains("the policy cannot be read"), "\(status)")
    let doctor = try studio.vouch("doctor")
    #expect(doctor.status == 1 && doctor.out.contains("problem  policy"), "\(doctor)")
  }

  @Test func aMissingPolicyIsNoPolicy() throws {
    let studio = try openStudio()
    let path = try studio.draft("one", body: "A book we read twice.")
    try FileManager.default.removeItem(atPath: studio.root + "/policies/lantern-books.yaml")
    #expect(try studio.vouch("check", path).status == 2)
    #expect(try studio.vouch("list").status == 0)
  }

  @Test(arguments: [
    "", "version: 1\n", "version: 2\nbrand: B\nowner: O\ntimezone: UTC\npolicy: p\n",
    "version: 1\nbrand: B\nowner: O\ntimezone: Nowhere/City\npolicy: p\n", "{", "a: *b\n", "\u{0}",
    "version: 1\nbrand: B\nowner: O\ntimezone: UTC\npolicy: ../../etc/passwd\n",
  ])
  func brokenSettingsAreSaid(text: String) throws {
    let studio = try openStudio()
    try studio.write("vouch.yaml", text)
    let outcome = try studio.vouch("list")
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.err.contains("vouch.yaml:"), "\(outcome)")
  }

  @Test func aDamagedDatabaseIsSaid() throws {
    let studio = try openStudio()
    try Data("this is no database, and never was one".utf8)
      .write(to: URL(fileURLWithPath: studio.root + "/.vouch/vouch.sqlite"))
    for arguments in [["list"], ["verify"], ["emit"]] {
      let outcome = try Program.run(arguments, in: studio.root, environment: studio.variables())
      #expect(outcome.status == 2, "\(arguments): \(outcome)")
      #expect(outcome.err.contains("damaged"), "\(outcome)")
    }
    #expect(try studio.vouch("doctor").status == 1)
    try FileManager.default.removeItem(atPath: studio.root + "/.vouch/vouch.sqlite")
    #expect(try studio.vouch("list").status == 2)
  }

  @Test func readingWorksWhereNothingCanBeWritten() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    let file = studio.root + "/.vouch/vouch.sqlite"
    chmod(studio.root, 0o555)
    chmod(studio.root + "/.vouch", 0o555)
    // Whether anything stands in the log, its head tells.
    for name in [file, file + "-wal"] { chmod(name, 0o444) }
    for arguments in [
      ["list"], ["show", "1"], ["queue"], ["history"], ["verify"], ["check", "drafts"],
    ] {
      let outcome = try studio.asNobody(arguments)
      #expect(outcome.status == 0, "\(arguments): \(outcome)")
    }
    for arguments in [["approve", "1@1"], ["emit"], ["assistant", "add", "li"]] {
      let outcome = try studio.asNobody(arguments)
      #expect(outcome.status == 2, "\(arguments): \(outcome)")
      #expect(outcome.err.hasPrefix("vouch: "), "\(outcome)")
    }
  }

  @Test func aSimulationStaysOne() throws {
    let studio = try openStudio()
    let settings = try String(contentsOfFile: studio.root + "/vouch.yaml", encoding: .utf8)
    try studio.write("vouch.yaml", settings.replacing("simulation: true", with: ""))
    let outcome = try studio.vouch("assistant", "add", "li")
    #expect(outcome.status == 2 && outcome.err.contains("simulation"), "\(outcome)")
  }

  @Test func anOutboxThatLeadsAwayIsRefused() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    try studio.vouch("approve", "1@1")
    let elsewhere = try TemporaryFolder()
    try FileManager.default.removeItem(atPath: studio.root + "/outbox")
    symlink(elsewhere.path, studio.root + "/outbox")
    let outcome = try studio.vouch("emit", now: "2026-09-07T09:30")
    #expect(outcome.status == 2, "\(outcome)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path) == [])
    unlink(studio.root + "/outbox")
    #expect(try studio.vouch("emit", now: "2026-09-07T09:31").out.contains("emitted"))
  }
}
