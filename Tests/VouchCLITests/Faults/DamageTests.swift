import Foundation
import Testing
import VouchCore
import VouchTestSupport

/// A database that is not what was written is said to be, explained by the doctor, and mended with
/// a backup.
@Suite(.enabled(if: Necessity.shouldRun(with: "/usr/bin/sqlite3"), "no sqlite3"))
struct DamageTests {
  enum Damage: String, CaseIterable, Sendable {
    case empty, cut, noDatabase, anotherPrograms, missing, firstPage, foreignLog
  }

  @Test(arguments: Damage.allCases)
  func damageIsSaidExplainedAndMended(_ damage: Damage) throws {
    let stage = try FaultStage()
    try harm(stage, damage)
    for arguments in [["list"], ["emit"], ["submit", "drafts/four.md", "--from", "maya"]] {
      // A ledger that does not go on holds everything back instead.
      if damage == .foreignLog, arguments == ["emit"] { continue }
      let outcome = try stage.vouch(arguments, now: FaultStage.noon)
      #expect(outcome.status == 2 && outcome.out.isEmpty, "\(arguments): \(outcome)")
      #expect(outcome.err.contains("vouch restore"), "\(arguments): \(outcome)")
    }
    let doctor = try stage.vouch("doctor")
    #expect(doctor.status == 1 && doctor.out.contains("vouch restore"), "\(doctor)")

    let restored = try stage.vouch("restore", "base.bak")
    #expect(restored.status == 0, "\(restored)")
    #expect(try stage.vouch("doctor").status == 0)
    #expect(try stage.vouch("verify").status == 0)
    #expect(try stage.vouch("submit", "drafts/four.md", "--from", "maya").status == 0)
    #expect(try stage.vouch("emit", now: FaultStage.noon).status == 0)
    #expect(stage.outbox.count == 2)
    if damage != .missing {
      #expect(restored.out.contains(".vouch/vouch.sqlite.before-20260907T080000Z"), "\(restored)")
    }
  }

