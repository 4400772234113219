import Foundation
import VouchCore
import VouchTestSupport

/// A simulation of a made-up brand with a home of its own, in a folder that can be copied.
///
/// Time is counted in minutes from Monday 2026-09-07T06:00Z, and passes only as the tests say.
struct StormWorkspace: Sendable {
  /// What holds the brand's folder, the home of its owner, and what runs said.
  let folder: String

  /// The workspace itself.
  var root: String { folder + "/brand" }

  /// Where backups go.
  var backup: String { folder + "/copy.sqlite" }

  /// A workspace with `people` on file.
  ///
  /// - Throws: ``ChildProcess/Trouble`` where the program refuses.
  static func make(_ folder: String, people: [String]) throws -> StormWorkspace {
    let workspace = StormWorkspace(folder: folder)
    for part in ["/home/config", "/home/state", "/runs"] {
      try FileManager.default.createDirectory(
        atPath: folder + part,
        withIntermediateDirectories: true
      )
    }
    let words = ["--brand", "Lantern", "--owner", "Noor", "--timezone", "UTC", "--simulation"]
    try workspace.mustRun(["init", workspace.root] + words)
    try workspace.write("policies/lantern.yaml", policy)
    for name in people { try workspace.mustRun(["assistant", "add", name]) }
    return workspace
  }

  /// The same workspace, with all that belongs to it, in another folder.
  func copy(to folder: String) throws -> StormWorkspace {
    try FileManager.default.copyItem(atPath: self.folder, toPath: folder)
    return StormWorkspace(folder: folder)
  }

  /// Takes it off the disk.
  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Starts the program at a minute, to be killed at `point`.
  func start(
    _ arguments: [String],
    at minute: Int = 0,
    notingCalls: Bool = false,
    killedAt point: KillPoint? = nil
  ) throws -> StormRun {
    let stem = "\(folder)/runs/\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: stem, withIntermediateDirectories: false)
    var variables = [
      "HOME": folder + "/home", "XDG_CONFIG_HOME": folder + "/home/config",
      "XDG_STATE_HOME": folder + "/home/state", "VOUCH_NOW": Self.instant(minute),
    ]
    if arguments.first != "init" { variables["VOUCH_WORKSPACE"] = root }
    if notingCalls || point != nil {
      variables.merge(try KillPointLibrary.environment(notes: stem + "/calls", point: point)) { $1 }
    }
    let process = try ChildProcess(
      try Self.program(),
      arguments,
      environment: variables,
      output: stem + "/out",
      errors: stem + "/err"
    )
    return StormRun(arguments: arguments, process: process, stem: stem)
  }

  /// Runs the program at a minute, to its end.
  func run(_ arguments: [String], at minute: Int = 0) throws -> StormRun.Ending {
    try start(arguments, at: minute).wait()
  }

  /// Runs what cannot be refused.
  @discardableResult
  func mustRun(_ arguments: [String], at minute: Int = 0) throws -> StormRun.Ending {
    let ending = try run(arguments, at: minute)
    guard ending.status == 0 else { throw ChildProcess.Trouble("\(ending)") }
    return ending
  }

  /// Writes a file of the workspace, whole: others may be reading the folder.
  func write(_ path: String, _ text: String) throws {
    let url = URL(fileURLWithPath: "\(root)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url, options: .atomic)
  }

  /// The whole files of the outbox that a publisher would take, by their names.
  func outbox() throws -> [String: String] {
    let folder = root + "/outbox"
    var posts: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.hasSuffix(".json") && !name.hasPrefix(".") {
      posts[name] = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }
    return posts
  }

  /// The text of a draft like no other; every third one brings an image.
  static func draft(_ name: String, channels: String = "[x, mastodon]", image: Bool = false)
    -> String
  {
    """
    ---
    title: About \(name)
    channels: \(channels)
    topics: [reading]
    why: Tell people who read with us about \(name) this week.\(
      image ? "\nmedia:\n  - {file: \(name).png, alt: A page of \(name)}" : "")
    ---
    Page \(name) of a book we read.

    """
  }

  /// The program under the storm: `STORM_PROGRAM`, or the one beside the tests.
  static func program() throws -> String {
    try ProcessInfo.processInfo.environment["STORM_PROGRAM"] ?? BuiltProgram.path()
  }

  private static func instant(_ minute: Int) -> String {
    BrandZone.utc.format(Instant(seconds: 1_788_760_800 + Int64(minute) * 60))
  }

  /// A policy in whose way nothing stands: every minute will do, and no post is too late.
  private static let policy = """
    version: 1
    brand: Lantern
    timezone: UTC
    topics:
      reading: {about: What we read, words: [book]}
    channels:
      x: {}
      mastodon: {}
    calendar:
      late: {grace: 30d, then: next-slot}
    rules:
      duplicate-wording: off
      soapbox: off
      shouting: off
    assistants:
      default: {channels: [x, mastodon], kinds: [post], per-day: 100000}

    """
}
