import Testing
import VouchTestSupport

@testable import VouchCore

@Suite struct BitCountingTests {
  @Test func `every way of this processor to count finds as much in common`() {
    var random = SeededGenerator(seed: 13)
    for size in [0, 8, 64] {
      let tables = (0..<2).map { _ in (0..<size).map { _ in random.next() | random.next() } }
      let counted = zip(tables[0], tables[1]).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
      for way in BitCounting.all {
        #expect(way.bitsInCommon(tables[0][...], tables[1][...]) == counted)
      }
    }
  }
}
