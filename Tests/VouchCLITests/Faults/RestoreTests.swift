import Foundation
import Testing
import VouchCore

/// Backups are whole, and one that is put back repeats nothing.
@Suite struct RestoreTests {
  @Test func aBackupSaysWhatItHoldsAndOverwritesNothing() throws {
    let stage = try FaultStage()
    let made = try stage.vouch("backup", "copy.bak", "--format", "json")
    let answer = try #require(JSON(parsing: made.out), "\(made)")
    #expect(
      answer.keys
        == ["schema", "file", "bytes", "submissions", "ledgerEntries", "ledgerHead"]
    )
    #expect(answer["submissions"]?.int == 3)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: stage.root + "/copy.bak"))
    #expect(answer["bytes"]?.int == bytes.count)
    let verified = try stage.vouch("verify", "--format", "json")
    #expect(answer["ledgerHead"] == JSON(parsing: verified.out)?["head"])
    let again = try stage.vouch("backup", "copy.bak")
    #expect(again.status == 1 && again.err.contains("nothing is overwritten"), "\(again)")
    symlink("nowhere", stage.root + "/link.bak")
    #expect(try stage.vouch("backup", "link.bak").status == 1)
    #expect(try Data(contentsOf: URL(fileURLWithPath: stage.root + "/copy.bak")) == bytes)
  }

  @Test func backupsMadeWhileOthersWriteAreWhole() throws {
    let stage = try FaultStage()
    for name in 0..<12 {
      try stage.write(
        Studio.draft("book\(name)", body: "Book number \(name), page by page."),
        to: "drafts/many\(name).md"
      )
    }
    let script = """
      for i in 0 1 2 3 4 5 6 7 8 9 10 11; do $VOUCH submit drafts/many$i.md --from maya >/dev/null; done &
      for i in 1 2 3 4 5 6; do $VOUCH backup copy$i.bak >/dev/null || exit 9; done; wait
      """
    #expect(try stage.shell(script) == 0)
    let now = try stage.submissions().count
    #expect(now == 15)
    for number in 1...6 {
      let other = try FaultStage()
      let copy = "\(stage.root)/copy\(number).bak"
      let restored = try stage.vouch("restore", copy)
      #expect(restored.status == 0, "\(restored)")
      #expect(try stage.vouch("verify").status == 0)
      #expect(try (3...15).contains(stage.submissions().count))
      _ = other
    }
  }

  @Test func whatWentOutSinceTheBackupIsNotEmittedAgain() throws {
    let stage = try FaultStage()
    #expect(try stage.vouch("emit", now: FaultStage.noon).status == 0)
    let posts = stage.outbox
    #expect(posts.count == 2)
    let texts = try posts.map {
      try Data(contentsOf: URL(fileURLWithPath: "\(stage.root)/outbox/\($0)"))
    }
    let restored = try stage.vouch("restore", "base.bak", "--format", "json", now: FaultStage.noon)
    #expect(restored.status == 0, "\(restored)")
    #expect(try stage.delivery(2) == "scheduled")
    let doctor = try stage.vouch("doctor", now: FaultStage.noon)
    #expect(doctor.status == 0 && doctor.out.contains("warning  outbox"), "\(doctor)")
    // Hours later its slot has long passed: it went out all the same, and does not move.
    let emitted = try stage.vouch("emit", "--format", "json", now: "2026-09-07T18:00")
    let answer = try #require(JSON(parsing: emitted.out), "\(emitted)")
    #expect(answer["emitted"]?.elements.isEmpty == true)
    #expect(answer["held"]?.elements.isEmpty == true)
    #expect(answer["found"]?.elements.first?["file"]?.string == "outbox/\(posts[1])")
    #expect(try stage.delivery(2) == "emitted")
    #expect(stage.outbox == posts)
    #expect(
      try posts.map { try Data(contentsOf: URL(fileURLWithPath: "\(stage.root)/outbox/\($0)")) }
        == texts
    )
    let history = try stage.vouch("history", "2")
    #expect(history.out.contains("found"), "\(history)")
    #expect(try stage.vouch("verify").status == 0)
    #expect(try stage.vouch("emit", now: "2026-09-08T18:00").out.contains("nothing is due"))
  }

  @Test func aPostUnderAnotherInstantIsKnownByItsKey() throws {
    let stage = try FaultStage()
    #expect(try stage.vouch("emit", now: FaultStage.noon).status == 0)
    let name = try #require(stage.outbox.last)
    rename("\(stage.root)/outbox/\(name)", "\(stage.root)/outbox/20260101T000000Z-2-x.json")
    #expect(try stage.vouch("restore", "base.bak", now: FaultStage.noon).status == 0)
    #expect(try stage.vouch("emit", now: FaultStage.noon).status == 0)
    #expect(stage.outbox.count == 2)
    #expect(try stage.delivery(2) == "emitted")
  }

  @Test func aCopyPutBackByHandHoldsOnceTheOwnerSaysSo() throws {
    let stage = try FaultStage()
    #expect(try stage.vouch("emit", now: FaultStage.noon).status == 0)
    for suffix in ["", "-wal", "-shm"] { unlink(stage.database + suffix) }
    try FileManager.default.copyItem(atPath: stage.root + "/base.bak", toPath: stage.database)
    let held = try stage.vouch("emit", now: FaultStage.noon)
    #expect((held.out + held.err).contains("vouch restore"), "\(held)")
    #expect(stage.outbox.count == 2)
    let said = try stage.vouch("restore", now: FaultStage.noon)
    #expect(said.status == 0, "\(said)")
    #expect(try stage.vouch("emit", now: FaultStage.noon).status == 0)
    #expect(stage.outbox.count == 2)
    #expect(try stage.delivery(2) == "emitted")
  }

  @Test func whatWasThereIsKeptAndIsABackupItself() throws {
    let stage = try FaultStage()
    #expect(try stage.vouch("submit", "drafts/four.md", "--from", "maya").status == 0)
    let restored = try stage.vouch("restore", "base.bak", "--format", "json")
    let answer = try #require(JSON(parsing: restored.out), "\(restored)")
    #expect(try stage.submissions().count == 3)
    let kept = try #require(answer["kept"]?.string)
    #expect(try stage.vouch("restore", kept).status == 0)
    #expect(try stage.submissions().count == 4)
    #expect(try stage.vouch("doctor").status == 0)
  }

  @Test(arguments: ["nothing", "draft", "cut", "stranger", "real"])
  func whatIsNoSoundBackupOfThisWorkspaceChangesNothing(kind: String) throws {
    let stage = try FaultStage()
    let file = stage.root + "/other.bak"
    switch kind {
    case "draft": try stage.write("---\nchannel: x\n---\nA draft.", to: "other.bak")
    case "cut":
      let bytes = try Data(contentsOf: URL(fileURLWithPath: stage.root + "/base.bak"))
      try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: file))
    case "stranger", "real":
      let other = try Studio(isSimulation: kind == "stranger")
      let made = try Program.run(
        ["backup", file],
        in: other.root,
        environment: ["HOME": other.home]
      )
      #expect(made.status == 0, "\(made)")
    default: break
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: stage.database))
    let refused = try stage.vouch("restore", "other.bak")
    #expect(refused.status == (["stranger", "real"].contains(kind) ? 1 : 2), "\(refused)")
    #expect(refused.err.contains("other.bak"), "\(refused)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: stage.database)) == before)
    #expect(try stage.vouch("doctor").status == 0)
    let lying = try FileManager.default.contentsOfDirectory(atPath: stage.root + "/.vouch")
    #expect(!lying.contains { $0.hasSuffix(".part") || $0.contains("before") }, "\(lying)")
  }

  @Test func theDoctorFindsWhatAKilledProcessLeft() throws {
    let stage = try FaultStage()
    try stage.write("half", to: "outbox/.20260907T101500Z-2-x.json.4194305.part")
    let doctor = try stage.vouch("doctor")
    #expect(doctor.status == 0 && doctor.out.contains("warning  leftovers"), "\(doctor)")
    #expect(doctor.out.contains("rm \(stage.root)/outbox/.20260907T"), "\(doctor)")
  }
}