  @Test func aDamagedPageIsFoundByWhoReadsItAndByTheDoctor() throws {
    let whole = try FaultStage()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: whole.database))
    // As the file's own head says.
    let size = Int(bytes[16]) << 8 | Int(bytes[17])
    for page in 1..<(bytes.count / size) {
      let stage = try FaultStage()
      var harmed = bytes
      harmed.replaceSubrange(
        (page * size)..<(page * size + 512),
        with: Data(repeating: 0xAA, count: 512)
      )
      try withoutLog(stage) { try harmed.write(to: URL(fileURLWithPath: stage.database)) }
      for arguments in [["list"], ["history"], ["submit", "drafts/four.md", "--from", "maya"]] {
        let outcome = try stage.vouch(arguments)
        #expect(
          outcome.status == 0 || outcome.status == 2,
          "page \(page), \(arguments): \(outcome)"
        )
        if outcome.status == 2 { #expect(outcome.err.contains("damaged"), "\(outcome)") }
      }
      let doctor = try stage.vouch("doctor")
      #expect(doctor.status == 1 && doctor.out.contains("problem"), "page \(page): \(doctor)")
    }
  }

  @Test func aLogThatEndsInTheMiddleIsToldByTheDoctor() throws {
    let stage = try FaultStage()
    let crashed = try crash(stage)
    for (length, isCut) in [(crashed.log.count, false), (6000, true)] {
      for suffix in ["", "-wal", "-shm"] { unlink(stage.database + suffix) }
      try crashed.file.write(to: URL(fileURLWithPath: stage.database))
      try crashed.log.prefix(length).write(to: URL(fileURLWithPath: stage.database + "-wal"))
      let doctor = try stage.vouch("doctor")
      #expect(doctor.out.contains("warning  log") == isCut, "\(length): \(doctor)")
    }
  }

  @Test(arguments: [0, 20, 2000, 6000])
  func aLogThatWasCutShowsAnEarlierStateAndNothingGoesOut(length: Int) throws {
    let stage = try FaultStage()
    let crashed = try crash(stage)
    #expect(try stage.state(3) == "rejected")
    for suffix in ["", "-wal", "-shm"] { unlink(stage.database + suffix) }
    try crashed.file.write(to: URL(fileURLWithPath: stage.database))
    try crashed.log.prefix(length).write(to: URL(fileURLWithPath: stage.database + "-wal"))
    // What SQLite can promise: a state that was, not the newest.
    #expect(try stage.state(3) == "pending")
    let emitted = try stage.vouch("emit", now: FaultStage.noon)
    #expect(stage.outbox.count == 1, "\(emitted)")
    #expect((emitted.out + emitted.err).contains("does not go on"), "\(emitted)")
  }

  @Test func aBrokenKeyChainIsNamedByItsEntryAndNotByACircle() throws {
    let stage = try FaultStage()
    let script = """
      sqlite3 .vouch/vouch.sqlite "DROP TRIGGER ledgerEntryNeverChanges;
        UPDATE ledgerEntry SET details = replace(details, 'ed25519:', 'ed25519:A')
        WHERE sequence = 1"
      """
    #expect(try stage.shell(script) == 0)
    let text = try stage.vouch("verify")
    #expect(text.status == 1)
    #expect(
      text.out.hasPrefix(
        "entry 1 is not what was written: its content does not match its digest\n"
      ),
      "\(text)"
    )
    #expect(!(text.out + text.err).contains("vouch verify"), "\(text)")
    let json = try stage.vouch("verify", "--format", "json")
    #expect(json.status == 1)
    #expect(JSON(parsing: json.out)?["badEntry"] == 1, "\(json)")
    let status = try stage.vouch("status")
    #expect(
      status.status == 1 && status.out.hasPrefix("distrusted  nothing goes out: "),
      "\(status)"
    )
    let doctor = try stage.vouch("doctor")
    #expect(doctor.status == 1 && doctor.out.contains("problem  ledger"), "\(doctor)")
    #expect(doctor.out.contains("entry 1: its content does not match its digest"), "\(doctor)")
  }

  /// What lies on the disk where the machine stops right after the third submission was rejected.
  private func crash(_ stage: FaultStage) throws -> (file: Data, log: Data) {
    let database = URL(fileURLWithPath: stage.database)
    let file = try Data(contentsOf: database)
    let log = try logOf(stage, ["reject", "3@1", "--because", "Not now."])
    return (file, log)
  }

  /// The log that a command leaves while somebody else has the database open.
  private func logOf(_ stage: FaultStage, _ arguments: [String]) throws -> Data {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let pipe = Pipe()
    let answer = Pipe()
    posix_spawn_file_actions_adddup2(&actions, pipe.fileHandleForReading.fileDescriptor, 0)
    posix_spawn_file_actions_adddup2(&actions, answer.fileHandleForWriting.fileDescriptor, 1)
    let pid = try Program.spawn("/usr/bin/sqlite3", [stage.database], [:], actions: &actions)
    pipe.fileHandleForWriting.write(Data("BEGIN; SELECT count(*) FROM ledgerEntry;\n".utf8))
    _ = answer.fileHandleForReading.availableData
    let outcome = try stage.vouch(arguments)
    #expect(outcome.status == 0, "\(outcome)")
    let log = try Data(contentsOf: URL(fileURLWithPath: stage.database + "-wal"))
    kill(pid, SIGKILL)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    return log
  }

  private func harm(_ stage: FaultStage, _ damage: Damage) throws {
    let url = URL(fileURLWithPath: stage.database)
    var bytes = try Data(contentsOf: url)
    try withoutLog(stage) {
      switch damage {
      case .empty: try Data().write(to: url)
      case .cut: try bytes.prefix(bytes.count / 2).write(to: url)
      case .noDatabase: try Data("no database".utf8).write(to: url)
      case .missing: break
      case .firstPage:
        bytes.replaceSubrange(100..<400, with: Data(repeating: 0xAA, count: 300))
        try bytes.write(to: url)
      case .anotherPrograms:
        #expect(
          try stage.shell("sqlite3 .vouch/vouch.sqlite 'CREATE TABLE bookmark (url TEXT)'") == 0
        )
      case .foreignLog:
        try bytes.write(to: url)
        try foreignLog().write(to: URL(fileURLWithPath: stage.database + "-wal"))
      }
    }
  }

  /// The log of another workspace, where much was just written.
  private func foreignLog() throws -> Data {
    let other = try FaultStage()
    // A workspace of another key: its ledger is another one from the first entry on.
    for suffix in ["", "-wal", "-shm"] { unlink(other.database + suffix) }
    for name in ["vouch.yaml", "outbox", ".vouch", "drafts", "inbox", "policies", "templates"] {
      try? FileManager.default.removeItem(atPath: "\(other.root)/\(name)")
    }
    unlink(other.root + "/base.bak")
    let made = try other.vouch([
      "init", "--brand", "Lantern Books", "--owner", "Noor", "--timezone", "Europe/Berlin",
      "--simulation",
    ])
    #expect(made.status == 0, "\(made)")
    return try logOf(other, ["assistant", "add", "maya"])
  }

  private func withoutLog(_ stage: FaultStage, _ body: () throws -> Void) throws {
    for suffix in ["", "-wal", "-shm"] { unlink(stage.database + suffix) }
    try body()
  }
}
