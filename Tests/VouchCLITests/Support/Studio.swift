import Foundation
import Testing
import VouchCore

/// A workspace of a made-up brand in a folder of its own, gone when the test is.
///
/// 2026-09-07 is a Monday; the brand lives in Berlin, two hours ahead of UTC in September.
final class Studio {
  let root: String
  /// The home of its owner, where the key lies that signs, and what the scheduler has seen.
  let home: String
  private let environment: [String: String]

  /// When stories begin, Monday morning before the first slot.
  static let monday = "2026-09-07T08:00"

  init(
    now: String? = Studio.monday,
    isSimulation: Bool = true,
    policy: String = Studio.policy
  ) throws {
    root = FileManager.default.temporaryDirectory.path + "/vouch-studio-\(UUID().uuidString)"
    home = root + "-home"
    let own = ["HOME": home]
    environment = own.merging(now.map { ["VOUCH_NOW": $0] } ?? [:]) { $1 }
    for folder in [root, home] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    let made = try Program.run(
      ["init", "--brand", "Lantern Books", "--owner", "Noor", "--timezone", "Europe/Berlin"]
        + (isSimulation ? ["--simulation"] : []),
      in: root,
      environment: isSimulation ? environment : own
    )
    try #require(made.status == 0, "\(made)")
    try write("policies/lantern-books.yaml", policy)
  }

  deinit {
    // A folder that was made read-only has to be opened to be removed.
    chmod(root, 0o755)
    chmod(root + "/.vouch", 0o755)
    for folder in [root, home] { try? FileManager.default.removeItem(atPath: folder) }
  }

  /// Runs the program in the workspace.
  @discardableResult
  func vouch(
    _ arguments: String...,
    input: String? = nil,
    now: String? = nil,
    environment more: [String: String] = [:]
  ) throws -> Program.Outcome {
    try Program.run(arguments, in: root, input: input, environment: variables(now, more))
  }

  /// Starts the program in the workspace.
  func start(
    _ arguments: [String],
    now: String? = nil,
    environment more: [String: String] = [:],
    watching stream: Program.Stream? = nil
  ) throws -> Program.Running {
    try Program.start(
      arguments,
      in: root,
      environment: variables(now, more),
      watching: stream
    )
  }

  /// Runs the program as somebody who may do no more than the permissions of files say.
  ///
  /// Whoever runs the tests as root can write everywhere.
  func asNobody(_ arguments: [String]) throws -> Program.Outcome {
    guard getuid() == 0 else {
      return try Program.run(arguments, in: root, environment: variables())
    }
    return try Program.start(
      arguments,
      in: root,
      environment: variables(),
      through: ["setpriv", "--reuid", "65534"]
    ).wait()
  }

  /// The environment of a run at `now`.
  func variables(_ now: String? = nil, _ more: [String: String] = [:]) -> [String: String] {
    var variables = environment
    if let now { variables["VOUCH_NOW"] = now }
    return variables.merging(more) { $1 }
  }

  /// Runs the program and reads its answer as JSON.
  func json(_ arguments: String..., now: String? = nil) throws -> JSON {
    let outcome = try Program.run(
      arguments + ["--format", "json"],
      in: root,
      environment: variables(now)
    )
    return try #require(JSON(parsing: outcome.out), "\(arguments) gave no JSON: \(outcome)")
  }

  /// Writes a file of the workspace and gives back its path within it.
  @discardableResult
  func write(_ path: String, _ text: String) throws -> String {
    let url = URL(fileURLWithPath: "\(root)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try text.write(to: url, atomically: true, encoding: .utf8)
    return path
  }

  /// Writes a draft into `drafts/`.
  func draft(_ name: String, head: String = "", body: String) throws -> String {
    try write("drafts/\(name).md", Self.draft(name, head: head, body: body))
  }

  /// Hands in a draft by its body and gives back what the program said.
  @discardableResult
  func submit(_ name: String, head: String = "", body: String) throws -> Program.Outcome {
    let path = try draft(name, head: head, body: body)
    return try vouch("submit", path, "--from", "maya")
  }

  /// The files in the outbox, sorted.
  var outbox: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root + "/outbox")) ?? []).sorted()
  }

  /// A draft whose words fit the policy, for the channel `x` unless `head` names others.
  ///
  /// Without a `head` of its own, the body begins on line 7.
  static func draft(_ name: String, head: String = "", body: String) -> String {
    var lines = ["---", "title: About \(name)"]
    if !head.contains("channel") { lines.append("channel: x") }
    lines.append("topics: [reading]")
    lines.append("why: Tell people who read with us about \(name) this week.")
    if !head.isEmpty { lines.append(head) }
    return (lines + ["---", body, ""]).joined(separator: "\n")
  }

  /// A policy that speaks for itself: nothing in these tests depends on the one that ships.
  static let policy = """
    version: 1
    brand: Lantern Books
    timezone: Europe/Berlin
    topics:
      reading: {about: What we read, words: [book, books, read, reading, page]}
    off-limits:
      gambling: [casino, jackpot]
    channels:
      x: {per-day: 3, min-gap: 30m}
      mastodon: {per-day: 3, min-gap: 30m}
    calendar:
      slots:
        x: {mon-fri: ["09:30", "12:15", "17:00"]}
        mastodon: {mon-fri: ["10:00", "16:00"]}
      quiet: {daily: "20:00-08:00"}
      late: {grace: 30m, then: next-slot}
    rules:
      duplicate-wording: off
      shouting: off
      mention-limit: {max: 2}
    phrases:
      - id: no-bestseller
        never: ["best seller", bestseller]
        message: We let readers decide what sells.
        examples: {flags: ["a bestseller"], passes: ["a good book"]}
    assistants:
      default: {channels: [x, mastodon], kinds: [post, thread, reply, chat], per-day: 100}
    lock: [hidden-text]

    """
}

/// A studio with the assistant `maya` on file.
func openStudio(
  now: String? = Studio.monday,
  isSimulation: Bool = true,
  policy: String = Studio.policy
) throws -> Studio {
  let studio = try Studio(now: now, isSimulation: isSimulation, policy: policy)
  let added = try studio.vouch("assistant", "add", "maya")
  try #require(added.status == 0, "\(added)")
  return studio
}

extension JSON {
  /// The keys of an object, in order.
  var keys: [String] {
    if case .object(let members) = self { members.map(\.key) } else { [] }
  }
}
