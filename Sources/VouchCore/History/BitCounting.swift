import CBitCounts

/// A way to count many bits that this processor has.
struct BitCounting: Sendable {
  fileprivate let number: Int

  /// The ways, the quickest one last; all of them count alike.
  static let all = (0..<vouch_ways_to_count()).map(BitCounting.init)

  /// The quickest.
  static let best = BitCounting(number: vouch_ways_to_count() - 1)

  /// How many rows are looked at before what was found among them is told.
  private static let stretch = 256

  /// Hands `found` the index and the distance of each of `rows` that differs from `row` in no more
  /// than `reach` bits.
  func forEachRow(
    of rows: UnsafeRawBufferPointer,
    near row: UnsafeRawBufferPointer,
    within reach: Int,
    _ found: (_ index: Int, _ distance: Int) -> Void
  ) {
    let words = rows.assumingMemoryBound(to: UInt64.self)
    guard let first = words.baseAddress,
      let own = row.assumingMemoryBound(to: UInt64.self).baseAddress
    else { return }
    let width = Int(VOUCH_ROW_WORDS)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * Self.stretch) { room in
      guard let indices = room.baseAddress else { return }
      let distances = indices + Self.stretch
      for start in stride(from: 0, to: words.count / width, by: Self.stretch) {
        let count = vouch_rows_near(
          number,
          own,
          first + start * width,
          min(Self.stretch, words.count / width - start),
          UInt32(reach),
          indices,
          distances
        )
        for place in 0..<count { found(start + Int(indices[place]), Int(distances[place])) }
      }
    }
  }

  /// How many bits are set in both of two tables of the same size, a multiple of eight words.
  func bitsInCommon(_ one: [UInt64], _ other: [UInt64]) -> Int {
    one.withUnsafeBufferPointer { one in
      other.withUnsafeBufferPointer { other in
        guard let one = one.baseAddress, let start = other.baseAddress else { return 0 }
        return vouch_bits_in_common(number, one, start, other.count)
      }
    }
  }
}
