import Synchronization
import Testing

@testable import VouchWorkflow

@Suite struct ReadAheadTests {
  private struct Refusal: Error, Equatable { let batch: Int }

  @Test func everyBatchIsKeptInOrder() throws {
    var kept: [Int] = []
    try ReadAhead.through(Array(1...50)) {
      $0 * 10
    } then: {
      kept.append($0)
    }
    #expect(kept == (1...50).map { $0 * 10 })
    try ReadAhead.through([Int]()) {
      $0
    } then: {
      kept.append($0)
    }
    #expect(kept.count == 50)
  }

  @Test func whatIsReadIsOneBatchAheadAtMost() throws {
    let read = Mutex(0)
    var kept = 0
    try ReadAhead.through(Array(1...50)) { batch in
      read.withLock { $0 = batch }
      return batch
    } then: { batch in
      kept = batch
      #expect(read.withLock { $0 } <= kept + 1)
    }
    #expect(kept == 50)
  }

  @Test func whatWasReadBeforeAFailureIsKept() throws {
    var kept: [Int] = []
    #expect(throws: Refusal(batch: 4)) {
      try ReadAhead.through(Array(1...9)) { batch in
        if batch == 4 { throw Refusal(batch: batch) }
        return batch
      } then: {
        kept.append($0)
      }
    }
    #expect(kept == [1, 2, 3])
  }

  @Test func nothingIsBegunBehindABatchThatCannotBeKept() throws {
    let read = Mutex(0)
    #expect(throws: Refusal(batch: 3)) {
      try ReadAhead.through(Array(1...9)) { batch in
        read.withLock { $0 = batch }
        return batch
      } then: {
        if $0 == 3 { throw Refusal(batch: $0) }
      }
    }
    #expect(read.withLock { $0 } == 4)
  }
}
