import Foundation
import Testing
import VouchCore
import VouchTestSupport

/// Locks that others hold, clocks that jump, answers that cannot be written, disks that are full.
@Suite struct WorldTests {
  @Test(
    .enabled(if: Necessity.shouldRun(with: "/usr/bin/sqlite3"), "no sqlite3")
  )
  func aDatabaseThatSomebodyHoldsIsSaidToBeBusy() throws {
    let stage = try FaultStage()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let input = Pipe()
    let answer = Pipe()
    posix_spawn_file_actions_adddup2(&actions, input.fileHandleForReading.fileDescriptor, 0)
    posix_spawn_file_actions_adddup2(&actions, answer.fileHandleForWriting.fileDescriptor, 1)
    let pid = try Program.spawn("/usr/bin/sqlite3", [stage.database], [:], actions: &actions)
    input.fileHandleForWriting.write(Data("BEGIN IMMEDIATE; SELECT 1;\n".utf8))
    _ = answer.fileHandleForReading.availableData
    for arguments in [
      ["submit", "drafts/four.md", "--from", "maya"], ["approve", "3@1"], ["emit"], ["take"],
      ["restore", "base.bak"], ["receipt", "1", "--channel", "x", "--url", "https://x.example/1"],
    ] {
      let outcome = try stage.vouch(
        arguments,
        now: FaultStage.noon,
        environment: ["VOUCH_PATIENCE": "0.1"]
      )
      #expect(outcome.status == 2, "\(arguments): \(outcome)")
      #expect(outcome.err.contains("busy with another process; try again"), "\(outcome)")
      #expect(outcome.out.isEmpty, "\(outcome)")
    }
    // Who reads does not wait, and a backup only reads.
    #expect(try stage.vouch("list").status == 0)
    #expect(try stage.vouch("backup", "copy.bak").status == 0)
    kill(pid, SIGKILL)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    #expect(try stage.vouch("submit", "drafts/four.md", "--from", "maya").status == 0)
    #expect(try stage.vouch(["list"], environment: ["VOUCH_PATIENCE": "soon"]).status == 64)
  }

  @Test func aClockThatJumpsBackIsSaidAndEmitsNothingTwice() throws {
    let stage = try FaultStage()
    let before = "2026-09-06T09:00"
    let doctor = try stage.vouch("doctor", now: before)
    #expect(doctor.status == 1 && doctor.out.contains("problem  clock"), "\(doctor)")
    let status = try stage.vouch("status", now: before)
    #expect(status.status == 1 && status.out.contains("the clock says"), "\(status)")
    #expect(try stage.vouch("emit", now: before).status == 0)
    #expect(try stage.vouch("emit", now: FaultStage.noon).status == 0)
    #expect(try stage.vouch("emit", now: "2026-09-07T09:31").status == 0)
    #expect(try stage.vouch("emit", now: FaultStage.noon).status == 0)
    #expect(stage.outbox.count == 2)
    #expect(try stage.vouch("submit", "drafts/four.md", "--from", "maya", now: before).status == 0)
    #expect(try stage.vouch("verify", now: before).status == 0)
    #expect(try stage.vouch("doctor", now: FaultStage.noon).status == 0)
  }

  @Test(arguments: [
    ["list"], ["show", "1"], ["doctor"], ["history"],
    ["submit", "drafts/four.md", "--from", "maya"],
    ["approve", "3@1"], ["take"], ["backup", "copy.bak"], ["restore", "base.bak"], ["verify"],
    ["--help"],
  ])
  func anAnswerThatCannotBeWrittenIsNoSuccess(arguments: [String]) throws {
    let words = arguments.joined(separator: " ")
    #expect(try FaultStage().shell("$VOUCH \(words) >/dev/full 2>/dev/null") == 2)
    #expect(try FaultStage().shell("$VOUCH \(words) >&- 2>/dev/null") == 2)
  }

  @Test func aClosedStreamNeverBecomesAFileOfTheWorkspace() throws {
    let stage = try FaultStage()
    let script = "$VOUCH submit drafts/four.md --from nobody <&- >&- 2>&-"
    #expect(try stage.shell(script) == 1)
    #expect(try stage.shell("$VOUCH submit drafts/four.md --from maya <&- 2>&-") == 0)
    #expect(try stage.vouch("doctor").status == 0)
    #expect(try stage.vouch("show", "4").status == 0)
  }

  @Test(.enabled(if: SmallDisk.isPossible, "no disk can be mounted here"))
  func aReadOnlyDiskIsSaidAndStillRead() throws {
    let stage = try FaultStage()
    let script = """
      exec unshare -m sh -c '
        mount --bind . . && mount -o remount,bind,ro . && cd . || exit 99
        cd "$PWD"
        for ask in list "show 1" history verify queue "check drafts"; do
          "$VOUCH" $ask >/dev/null || exit 3
        done
        for change in "submit drafts/four.md --from maya" "approve 3@1" emit take \\
          "restore base.bak" "backup copy.bak"; do
          "$VOUCH" $change >/dev/null 2>../said && exit 4
          [ $? = 2 ] || exit 5
          grep -q "the disk is read-only" ../said || { echo "$change" >&2; cat ../said >&2; exit 6; }
        done
        "$VOUCH" doctor >../said && exit 7
        grep -q "mounted read-only" ../said || exit 8
      '
      """
    #expect(try stage.shell(script) == 0)
  }

  @Test(.enabled(if: SmallDisk.isPossible, "a small disk cannot be mounted here"))
  func aFullDiskIsSaidAndWhatWasAcknowledgedIsThere() throws {
    let stage = try FaultStage()
    let script = """
      exec unshare -m sh -c '
        mount -t tmpfs -o size=576k,mode=700 none ../small && cp -a . ../small/ && cd ../small ||
          exit 2
        i=0; acknowledged=0; refused=0
        while [ $i -lt 400 ] && [ $refused -lt 3 ]; do
          i=$((i+1)); sed "s/About three/About book $i/; s/about three/about number $i/" \
            drafts/three.md > ../next.md
          if "$VOUCH" submit ../next.md --from maya >/dev/null 2>../said; then
            acknowledged=$((acknowledged+1))
          else
            [ $? = 2 ] || exit 3
            grep -q "full" ../said || { cat ../said >&2; exit 4; }
            refused=$((refused+1))
          fi
        done
        [ $refused -gt 0 ] || exit 5
        rm -r templates policies/house.yaml base.bak
        [ $("$VOUCH" list --from maya | wc -l) = $((acknowledged+3)) ] || exit 6
        "$VOUCH" verify >/dev/null || exit 7
      '
      """
    mkdir(stage.folder + "/small", 0o700)
    let status = try stage.shell(script)
    #expect(status == 0, "the step that failed ends with its own number")
  }
}

/// A disk of a few hundred KiB, for whoever may mount one.
enum SmallDisk {
  static let isPossible: Bool = {
    guard getuid() == 0 else { return false }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let script = "unshare -m mount -t tmpfs none /mnt 2>/dev/null"
    guard let pid = try? Program.spawn("/bin/sh", ["-c", script], [:], actions: &actions) else {
      return false
    }
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    return Program.exitCode(ofWaitStatus: status) == 0
  }()
}
