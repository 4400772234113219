/// What one of many hands did, or all of them together.
struct Day: Sendable {
  /// How often something was done, and how long the longest took.
  struct Operation: Sendable {
    var count = 0
    var longest = Duration.zero
    var total = Duration.zero
  }

  /// By command.
  var operations: [String: Operation] = [:]
  var promises: Set<Promise> = []
  var complaints: [String] = []

  /// Counts a run that took `duration`.
  mutating func count(_ command: String, _ duration: Duration) {
    operations[command, default: Operation()].count += 1
    operations[command]?.total += duration
    let longest = max(operations[command]?.longest ?? .zero, duration)
    operations[command]?.longest = longest
  }

  /// Adds what another hand did.
  static func + (left: Day, right: Day) -> Day {
    var sum = left
    sum.operations.merge(right.operations) {
      Operation(
        count: $0.count + $1.count,
        longest: max($0.longest, $1.longest),
        total: $0.total + $1.total
      )
    }
    sum.promises.formUnion(right.promises)
    sum.complaints += right.complaints
    return sum
  }

  /// The table that `make storm` prints.
  var table: String {
    var lines = ["", "many hands: command, times, mean and longest wait in milliseconds"]
    for (command, operation) in operations.sorted(by: { $0.key < $1.key }) {
      let mean = Self.milliseconds(operation.total) / max(1, operation.count)
      let longest = Self.milliseconds(operation.longest)
      lines.append("  \(command): \(operation.count), \(mean), \(longest)")
    }
    let count = operations.values.reduce(0) { $0 + $1.count }
    let owner = ["approve", "reject", "return", "inbox", "status", "queue"]
    let longest = owner.compactMap { operations[$0]?.longest }.max() ?? .zero
    lines.append("  in all \(count) operations, \(complaints.count) errors")
    lines.append("  longest wait of an owner's command: \(Self.milliseconds(longest)) ms")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func milliseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
