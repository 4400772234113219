import Foundation
import Testing
import VouchCore

@Suite struct InitTests {
  @Test func aNewWorkspaceIsCompleteAndSound() throws {
    let studio = try Studio()
    let names = try FileManager.default.contentsOfDirectory(atPath: studio.root).sorted()
    #expect(
      names == [".vouch", "drafts", "inbox", "outbox", "policies", "templates", "vouch.yaml"]
    )
    #expect(try studio.vouch("policy", "check").status == 0)
    #expect(try studio.vouch("doctor").status == 0)
    #expect(try studio.vouch("verify").status == 0)
    let empty = try studio.vouch("list")
    #expect(empty == Program.Outcome(status: 0, out: "there are none\n", err: ""))
  }

  @Test func whatShipsIsAPolicyThatLoads() throws {
    let folder = try TemporaryFolder()
    let made = try Program.run(
      ["init", "shop", "--brand", "A: \"B\"", "--owner", "O", "--timezone", "Asia/Tokyo"],
      in: folder.path
    )
    #expect(made.status == 0, "\(made)")
    let check = try Program.run(["--workspace", "shop", "policy", "check"], in: folder.path)
    #expect(check.status == 0, "\(check)")
  }

  @Test func nothingIsOverwritten() throws {
    let studio = try Studio()
    let again = try studio.vouch(
      "init",
      "--brand",
      "B",
      "--owner",
      "O",
      "--timezone",
      "UTC",
      "--simulation"
    )
    #expect(again.status == 1)
    #expect(again.err.contains("nothing is overwritten"))
  }

  @Test func aFolderWhoseMakingWasInterruptedIsNamedAsThat() throws {
    let studio = try Studio()
    // The last file that is written: without it the folder is no workspace.
    try FileManager.default.removeItem(atPath: studio.root + "/vouch.yaml")
    let parent = (studio.root as NSString).deletingLastPathComponent
    let again = try Program.run(
      ["init", studio.root, "--brand", "B", "--owner", "O", "--timezone", "UTC"],
      in: parent
    )
    #expect(again.status == 1)
    #expect(again.err.contains("whose making was interrupted"), "\(again)")
    #expect(again.err.contains("delete the folder if nothing else lies in it"), "\(again)")
  }

  @Test(
    arguments: [
      (["init"], Int32(64)),
      (["init", "x", "--brand", "B", "--owner", "O", "--timezone", "Mars/Olympus"], 1),
      (["init", "x", "--brand", " ", "--owner", "O", "--timezone", "UTC"], 1),
      (["init", "x", "--brand", "a\nb", "--owner", "O", "--timezone", "UTC"], 1),
      (
        [
          "init", "x", "--brand", "B", "--owner", "O", "--timezone", "UTC", "--now",
          "2026-09-07T08:00",
        ], 1
      ),
      (["--workspace", "y", "init", "x", "--brand", "B", "--owner", "O", "--timezone", "UTC"], 64),
      (["init", "/proc/nothing/x", "--brand", "B", "--owner", "O", "--timezone", "UTC"], 2),
    ] as [([String], Int32)]
  )
  func badWishesAreRefused(arguments: [String], status: Int32) throws {
    let folder = try TemporaryFolder()
    let outcome = try Program.run(arguments, in: folder.path)
    #expect(outcome.status == status, "\(outcome)")
    #expect(!outcome.err.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/x/vouch.yaml"))
  }

  @Test func workspacesAreFoundFromBelowByOptionAndByVariable() throws {
    let studio = try Studio()
    let folder = try TemporaryFolder()
    func list(_ arguments: [String], _ environment: [String: String] = [:], in path: String) throws
      -> Int32
    {
      try Program.run(arguments, in: path, environment: environment).status
    }
    #expect(try list(["list"], in: studio.root + "/drafts") == 0)
    #expect(try list(["list", "--workspace", studio.root], in: folder.path) == 0)
    #expect(try list(["--workspace", studio.root, "list"], in: folder.path) == 0)
    #expect(try list(["list"], ["VOUCH_WORKSPACE": studio.root], in: folder.path) == 0)
    #expect(try list(["list"], in: folder.path) == 2)
    #expect(try list(["list", "--workspace", "/nowhere"], in: studio.root) == 2)
  }

  @Test func templatesMakeDraftsThatCanBeRead() throws {
    let studio = try openStudio()
    for kind in ["post", "thread", "reply", "mission", "chat"] {
      let made = try studio.vouch("new", kind)
      #expect(made.status == 0, "\(made)")
    }
    let drafts = try FileManager.default.contentsOfDirectory(atPath: studio.root + "/drafts")
    #expect(drafts.count == 5)
    let check = try studio.vouch("inspect", "drafts/2026-09-07-post.md")
    #expect(check.status == 0, "\(check)")
    let wrong = try studio.vouch("new", "sonnet")
    #expect(wrong.status == 1 && wrong.err.contains("there are chat, mission"))
    let taken = try studio.vouch("new", "post", "drafts/2026-09-07-post.md")
    #expect(taken.status == 1 && taken.err.contains("nothing is overwritten"))
  }
}

/// An empty folder, gone when the test is.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/vouch-folder-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
