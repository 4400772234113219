import Foundation
import VouchCore
import VouchTestSupport

/// What goes on in one workspace of a storm: what there is to do, and what was promised.
struct StormWork {
  let workspace: StormWorkspace
  var minute = 0
  private(set) var promises: Set<Promise> = []

  /// Submissions as they were last heard of; a race may have moved them on.
  private var states: [Int: State] = [:]
  /// Drafts whose submission nobody acknowledged: they are handed in again, and count once.
  private var unheard: [String] = []
  private var heard: Set<String> = []
  private var drafts = 0
  private var backups = 0

  private enum State { case pending(revision: Int), returned, approved, out, closed }

  /// One command of the storm.
  struct Task {
    /// The name under which it is counted.
    let name: String
    let arguments: [String]
    /// The drafts that it hands in.
    var drafts: [String] = []
    /// Where it writes a backup.
    var backup: String?

    init(_ name: String, _ words: String..., drafts: [String] = []) {
      self.name = name
      arguments = [name] + words + ["--format", "json"]
      self.drafts = drafts
    }
  }

  init(workspace: StormWorkspace) { self.workspace = workspace }

  /// True where looking at all of it would take longer than the storm is worth.
  var isFull: Bool { drafts >= 60 }

  /// Something that can be done now.
  mutating func nextTask(using generator: inout SeededGenerator) throws -> Task {
    switch Int.random(in: 0..<16, using: &generator) {
    case 0..<4: return try submit(using: &generator)
    case 4: return try take()
    case 5..<8: return approve(using: &generator) ?? Task("inbox")
    case 8: return decide(using: &generator) ?? Task("list")
    case 9: return try revise(using: &generator) ?? Task("status")
    case 10: return revoke(using: &generator) ?? Task("queue")
    case 11: return receipt(using: &generator) ?? Task("verify")
    case 12: return Task("key", "rotate")
    case 13: return backUp()
    default: return Task("emit")
    }
  }

  /// Takes in what became of a task, and gives back what is new among its promises.
  mutating func note(_ task: Task, _ ending: StormRun.Ending) -> [Promise] {
    let made = Promise.made(in: ending)
    for promise in made { note(promise) }
    heard.formUnion(made.compactMap(\.draft))
    // What was refused for good need not be handed in again: only who died leaves it open.
    if ending.wasKilled { unheard += task.drafts.filter { !unheard.contains($0) } }
    // Another one may have heard meanwhile, and what was decided since would be filed anew.
    unheard.removeAll { heard.contains($0) }
    promises.formUnion(made)
    return made
  }

  private mutating func note(_ promise: Promise) {
    switch promise.event {
    case "submitted", "revised":
      states[promise.submission] = .pending(revision: promise.revision ?? 1)
    case "changes-requested": states[promise.submission] = .returned
    case "approved": states[promise.submission] = .approved
    case "emitted": states[promise.submission] = .out
    default: states[promise.submission] = .closed
    }
  }

  private func submissions(where isMeant: (State) -> Bool) -> [Int] {
    states.filter { isMeant($0.value) }.keys.sorted()
  }

  private var pending: [(id: Int, revision: Int)] {
    states.sorted { $0.key < $1.key }.compactMap { id, state in
      if case .pending(let revision) = state { (id, revision) } else { nil }
    }
  }
}

extension StormWork {
  /// Writes a draft that was never there before, and gives back its name.
  private mutating func draft(in folder: String) throws -> String {
    drafts += 1
    let name = "d\(drafts)"
    let hasImage = drafts % 3 == 0
    if hasImage { try workspace.write("\(folder)/\(name).png", "an image of \(drafts % 9)") }
    try workspace.write("\(folder)/\(name).md", StormWorkspace.draft(name, image: hasImage))
    return name
  }

  private mutating func submit(using generator: inout SeededGenerator) throws -> Task {
    var names: [String] = []
    if let name = unheard.randomElement(using: &generator) { names.append(name) }
    for _ in 0..<Int.random(in: 1...2, using: &generator) { names.append(try draft(in: "drafts")) }
    let files = names.map { "\(workspace.root)/drafts/\($0).md" }
    return Task(submitting: files, drafts: names)
  }

  private mutating func take() throws -> Task {
    _ = try draft(in: "inbox/maya")
    return Task("take")
  }

  private func approve(using generator: inout SeededGenerator) -> Task? {
    let chosen = pending.shuffled(using: &generator).prefix(3)
    return chosen.isEmpty ? nil : Task(approving: chosen.map { "\($0.id)@\($0.revision)" })
  }

  private func decide(using generator: inout SeededGenerator) -> Task? {
    guard let one = pending.randomElement(using: &generator) else { return nil }
    let id = "\(one.id)@\(one.revision)"
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: return Task("reject", id, "--because", "not now")
    case 1: return Task("return", id, "--because", "shorter")
    default: return Task("withdraw", "\(one.id)", "--from", "maya")
    }
  }

  private mutating func revise(using generator: inout SeededGenerator) throws -> Task? {
    let open = submissions { if case .returned = $0 { true } else { false } } + pending.map(\.id)
    guard let id = open.randomElement(using: &generator) else { return nil }
    let file = "\(workspace.root)/drafts/\(try draft(in: "drafts")).md"
    return Task("submit", file, "--from", "maya", "--revises", "\(id)")
  }

  private mutating func backUp() -> Task {
    backups += 1
    let file = "\(workspace.folder)/copy-\(backups).sqlite"
    var task = Task("backup", file)
    task.backup = file
    return task
  }

  private func revoke(using generator: inout SeededGenerator) -> Task? {
    let approved = submissions { if case .approved = $0 { true } else { false } }
    guard let id = approved.randomElement(using: &generator) else { return nil }
    return Task("revoke", "\(id)", "--because", "second thoughts")
  }

  private func receipt(using generator: inout SeededGenerator) -> Task? {
    let out = submissions { if case .out = $0 { true } else { false } }
    guard let id = out.randomElement(using: &generator) else { return nil }
    return Task("receipt", "\(id)", "--channel", "x", "--url", "https://x.com/lantern/\(id)")
  }
}

extension StormWork.Task {
  fileprivate init(submitting files: [String], drafts: [String]) {
    name = "submit"
    arguments = ["submit"] + files + ["--from", "maya", "--format", "json"]
    self.drafts = drafts
  }

  fileprivate init(approving revisions: [String]) {
    name = "approve"
    arguments = ["approve"] + revisions + ["--format", "json"]
  }
}
