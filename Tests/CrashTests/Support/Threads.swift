import Foundation

/// How many threads keep this machine busy: while one waits for the disk, another one works.
var usefulThreads: Int { ProcessInfo.processInfo.activeProcessorCount + 1 }

/// Runs `body` for 0..<`count` on as many threads, and gives back what each of them found.
///
/// Waiting for processes would stand in the way of the tests beside, which share few threads.
func onThreads<Found: Sendable>(
  _ count: Int,
  _ body: @escaping @Sendable (Int) throws -> Found
) async throws -> [Found] {
  try await withThrowingTaskGroup(of: (Int, Found).self) { group in
    for index in 0..<count {
      group.addTask {
        try await withCheckedThrowingContinuation { continuation in
          Thread.detachNewThread {
            continuation.resume(with: Result { (index, try body(index)) })
          }
        }
      }
    }
    return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
