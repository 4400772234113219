import Foundation
import Testing
import VouchCore
import VouchTestSupport

/// Nothing of the workspace itself is followed through a link, and no medium leads out of it.
@Suite struct LinkTests {
  @Test(arguments: [
    ".vouch", ".vouch/vouch.sqlite", ".vouch/vouch.sqlite-wal", ".vouch/vouch.sqlite-shm",
    ".vouch/media", ".vouch/emit.lock", "outbox",
  ])
  func aLinkInThePlaceOfWhatBelongsToTheWorkspaceIsRefused(item: String) throws {
    let stage = try FaultStage()
    let path = "\(stage.root)/\(item)"
    let elsewhere = stage.folder + "/elsewhere"
    if FileManager.default.fileExists(atPath: path) {
      try FileManager.default.moveItem(atPath: path, toPath: elsewhere)
    } else if item.hasSuffix("media") {
      mkdir(elsewhere, 0o700)
    } else {
      try Data().write(to: URL(fileURLWithPath: elsewhere))
    }
    symlink(elsewhere, path)
    for arguments in [["list"], ["emit"], ["submit", "drafts/four.md", "--from", "maya"]] {
      let outcome = try stage.vouch(arguments, now: FaultStage.noon)
      #expect(outcome.status == 2 && outcome.out.isEmpty, "\(arguments): \(outcome)")
      #expect(outcome.err.contains("\(item): it is a symbolic link"), "\(arguments): \(outcome)")
    }
    let doctor = try stage.vouch("doctor")
    #expect(doctor.status == 1 && doctor.out.contains("problem  links"), "\(doctor)")
    // A link is as bad where it stays inside.
    unlink(path)
    rename(elsewhere, "\(stage.root)/inside")
    symlink("\(stage.root)/inside", path)
    #expect(try stage.vouch("list").status == 2)
  }

  @Test(arguments: ["../out", "/tmp", "a/../..", ".vouch", "./outbox", "a//b"])
  func anOutboxOutsideIsRefused(outbox: String) throws {
    let stage = try FaultStage()
    let settings = try String(contentsOfFile: stage.root + "/vouch.yaml", encoding: .utf8)
    try stage.write(
      settings.replacing("outbox: outbox", with: "outbox: \(outbox)"),
      to: "vouch.yaml"
    )
    let outcome = try stage.vouch("emit", now: FaultStage.noon)
    #expect(outcome.status == 2 && outcome.err.contains("inside the workspace"), "\(outcome)")
  }

  @Test func aLinkToAnotherMediumInsideIsReadAndOneThatLeadsOutIsNot() throws {
    let stage = try FaultStage()
    try stage.write("another picture", to: "drafts/real.png")
    unlink(stage.root + "/drafts/page.png")
    symlink("real.png", stage.root + "/drafts/page.png")
    #expect(try stage.vouch("submit", "drafts/four.md", "--from", "maya").status == 0)
    try Data("secret".utf8).write(to: URL(fileURLWithPath: stage.folder + "/secret"))
    for target in ["../../secret", stage.folder + "/secret", "/dev/zero", "../.vouch/vouch.sqlite"]
    {
      unlink(stage.root + "/drafts/page.png")
      symlink(target, stage.root + "/drafts/page.png")
      let outcome = try stage.vouch("submit", "drafts/four.md", "--from", "maya")
      #expect(outcome.status == 1, "\(target): \(outcome)")
    }
  }

  @Test(.enabled(if: FaultLibrary.library.isWanted, "\(FaultLibrary.library.absence)"))
  func aMediumThatIsSwappedForALinkBetweenAnyTwoCallsLeaksNothing() throws {
    let secret = "what nobody may publish"
    let calls = try {
      let stage = try FaultStage()
      let notes = stage.folder + "/notes"
      try stage.vouch(
        ["submit", "drafts/four.md", "--from", "maya"],
        environment: try FaultLibrary.noting(notes, below: [stage.root + "/drafts"])
      )
      return NotedCall.all(notedIn: notes)
    }()
    #expect(calls.count >= 2)
    for number in 1...(calls.count + 1) {
      for target in ["secret", "w/vouch.yaml"] {
        let stage = try FaultStage()
        try Data(secret.utf8).write(to: URL(fileURLWithPath: stage.folder + "/secret"))
        let link = stage.folder + "/link"
        symlink("\(stage.folder)/\(target)", link)
        var plan = try FaultLibrary.noting(stage.folder + "/notes", below: [stage.root + "/drafts"])
        plan["FAULTS_AT"] = "\(number)"
        plan["FAULTS_SWAP"] = "\(stage.root)/drafts/page.png:\(link)"
        let outcome = try stage.vouch(
          ["submit", "drafts/four.md", "--from", "maya"],
          environment: plan
        )
        #expect(outcome.status == 0 || outcome.status == 1, "\(outcome)")
        let media = stage.root + "/.vouch/media"
        for copy in (try? FileManager.default.contentsOfDirectory(atPath: media)) ?? [] {
          let text = try String(contentsOfFile: "\(media)/\(copy)", encoding: .utf8)
          #expect(text.hasPrefix("picture "), "call \(number), \(target): \(text)")
        }
      }
    }
  }

  @Test(
    .enabled(if: FaultLibrary.library.isWanted, "\(FaultLibrary.library.absence)"),
    arguments: [
      ["check", "drafts/four.md"], ["submit", "drafts/four.md", "--from", "maya"], ["take"],
    ]
  )
  func aDraftIsOpenedOnce(arguments: [String]) throws {
    let stage = try FaultStage()
    let notes = stage.folder + "/notes"
    let outcome = try stage.vouch(
      arguments,
      environment: try FaultLibrary.noting(notes, below: [stage.root])
    )
    #expect(outcome.status == 0, "\(outcome)")
    let opened = NotedCall.all(notedIn: notes).filter {
      $0.name == "open" && ($0.file.hasSuffix("/four.md") || $0.file.hasSuffix("/five.md"))
    }
    #expect(opened.count == 1, "\(opened)")
  }

  @Test(.enabled(if: FaultLibrary.library.isWanted, "\(FaultLibrary.library.absence)"))
  func aDraftThatIsChangedWhileItIsTakenStaysForTheNextTime() throws {
    let stage = try FaultStage()
    let newer = stage.folder + "/newer.md"
    let text = Studio.draft("five", body: "A newer text about the book that we read.")
    try Data(text.utf8).write(to: URL(fileURLWithPath: newer))
    let probe = try FaultStage()
    try probe.vouch(
      ["take"],
      environment: try FaultLibrary.noting(probe.folder + "/notes", below: [probe.root + "/inbox"])
    )
    let calls = NotedCall.all(notedIn: probe.folder + "/notes")
    let move = try #require(calls.first { $0.name == "rename" })
    var plan = try FaultLibrary.noting(stage.folder + "/notes", below: [stage.root + "/inbox"])
    plan["FAULTS_AT"] = "\(move.number)"
    plan["FAULTS_SWAP"] = "\(stage.root)/inbox/maya/five.md:\(newer)"
    plan["FAULTS_ONCE"] = "1"
    #expect(try stage.vouch(["take"], environment: plan).status == 0)
    #expect(try stage.state(4) == "pending")
    #expect(try stage.vouch("take").status == 0)
    let shown = try stage.vouch("show", "5")
    #expect(shown.out.contains("A newer text"), "\(shown)")
  }
}
