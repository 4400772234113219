import Foundation
import Testing
import VouchTestSupport

@testable import VouchCore

@Suite struct SketchTableTests {
  @Test func `every way of this processor to count finds the same sketches, near and far`() {
    let seed: UInt64 = 12
    var random = SeededGenerator(seed: seed)
    let sketches = (0..<1500).map { _ in
      WordingSketch.drawn(by: &random, differingFromZeroIn: Int.random(in: 0...512, using: &random))
    }
    // More than are told of at once, whole blocks of eight, and a block with less than that.
    for count in [0, 1, 7, 8, 9, 1024, 1025, 1500] {
      let table = SketchTable(Array(sketches.prefix(count)))
      for reach in [
        SketchReach(whole: 0), SketchReach(whole: 100), SketchReach(whole: 256),
        SketchReach(whole: 512), SketchReach(whole: 256, front: 40),
        SketchReach(whole: 512, front: 0), SketchReach(whole: -1), SketchReach(whole: 9, front: -1),
      ] {
        let counted = (0..<count).map { index in
          let bytes = zip(sketches[0].bytes, sketches[index].bytes)
          let bits = bytes.map { ($0 ^ $1).nonzeroBitCount }
          return [index, bits.prefix(SketchReach.frontBits / 8).reduce(0, +), bits.reduce(0, +)]
        }
        let expected = counted.filter { $0[1] <= reach.front && $0[2] <= reach.whole }
          .map { [$0[0], $0[2]] }
        for way in BitCounting.all {
          let found = table.near(sketches[0], within: reach, by: way)
          #expect(found == expected, "seed \(seed), \(count) sketches, \(reach)")
        }
      }
    }
  }

  @Test(arguments: 1...99)
  func `the first bits keep away fewer than one of ten thousand that are alike enough`(
    percent: Int
  ) {
    // However many runs the text has: what one bit differs in is what counts.
    for runs in [20, 1000, 1_000_000] {
      let reach = SketchReach(percent: percent, runs: runs)
      let chance = (1 - Double(percent) / 100) / 2
      let kept = (0...reach.front).reduce(0) {
        $0 + probability(of: $1, among: SketchReach.frontBits, chance: chance)
      }
      #expect(1 - kept < 1e-4, "\(1 - kept) of those alike to \(percent) percent, \(runs) runs")
    }
  }

  @Test func `what may be alike to a long text is told from strangers by a quarter of the bits`() {
    let reach = SketchReach(percent: 60, runs: 1000)
    let strangers = (0...reach.front).reduce(0.0) {
      $0 + probability(of: $1, among: SketchReach.frontBits, chance: 0.5)
    }
    #expect(strangers < 1e-3, "\(strangers)")
  }

  /// How likely `count` of `all` are hit where each is with the probability `chance`.
  private func probability(of count: Int, among all: Int, chance: Double) -> Double {
    let ways = lgamma(Double(all + 1)) - lgamma(Double(count + 1)) - lgamma(Double(all - count + 1))
    return exp(ways + Double(count) * log(chance) + Double(all - count) * log(1 - chance))
  }
}

extension SketchTable {
  init(_ sketches: [WordingSketch]) {
    self.init()
    for sketch in sketches { append(sketch) }
  }

  /// The index and the distance of each that lies near.
  func near(
    _ sketch: WordingSketch,
    within reach: SketchReach,
    by way: BitCounting = .best
  ) -> [[Int]] {
    var found: [[Int]] = []
    way.forEachRow(of: self, near: sketch, within: reach) { found.append([$0, $1]) }
    return found
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
