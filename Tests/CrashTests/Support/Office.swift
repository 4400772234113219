import Foundation
import Synchronization
import VouchCore
import VouchTestSupport

/// A workspace in which many work at once: for a minute, or in the short form a few turns each.
final class Office: Sendable {
  private let workspace: StormWorkspace
  private let settings: StormSettings
  private let minutes = Mutex(0)
  private let start = ContinuousClock.now

  /// How often each hand's turn comes in the short form.
  private static let turns = 4

  init(workspace: StormWorkspace, settings: StormSettings) {
    self.workspace = workspace
    self.settings = settings
  }

  /// How late it is in the simulation.
  var minute: Int { minutes.withLock { $0 } }

  /// Works until the day is over, or something is wrong.
  func work(as hand: Hand) throws -> Day {
    var day = Day()
    var turn = 0
    while day.complaints.isEmpty, isOpen(turn) {
      turn += 1
      minutes.withLock { $0 += 1 }
      switch hand {
      case .submits(let name): try submit(turn, from: name, &day)
      case .drops: try drop(turn, &day)
      case .decides(let share): try decide(turn, share, &day)
      case .emits: try run(["emit"], &day)
      case .publishes: try publish(turn, &day)
      case .audits: try audit(turn, &day)
      }
    }
    return day
  }

  private func isOpen(_ turn: Int) -> Bool {
    settings.isLong
      ? start.duration(to: .now) < .seconds(settings.seconds) : turn < Self.turns
  }

  /// Runs a command that nobody may be refused.
  @discardableResult
  private func run(
    _ words: [String],
    _ day: inout Day,
    allowing allowed: Set<Int32> = [0]
  ) throws -> JSON? {
    let start = ContinuousClock.now
    let ending = try workspace.run(words + ["--format", "json"], at: minute)
    day.count(words.first ?? "", start.duration(to: .now))
    day.promises.formUnion(Promise.made(in: ending))
    if !allowed.contains(ending.status) || !ending.err.isEmpty || ending.answer == nil {
      day.complaints.append("\(ending)")
    }
    return ending.answer
  }

  private func submit(_ turn: Int, from name: String, _ day: inout Day) throws {
    let drafts = (1...(turn % 4 == 0 ? 3 : 1)).map { "\(name)-\(turn)-\($0)" }
    for draft in drafts { try write(draft, in: "drafts", hasImage: turn % 3 == 0) }
    let files = drafts.map { "\(workspace.root)/drafts/\($0).md" }
    try run(["submit"] + files + ["--from", name], &day)
  }

  private func drop(_ turn: Int, _ day: inout Day) throws {
    for number in 1...2 {
      try write("dropped-\(turn)-\(number)", in: "inbox/\(Hand.synced)", hasImage: number == 1)
    }
    try run(["take"], &day)
  }

  private func decide(_ turn: Int, _ share: Int, _ day: inout Day) throws {
    let inbox = try run(["inbox"], &day)?["submissions"]?.elements ?? []
    let mine = inbox.compactMap { submission -> String? in
      guard let id = submission["id"]?.int, let revision = submission["revision"]?.int,
        id % Hand.deciders == share
      else { return nil }
      return "\(id)@\(revision)"
    }
    guard let first = mine.first else {
      try run([turn % 2 == 0 ? "status" : "queue"], &day, allowing: [0, 1])
      return
    }
    switch turn % 5 {
    case 3: try run(["return", first, "--because", "shorter"], &day)
    case 4: try run(["reject", first, "--because", "not now"], &day)
    default: try run(["approve"] + mine.prefix(5), &day)
    }
  }

  /// Tells what became of posts, as whatever carries them to the networks does.
  private func publish(_ turn: Int, _ day: inout Day) throws {
    let posts = try workspace.outbox().sorted { $0.key < $1.key }
    guard !posts.isEmpty, let post = JSON(parsing: posts[turn % posts.count].value),
      let id = post["submission"]?.int, let channel = post["channel"]?.string
    else {
      try run(["plan"], &day)
      return
    }
    let address = "https://\(channel).example/\(id)"
    // A post lies in the outbox a moment before the ledger tells, and then no receipt is taken.
    try tell(["receipt", "\(id)", "--channel", channel, "--url", address], &day)
  }

  private func tell(_ words: [String], _ day: inout Day) throws {
    let start = ContinuousClock.now
    let ending = try workspace.run(words, at: minute)
    day.count("receipt", start.duration(to: .now))
    if ![0, 1].contains(ending.status) { day.complaints.append("\(ending)") }
  }

  /// Has the doctor look; it may be behind the others' pretended time when it is done.
  private func examine(_ day: inout Day) throws {
    let answer = try run(["doctor"], &day, allowing: [0, 1])
    let broken = (answer?["checks"]?.elements ?? []).filter {
      $0["sound"] == false && $0["subject"] != "clock"
    }
    if !broken.isEmpty { day.complaints.append("the doctor finds \(broken)") }
  }

  private func audit(_ turn: Int, _ day: inout Day) throws {
    switch turn % 5 {
    case 0: try examine(&day)
    case 1: try run(["list"], &day)
    case 2: try run(["backup", "\(workspace.folder)/copy-\(turn).sqlite"], &day)
    case 3: try run(["history"], &day)
    default: try run(["verify"], &day)
    }
  }

  private func write(_ name: String, in folder: String, hasImage: Bool) throws {
    if hasImage { try workspace.write("\(folder)/\(name).png", "an image of \(name)") }
    try workspace.write("\(folder)/\(name).md", StormWorkspace.draft(name, image: hasImage))
  }
}
