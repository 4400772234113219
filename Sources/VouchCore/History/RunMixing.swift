import CBitCounts

/// A way to mix many numbers at once that this processor has.
struct RunMixing: Sendable {
  private let number: Int

  /// The ways, the quickest one last; all of them mix alike.
  static let all = (0..<vouch_ways_to_mix()).map(RunMixing.init)

  /// The quickest.
  static let best = RunMixing(number: vouch_ways_to_mix() - 1)

  /// Writes `numbers`, mixed, to `mixed`, in which there is room for them.
  func mix(_ numbers: UnsafeBufferPointer<UInt64>, to mixed: UnsafeMutableBufferPointer<UInt64>) {
    precondition(mixed.count >= numbers.count)
    vouch_mix(number, numbers.baseAddress, numbers.count, mixed.baseAddress)
  }

  /// Hands `body` the mixed `numbers`, which it may overwrite.
  func withMixed<Value>(
    _ numbers: [UInt64],
    _ body: (UnsafeMutableBufferPointer<UInt64>) -> Value
  ) -> Value {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: numbers.count) { mixed in
      numbers.withUnsafeBufferPointer { mix($0, to: mixed) }
      return body(mixed)
    }
  }

  /// The lowest bit of each of 512 numbers once they are mixed, the first the lowest.
  func lowestBits(ofMixed numbers: UnsafeBufferPointer<UInt64>) -> SIMD8<UInt64> {
    precondition(numbers.count == SIMD8<UInt64>.scalarCount * UInt64.bitWidth)
    var bits = SIMD8<UInt64>()
    withUnsafeMutableBytes(of: &bits) { bits in
      let words = bits.assumingMemoryBound(to: UInt64.self)
      vouch_mixed_bits(number, numbers.baseAddress, words.count, words.baseAddress)
    }
    return bits
  }

  /// Writes a number for each four of `letters` that follow one another to `runs`, in which there is
  /// room for them: the letters as the digits of a number to `base`.
  func writeRunsOfFour(
    in letters: UnsafeBufferPointer<UInt8>,
    base: UInt64,
    to runs: UnsafeMutableBufferPointer<UInt64>
  ) {
    let count = letters.count - 3
    guard count > 0 else { return }
    precondition(runs.count >= count)
    vouch_runs_of_four(number, letters.baseAddress, count, base, runs.baseAddress)
  }
}
