import VouchWorkflow

/// Has several processes check drafts, this one among them, and hears their answers in the order of
/// the drafts.
///
/// The Markdown library keeps tables for the whole process that each parse edits, so threads would
/// wait for one another; processes do not (`docs/decisions/0010`).
struct CheckTeam {
  /// How many drafts in a row are handed to another process at once, and how many bytes of paths.
  private static let groupSize = 32
  private static let groupBytes = 32_768
  /// How many groups a process has waiting: few enough that their paths always fit into a socket.
  private static let groupsAhead = 2
  /// How many drafts this process checks before it looks what the others have to say, or tells what
  /// is known.
  static let ownSize = 8
  /// How many groups may be known or begun before the first of them is known.
  private static let mostGroups = 256

  private let helpers: [WorkerProcess]
  private let check: (ArraySlice<String>) throws -> CheckRecord

  /// Starts `count` processes beside this one, each with `arguments`; `check` does here what they
  /// do there.
  init(
    beside count: Int,
    _ arguments: [String],
    _ check: @escaping (ArraySlice<String>) throws -> CheckRecord
  ) throws {
    helpers = try (0..<count).map { _ in try WorkerProcess(arguments) }
    self.check = check
  }

  /// Has the drafts at `paths` checked; `take` is handed what is said about them, in their order.
  func check(_ paths: [String], _ take: (CheckRecord) throws -> Void) throws {
    var rest = paths[...]
    // Groups are numbered in the order of their drafts; each helper works on the first of its row.
    var rows = [[Int]](repeating: [], count: helpers.count)
    var known: [Int: CheckRecord] = [:]
    var (begun, taken) = (0, 0)
    while taken < begun || !rest.isEmpty {
      for (index, helper) in helpers.enumerated() {
        while rows[index].count < Self.groupsAhead, !rest.isEmpty, begun - taken < Self.mostGroups {
          helper.send(CheckWorker.request(next(&rest, size(rest.count))))
          rows[index].append(begun)
          begun += 1
          if rest.isEmpty { for helper in helpers { helper.finish() } }
        }
      }
      let working = helpers.indices.filter { !rows[$0].isEmpty }
      let hasOwnWork = !rest.isEmpty && begun - taken < Self.mostGroups
      let ready = WorkerProcess.ready(working.map { helpers[$0] }, waiting: !hasOwnWork)
      for index in ready.map({ working[$0] }) {
        for record in try helpers[index].receive() where !rows[index].isEmpty {
          known[rows[index].removeFirst()] = record
        }
      }
      if ready.isEmpty, hasOwnWork {
        known[begun] = try check(next(&rest, Self.ownSize))
        begun += 1
        if rest.isEmpty { for helper in helpers { helper.finish() } }
      }
      while let record = known.removeValue(forKey: taken) {
        try take(record)
        taken += 1
      }
    }
  }

  /// How many of the last `count` drafts make a group: fewer towards the end, so that all processes
  /// come to it together.
  private func size(_ count: Int) -> Int {
    min(Self.groupSize, max(1, count / (4 * (helpers.count + 1))))
  }

  /// Takes a group of at most `count` from `paths`.
  private func next(_ paths: inout ArraySlice<String>, _ count: Int) -> ArraySlice<String> {
    var bytes = 0
    let group = paths.prefix(count).prefix { path in
      defer { bytes += path.utf8.count + 1 }
      return bytes < Self.groupBytes
    }
    paths = paths[group.endIndex...]
    return group
  }
}
