import Testing
import VouchTestSupport

@testable import VouchCore

@Suite struct RunMixingTests {
  private static let seed: UInt64 = 17

  /// The finaliser of SplitMix64.
  private func mixed(_ number: UInt64) -> UInt64 {
    var number = number
    number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
    number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
    return number ^ (number >> 31)
  }

  @Test func `every way of this processor mixes alike`() {
    var random = SeededGenerator(seed: Self.seed)
    for count in [0, 1, 3, 8, 17, 512, 1000] {
      let numbers = (0..<count).map { _ in
        random.next() >> UInt64.random(in: 0..<64, using: &random)
      }
      for way in RunMixing.all {
        let found = way.withMixed(numbers) { Array($0) }
        #expect(found == numbers.map(mixed), "seed \(Self.seed)")
      }
    }
  }

  @Test func `every way of this processor finds the same lowest bits`() {
    var random = SeededGenerator(seed: Self.seed)
    let numbers = (0..<512).map { _ in random.next() }
    let expected = (0..<8).map { word in
      (0..<64).reduce(UInt64(0)) {
        $0 | (mixed(numbers[word * 64 + $1]) & 1) << UInt64($1)
      }
    }
    for way in RunMixing.all {
      let bits = numbers.withUnsafeBufferPointer { way.lowestBits(ofMixed: $0) }
      #expect(bits.indices.map { bits[$0] } == expected, "seed \(Self.seed)")
    }
  }

  @Test func `every way of this processor gives four letters the same number`() {
    var random = SeededGenerator(seed: Self.seed)
    for count in [0, 3, 4, 5, 11, 40, 300] {
      let letters = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let base: UInt64 = 0x20_0003
      let expected = letters.indices.dropLast(3).map { start in
        letters[start..<start + 4].reduce(UInt64(0)) { $0 &* base &+ UInt64($1) }
      }
      for way in RunMixing.all {
        let runs = [UInt64](room: max(0, count - 3)) { runs in
          letters.withUnsafeBufferPointer { way.writeRunsOfFour(in: $0, base: base, to: runs) }
          return runs.count
        }
        #expect(runs == expected, "seed \(Self.seed), \(count) letters")
      }
    }
  }

  @Test func `as many different numbers are counted as there are`() {
    var random = SeededGenerator(seed: Self.seed)
    for round in 0..<300 {
      // Few and many, all different and all alike; and numbers that differ in few bits, which share
      // their places for long.
      let kinds = Int.random(in: 1...500, using: &random)
      let shift = UInt64.random(in: 0..<64, using: &random)
      let isMixed = round % 3 > 0
      let numbers = (0..<Int.random(in: 0...1500, using: &random)).map { _ in
        let number = UInt64.random(in: 0..<UInt64(kinds), using: &random)
        return isMixed ? mixed(number) : number << shift
      }
      var room = numbers
      let count = room.withUnsafeMutableBufferPointer { DistinctCount.count(overwriting: $0) }
      #expect(count == Set(numbers).count, "seed \(Self.seed), round \(round)")
    }
  }

  /// The sketch in the simplest way there is.
  private func sketch(of runs: [UInt64]) -> [UInt8] {
    var least: [UInt64: UInt64] = [:]
    for run in runs.map(mixed) { least[run >> 55] = min(least[run >> 55] ?? .max, run) }
    var bytes = [UInt8](repeating: 0, count: WordingSketch.byteCount)
    for bin in 0..<512 as Range<UInt64> {
      var (value, step) = (least[bin], UInt64(0))
      while value == nil {
        step += 1
        value = least[mixed(bin << 32 | step) >> 55]
      }
      let bit = mixed((value ?? 0) ^ bin &* 0x9E37_79B9_7F4A_7C15) & 1
      bytes[Int(bin / 8)] |= UInt8(bit) << UInt8(bin % 8)
    }
    return bytes
  }

  @Test func `every way of this processor makes the same sketch`() {
    var random = SeededGenerator(seed: Self.seed)
    for count in [1, 2, 7, 40, 300, 700, 3000] {
      let runs = (0..<count).map { _ in UInt64.random(in: 0...1 << 40, using: &random) }
      for way in RunMixing.all {
        let found = way.withMixed(runs) { WordingSketch(mixed: $0, by: way).bytes }
        #expect(found == sketch(of: runs), "seed \(Self.seed), \(count) runs")
      }
    }
  }
}
