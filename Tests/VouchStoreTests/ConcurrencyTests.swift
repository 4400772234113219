import Foundation
import Synchronization
import Testing
import VouchCore

@testable import VouchStore

/// Several processes at work on one file, each with a connection of its own.
@Suite struct ConcurrencyTests {
  @Test func manyWritersNeverSeeEachOther() throws {
    try withDatabase { path throws in
      let (writers, rounds) = (6, 8)
      let problems = inParallel(writers) { worker in
        for round in 0..<rounds {
          // A connection of its own each time, as commands have.
          let store = try Store.open(path, digest: sampleDigest)
          try store.write { writer in
            let id = try writer.submitApproved(bytes: "\(worker) \(round)")
            try writer.move(sampleDelivery(id), .claim, .complete)
          }
          let reader = try Store.openReadOnly(path, digest: sampleDigest)
          #expect(try reader.read { try $0.verifyLedger() }.fault == nil)
        }
      }
      #expect(problems == [])
      let store = try Store.openReadOnly(path, digest: sampleDigest)
      let submissions = try store.read { try $0.submissions() }
      #expect(submissions.map(\.id) == Array(1...writers * rounds))
      let verification = try store.read { try $0.verifyLedger() }
      #expect(verification.entries == 1 + 5 * writers * rounds)
      #expect(verification.fault == nil)
    }
  }

  @Test func oneStoreServesManyThreads() throws {
    try withDatabase { path throws in
      let store = try Store.open(path, digest: sampleDigest)
      let problems = inParallel(4) { worker in
        for round in 0..<10 {
          try store.write { try $0.submitApproved(bytes: "\(worker) \(round)") }
          _ = try store.read { try $0.queue() }
        }
      }
      #expect(problems == [])
      #expect(try store.read { try $0.queue() }.count == 40)
    }
  }

  @Test func processesThatMakeTheFileAtOnceMakeOne() throws {
    for _ in 0..<4 {
      try withTemporaryFolder { folder throws in
        let path = folder + "/vouch.sqlite"
        let problems = inParallel(6) { worker in
          let store = try Store.open(path, creating: true, digest: sampleDigest)
          try store.write { try $0.add(assistant: "assistant-\(worker)", at: minute(0)) }
        }
        #expect(problems == [])
        let store = try Store.openReadOnly(path, digest: sampleDigest)
        #expect(try store.read { try $0.assistants() }.count == 6)
        #expect(try store.read { try $0.verifyLedger() }.entries == 6)
      }
    }
  }

  @Test func whoDecidesOnWhatAnotherChangedMeanwhileIsToldSo() throws {
    try withDatabase { path throws in
      let (first, second) = try (
        Store.open(path, digest: sampleDigest), Store.open(path, digest: sampleDigest)
      )
      try first.write { try $0.submitApproved() }
      let seen = try #require(try second.read { try $0.queue() }.first)
      try first.write { try $0.move(seen, .claim) }
      #expect(throws: TransitionError(from: "claimed", action: "claim")) {
        try second.write { try $0.move(seen, .claim) }
      }
    }
  }

  /// Runs `body` so many times at once, and returns what went wrong.
  private func inParallel(_ count: Int, _ body: @Sendable (Int) throws -> Void) -> [String] {
    let problems = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: count) { worker in
      do {
        try body(worker)
      } catch {
        problems.withLock { $0.append("\(worker): \(error)") }
      }
    }
    return problems.withLock { $0 }
  }
}
