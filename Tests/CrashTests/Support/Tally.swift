import VouchTestSupport

/// What a storm counted, and what it has to complain about.
struct Tally: Sendable {
  /// Runs of the program that were to change something.
  var runs: [String: Int] = [:]
  /// Kills, by the command that was killed.
  var killsByDeed: [String: Int] = [:]
  /// Kills, by the kind of call at which the process died.
  var killsByPoint: [String: Int] = [:]
  /// Submissions that the program acknowledged, and those that were found whole afterwards.
  var acknowledged = 0
  var foundWhole = 0
  /// Decisions that the program acknowledged; each was found in the ledger, or complained about.
  var decided = 0
  /// Posts that lay in outboxes when the queue was empty, each with a key and a ledger entry.
  var emitted = 0
  /// Ledgers that were walked whole.
  var ledgers = 0
  /// Complaints, each with where to look.
  var complaints: [String] = []

  /// All kills.
  var kills: Int { killsByDeed.values.reduce(0, +) }

  /// Counts a run that ended.
  mutating func count(_ ending: StormRun.Ending, as deed: String, at moment: KillPoint.Moment?) {
    runs[deed, default: 0] += 1
    guard ending.wasKilled else { return }
    killsByDeed[deed, default: 0] += 1
    let call = ending.calls.last.map { "\($0.name), \($0.subject)" }
    let point = call.flatMap { call in moment.map { "\($0.rawValue) \(call)" } }
    killsByPoint[point ?? "at any instant", default: 0] += 1
  }

  /// Counts what was promised.
  mutating func count(_ promises: some Collection<Promise>) {
    let drafts = promises.count { $0.fingerprint != nil }
    acknowledged += drafts
    decided += promises.count - drafts
  }

  /// Adds what another thread counted.
  static func + (left: Tally, right: Tally) -> Tally {
    var sum = left
    sum.runs.merge(right.runs, uniquingKeysWith: +)
    sum.killsByDeed.merge(right.killsByDeed, uniquingKeysWith: +)
    sum.killsByPoint.merge(right.killsByPoint, uniquingKeysWith: +)
    sum.acknowledged += right.acknowledged
    sum.foundWhole += right.foundWhole
    sum.decided += right.decided
    sum.emitted += right.emitted
    sum.ledgers += right.ledgers
    sum.complaints += right.complaints
    return sum
  }

  /// The table that `make storm` prints.
  func table(seed: UInt64) -> String {
    var lines = ["", "kills by command"]
    lines += Self.rows(killsByDeed)
    lines += ["", "kills by point"]
    lines += Self.rows(killsByPoint)
    lines += ["", "in all"]
    let totals = [
      ("kills", kills), ("commands that changed something", runs.values.reduce(0, +)),
      ("submissions acknowledged", acknowledged), ("submissions found whole", foundWhole),
      ("decisions and receipts acknowledged", decided),
      ("posts in outboxes = keys = ledger entries", emitted), ("ledgers verified", ledgers),
      ("repairs needed", complaints.count),
    ]
    lines += totals.map { "  \(Self.right($0.1))  \($0.0)" }
    lines += ["  seed \(seed)", ""]
    return lines.joined(separator: "\n")
  }

  private static func rows(_ counts: [String: Int]) -> [String] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "  \(right($0.value))  \($0.key)" }
  }

  private static func right(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, 7 - digits.count)) + digits
  }
}
