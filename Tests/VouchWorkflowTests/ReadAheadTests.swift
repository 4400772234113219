import Synchronization
import Testing

@testable import VouchWorkflow

@Suite struct ReadAheadTests {
  private struct Refusal: Error, Equatable { let item: Int }

  @Test(arguments: [1, 3, 32, 50, 64])
  func everyItemIsKeptInOrderByBatches(of count: Int) throws {
    var kept: [[Int]] = []
    try ReadAhead.through(Array(1...150), by: count) { items in
      items.map { .success($0 * 10) }
    } then: {
      kept.append($0)
    }
    #expect(kept.flatMap(\.self) == (1...150).map { $0 * 10 })
    #expect(kept.dropLast().allSatisfy { $0.count == count })
    try ReadAhead.through([Int](), by: count) { items in
      items.map { .success($0) }
    } then: {
      kept.append([$0.count])
    }
    #expect(kept.count == (150 + count - 1) / count)
  }

  @Test(arguments: [1, 5, 40])
  func whatIsReadIsOneStretchAheadAtMost(of count: Int) throws {
    let read = Mutex(0)
    var kept = 0
    try ReadAhead.through(Array(1...200), by: count) { items in
      read.withLock { $0 = items.last ?? 0 }
      return items.map { .success($0) }
    } then: { batch in
      #expect(read.withLock { $0 } <= kept + 2 * max(count, ReadAhead.stretch))
      kept += batch.count
    }
    #expect(kept == 200)
  }

  @Test(arguments: [(1, 89), (4, 88), (7, 84), (100, 0)])
  func wholeBatchesBeforeAFailureAreKept(of count: Int, andNoMoreThan expected: Int) throws {
    var kept: [Int] = []
    #expect(throws: Refusal(item: 90)) {
      try ReadAhead.through(Array(1...200), by: count) { items in
        items.map { item in
          Result {
            if item == 90 { throw Refusal(item: item) }
            return item
          }
        }
      } then: {
        kept += $0
      }
    }
    #expect(kept == Array(1..<expected + 1))
  }

  @Test func nothingIsBegunBehindABatchThatCannotBeKept() throws {
    let read = Mutex(0)
    #expect(throws: Refusal(item: 3)) {
      try ReadAhead.through(Array(1...200), by: 1) { items in
        read.withLock { $0 = items.last ?? 0 }
        return items.map { .success($0) }
      } then: {
        if $0 == [3] { throw Refusal(item: 3) }
      }
    }
    #expect(read.withLock { $0 } == 1 + 2 * ReadAhead.stretch)
  }
}
