import Foundation
import Testing
import VouchCore
import VouchTestSupport

/// A workspace with something for every command to do, made once and copied for each test.
///
/// Three submissions of maya's: the first is in the outbox, the second is approved and due at
/// 12:15, the third is pending. A draft with a picture and one in the inbox wait to be handed in,
/// and `base.bak` is a backup of the whole.
final class FaultStage {
  let folder: String
  /// The workspace.
  var root: String { folder + "/w" }
  var database: String { root + "/.vouch/vouch.sqlite" }

  static let morning = "2026-09-07T10:00"
  static let noon = "2026-09-07T12:16"

  private static let original = Result { try FaultStage.make() }

  /// A copy of the stage.
  init() throws {
    let original = try Self.original.get()
    folder = NSTemporaryDirectory() + "vouch-faults-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: original, toPath: folder)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Runs the program in the workspace.
  @discardableResult
  func vouch(
    _ arguments: [String],
    now: String = FaultStage.morning,
    environment: [String: String] = [:],
    through wrapper: [String] = []
  ) throws -> Program.Outcome {
    try Program.start(
      arguments,
      in: root,
      environment: Self.variables(folder, now).merging(environment) { $1 },
      through: wrapper
    ).wait()
  }

  /// Runs the program in the workspace.
  @discardableResult
  func vouch(_ arguments: String..., now: String = FaultStage.morning) throws -> Program.Outcome {
    try vouch(arguments, now: now)
  }

  /// Runs a shell script in the workspace, with the program as `$VOUCH`.
  func shell(_ script: String, now: String = FaultStage.morning) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var variables = Self.variables(folder, now)
    variables["VOUCH"] = try Program.path()
    let pid = try Program.spawn(
      "/bin/sh",
      ["-c", "cd \"$0\" || exit 99\n\(script)", root],
      variables,
      actions: &actions
    )
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    return Program.exitCode(ofWaitStatus: status)
  }

  /// The submissions as `vouch list` tells them.
  func submissions() throws -> [JSON] {
    let outcome = try vouch("list", "--format", "json")
    return JSON(parsing: outcome.out)?["submissions"]?.elements ?? []
  }

  /// The state of a submission; nil where there is none.
  func state(_ id: Int) throws -> String? {
    try submissions().first { $0["id"]?.int == id }?["state"]?.string
  }

  /// The state of a submission's only delivery; nil where there is none.
  func delivery(_ id: Int) throws -> String? {
    let deliveries = try submissions().first { $0["id"]?.int == id }?["deliveries"]
    return deliveries?.elements.first?["state"]?.string
  }

  /// The posts in the outbox, sorted.
  var outbox: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/outbox")) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(root)/\(file)"))
  }

  private static func variables(_ folder: String, _ now: String) -> [String: String] {
    ["HOME": folder + "/home", "VOUCH_NOW": now, "VOUCH_PATIENCE": "10"]
  }

  private static func make() throws -> String {
    let folder = NSTemporaryDirectory() + "vouch-fault-stage-\(getpid())"
    try? FileManager.default.removeItem(atPath: folder)
    EndOfRun.remove(folder)
    for part in ["/w", "/home"] {
      try FileManager.default.createDirectory(
        atPath: folder + part,
        withIntermediateDirectories: true
      )
    }
    func run(_ arguments: [String], now: String = Studio.monday) throws {
      let outcome = try Program.run(
        arguments,
        in: folder + "/w",
        environment: variables(folder, now)
      )
      try #require(outcome.status == 0, "\(arguments): \(outcome)")
    }
    func write(_ file: String, _ text: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/w/\(file)"))
    }
    try run([
      "init", "--brand", "Lantern Books", "--owner", "Noor", "--timezone", "Europe/Berlin",
      "--simulation",
    ])
    try write("policies/lantern-books.yaml", Studio.policy)
    try run(["assistant", "add", "maya"])
    for name in ["one", "two", "three"] {
      let text = Studio.draft(name, body: "A book about \(name) that we read.")
      try write("drafts/\(name).md", text)
      try run(["submit", "drafts/\(name).md", "--from", "maya"])
    }
    try run(["approve", "1@1", "2@1"])
    try run(["emit"], now: "2026-09-07T09:31")
    try write("drafts/page.png", String(repeating: "picture ", count: 9000))
    try write(
      "drafts/four.md",
      Studio.draft(
        "four",
        head: "media: [{file: page.png, alt: A page}]",
        body: "A book with a picture on every page."
      )
    )
    try FileManager.default.createDirectory(
      atPath: folder + "/w/inbox/maya",
      withIntermediateDirectories: true
    )
    try write("inbox/maya/five.md", Studio.draft("five", body: "A fifth book that we read."))
    try run(["backup", "base.bak"], now: "2026-09-07T09:32")
    return folder
  }
}
