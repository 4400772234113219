import VouchWorkflow

/// Has several processes check drafts and hears their answers in the order of the drafts.
///
/// The Markdown library keeps tables for the whole process that each parse edits, so threads would
/// wait for one another; processes do not (`docs/decisions/0010`).
struct CheckTeam {
  /// How many drafts in a row go to the same process.
  private static let groupSize = 16
  /// How many groups a process has waiting: few enough that their paths always fit into a socket.
  private static let groupsAhead = 2

  private let workers: [WorkerProcess]

  /// Starts `count` processes, each with `arguments`.
  init(_ count: Int, _ arguments: [String]) throws {
    workers = try (0..<count).map { _ in try WorkerProcess(arguments) }
  }

  /// Has the drafts at `paths` checked; `take` is handed what is said about each, in their order.
  func check(_ paths: [String], _ take: (CheckRecord) throws -> Void) throws {
    var sent = 0
    for index in paths.indices {
      let ahead = index / Self.groupSize + workers.count * Self.groupsAhead
      while sent < paths.count, sent / Self.groupSize < ahead {
        let end = min(paths.count, sent + Self.groupSize)
        worker(for: sent).send(paths[sent..<end].flatMap { Array($0.utf8) + [0] })
        sent = end
        if sent == paths.count { for worker in workers { worker.finish() } }
      }
      try take(worker(for: index).next())
    }
  }

  private func worker(for index: Int) -> WorkerProcess {
    workers[index / Self.groupSize % workers.count]
  }
}
