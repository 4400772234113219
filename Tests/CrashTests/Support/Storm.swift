import Foundation
import VouchCore
import VouchTestSupport

/// Several processes at a time on one workspace, most of them killed, round after round.
///
/// A round ends when all its processes have; then fresh ones look at what is left. A workspace
/// that holds enough is looked at whole, and another one is begun.
struct Storm {
  private let folder: String
  private let stage: StormWorkspace
  private let settings: StormSettings
  private let quota: Int
  private var generator: SeededGenerator
  private var work: StormWork
  private var workspaces = 0
  private(set) var tally = Tally()

  /// How many processes work at a time.
  private static let hands = 6

  /// A storm in `folder` that ends with `quota` kills, on copies of `stage`.
  init(
    _ folder: String,
    on stage: StormWorkspace,
    quota: Int,
    settings: StormSettings,
    generator: SeededGenerator
  ) throws {
    self.folder = folder
    self.stage = stage
    self.settings = settings
    self.quota = quota
    self.generator = generator
    work = StormWork(workspace: try stage.copy(to: "\(folder)-0"))
  }

  /// Storms until enough was killed, or something is wrong.
  mutating func run() throws -> Tally {
    while tally.kills < quota, tally.complaints.isEmpty {
      try round()
      if work.isFull { try begin() }
    }
    if tally.complaints.isEmpty { try finish() }
    return tally
  }

  private mutating func round() throws {
    work.minute += 1
    let isByClock = settings.isLong && Bool.random(using: &generator)
    var runs: [(task: StormWork.Task, point: KillPoint?, run: StormRun)] = []
    for _ in 0..<Self.hands {
      let task = try work.nextTask(using: &generator)
      let point = isByClock ? nil : somePoint()
      let run = try work.workspace.start(task.arguments, at: work.minute, killedAt: point)
      runs.append((task, point, run))
    }
    if isByClock { killByClock(runs.map(\.run)) }
    var promises: Set<Promise> = []
    for (task, point, run) in runs {
      let ending = try run.wait()
      tally.count(ending, as: task.name, at: point?.moment)
      promises.formUnion(work.note(task, ending))
      if !ending.wasKilled, ![0, 1].contains(ending.status) {
        complain("this failed in a storm: \(ending)")
      }
    }
    let inspection = Inspection(workspace: work.workspace, minute: work.minute)
    try inspection.ledger().forEach { complain($0) }
    // What is lost does not come back: the short form finds it when the workspace is full.
    if settings.isLong { try inspection.kept(promises).forEach { complain($0) } }
    for task in runs.map(\.task) {
      if let file = task.backup { try inspection.backup(file).forEach { complain($0) } }
    }
    tally.ledgers += 1
  }

  private mutating func somePoint() -> KillPoint? {
    guard Int.random(in: 0..<4, using: &generator) > 0 else { return nil }
    let moment = KillPoint.Moment.allCases.randomElement(using: &generator) ?? .before
    // Some commands end before they get so far, and so live.
    return KillPoint(call: Int.random(in: 1...70, using: &generator), moment: moment)
  }

  private mutating func killByClock(_ runs: [StormRun]) {
    for run in runs.shuffled(using: &generator).prefix(4) {
      usleep(.random(in: 0...6000, using: &generator))
      run.process.kill()
    }
  }

  private mutating func begin() throws {
    try finish()
    guard tally.complaints.isEmpty else { return }
    workspaces += 1
    work = StormWork(workspace: try stage.copy(to: "\(folder)-\(workspaces)"))
    settings.say("  \(tally.kills) of \(quota) kills")
  }

  /// Empties the queue, and holds everything that was ever promised against what there is.
  private mutating func finish() throws {
    let inspection = Inspection(workspace: work.workspace, minute: work.minute)
    try inspection.settle().forEach { complain($0) }
    let deliveries = try inspection.deliveries()
    deliveries.complaints.forEach { complain($0) }
    try inspection.kept(work.promises).forEach { complain($0) }
    try inspection.once().forEach { complain($0) }
    try inspection.ledger().forEach { complain($0) }
    try inspection.setUp().forEach { complain($0) }
    try inspection.signatures().forEach { complain($0) }
    tally.ledgers += 1
    tally.emitted += deliveries.count
    tally.count(work.promises)
    if tally.complaints.isEmpty {
      tally.foundWhole = tally.acknowledged
      work.workspace.remove()
    }
  }

  private mutating func complain(_ text: String) {
    tally.complaints.append("\(work.workspace.folder), minute \(work.minute): \(text)")
  }
}
