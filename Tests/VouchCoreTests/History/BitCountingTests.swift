import Testing
import VouchTestSupport

@testable import VouchCore

@Suite struct BitCountingTests {
  @Test func `every way of this processor to count finds the same sketches, near and far`() {
    var random = SeededGenerator(seed: 12)
    let sketches = (0..<700).map { _ in
      WordingSketch.drawn(by: &random, differingFromZeroIn: Int.random(in: 0...512, using: &random))
    }
    for way in BitCounting.all {
      for reach in [-1, 0, 100, 256, 511, 512] {
        var found: [[Int]] = []
        sketches[0].findNear(sketches, within: reach, by: way) { found.append([$0, $1]) }
        let counted = sketches.indices.map { index in
          [
            index,
            zip(sketches[0].bytes, sketches[index].bytes).reduce(0) {
              $0 + ($1.0 ^ $1.1).nonzeroBitCount
            },
          ]
        }
        #expect(found == counted.filter { $0[1] <= reach })
      }
    }
  }

  @Test func `every way of this processor to count finds as much in common`() {
    var random = SeededGenerator(seed: 13)
    for size in [0, 8, 64] {
      let tables = (0..<2).map { _ in (0..<size).map { _ in random.next() | random.next() } }
      let counted = zip(tables[0], tables[1]).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
      for way in BitCounting.all { #expect(way.bitsInCommon(tables[0], tables[1]) == counted) }
    }
  }
}

extension WordingSketch {
  fileprivate static func drawn(
    by random: inout SeededGenerator,
    differingFromZeroIn count: Int
  ) -> WordingSketch {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    for bit in (0..<byteCount * 8).shuffled(using: &random).prefix(count) {
      bytes[bit / 8] |= 1 << UInt8(bit % 8)
    }
    return bytes.withUnsafeBytes { WordingSketch(reading: $0) }
  }
}
