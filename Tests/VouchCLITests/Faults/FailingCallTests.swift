import Foundation
import Testing
import VouchCore
import VouchTestSupport

/// Whatever call of a command fails, it says so and ends with 2, or what it claims is there; and
/// the same command brings its work to an end once the fault is gone.
///
/// One call of each kind on each kind of file fails; with VOUCH_FAULTS=all, each call does.
@Suite(.enabled(if: FaultLibrary.library.isWanted, "\(FaultLibrary.library.absence)"))
struct FailingCallTests {
  struct Deed: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    var now = FaultStage.morning
    /// Exit codes of the same command afterwards.
    var codes: Set<Int32> = [0]
    /// Whether the work is done.
    let isDone: @Sendable (FaultStage) throws -> Bool

    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let deeds: [Deed] = [
    Deed(arguments: ["submit", "drafts/four.md", "--from", "maya"]) {
      try $0.state(4) == "pending"
    },
    Deed(arguments: ["take"]) {
      let taken = $0.root + "/inbox/maya/taken/five.md"
      return try $0.state(4) == "pending" && FileManager.default.fileExists(atPath: taken)
    },
    // Where the first attempt succeeded after all, the second is refused.
    Deed(arguments: ["approve", "3@1"], codes: [0, 1]) { try $0.state(3) == "approved" },
    Deed(arguments: ["emit"], now: FaultStage.noon) {
      try $0.delivery(2) == "emitted" && $0.outbox.count == 2
    },
    Deed(
      arguments: ["receipt", "1", "--channel", "x", "--url", "https://x.example/1"],
      codes: [0, 1]
    ) { try $0.delivery(1) == "published" },
    Deed(arguments: ["backup", "copy.bak"], codes: [0, 1]) {
      FileManager.default.fileExists(atPath: $0.root + "/copy.bak")
    },
    Deed(arguments: ["restore", "base.bak"]) {
      try $0.vouch("history").out.contains("restored")
    },
    Deed(
      arguments: ["init", "../new", "--brand", "N", "--owner", "N", "--timezone", "UTC"]
        + ["--simulation"],
      codes: [0, 1]
    ) { FileManager.default.fileExists(atPath: $0.folder + "/new/vouch.yaml") },
  ]

  private static let codes: [String: Int32] = [
    "open": EIO, "write": ENOSPC, "fsync": EIO, "ftruncate": EIO, "link": EDQUOT, "rename": EROFS,
    "mkdir": ENOSPC, "unlink": EROFS,
  ]

  @Test(arguments: deeds)
  func aCallThatFailsIsToldAndLeavesNothingHalfDone(_ deed: Deed) throws {
    let calls = try noted(deed)
    #expect(calls.count > 20)
    var seen: Set<String> = []
    let isThorough = ProcessInfo.processInfo.environment["VOUCH_FAULTS"] == "all"
    for call in calls where isThorough || seen.insert(call.name + call.subject).inserted {
      let code = Self.codes[call.name] ?? EIO
      try fail(deed, at: "\(call.number)", code, "\(call.name) \(call.subject)")
      // A disk that is full stays full.
      if call.name == "write", isThorough || [".part", "-wal"].contains(call.subject) {
        try fail(deed, at: "\(call.number)+", EDQUOT, "\(call.name) \(call.subject), for good")
      }
    }
  }

  private static func folders(_ stage: FaultStage) -> [String] {
    [stage.root, stage.folder + "/home", stage.folder + "/new"]
  }

  private func noted(_ deed: Deed) throws -> [NotedCall] {
    let stage = try FaultStage()
    let notes = stage.folder + "/notes"
    let outcome = try stage.vouch(
      deed.arguments,
      now: deed.now,
      environment: try FaultLibrary.noting(notes, below: Self.folders(stage))
    )
    try #require(outcome.status == 0, "\(outcome)")
    #expect(try deed.isDone(stage))
    return NotedCall.all(notedIn: notes)
  }

  private func fail(_ deed: Deed, at number: String, _ code: Int32, _ what: String) throws {
    let stage = try FaultStage()
    var plan = try FaultLibrary.noting(
      stage.folder + "/notes",
      below: Self.folders(stage)
    )
    plan["FAULTS_AT"] = number
    plan["FAULTS_CODE"] = "\(code)"
    let failed = try stage.vouch(deed.arguments, now: deed.now, environment: plan)
    let label = "\(deed.testDescription), \(what) \(number): \(failed)"
    if failed.status == 0 {
      #expect(try deed.isDone(stage), "\(label)")
    } else {
      #expect(failed.status == 2, "\(label)")
      #expect(!failed.err.isEmpty && !failed.err.contains("unexpected"), "\(label)")
    }
    let again = try stage.vouch(deed.arguments, now: deed.now)
    #expect(deed.codes.contains(again.status), "\(label) then \(again)")
    #expect(try deed.isDone(stage), "\(label) then \(again)")
    // Which goes through the ledger, too.
    let doctor = try stage.vouch("doctor", now: deed.now)
    #expect(doctor.status == 0, "\(label) then \(doctor)")
  }
}
