import CBitCounts

/// A way to count many bits that this processor has.
struct BitCounting: Sendable {
  private let number: Int

  /// The ways, the quickest one last; all of them count alike.
  static let all = (0..<vouch_ways_to_count()).map(BitCounting.init)

  /// The quickest.
  static let best = BitCounting(number: vouch_ways_to_count() - 1)

  /// How many rows are looked at before what was found among them is told;
  /// a multiple of what lies side by side.
  private static let stretch = 1024

  /// Hands `found` the index and the distance of each row of `table` that differs from `sketch` in no
  /// more than `reach`.
  func forEachRow(
    of table: SketchTable,
    near sketch: WordingSketch,
    within reach: SketchReach,
    _ found: (_ index: Int, _ distance: Int) -> Void
  ) {
    guard reach.front >= 0, reach.whole >= 0 else { return }
    let reach = vouch_reach(front: UInt32(reach.front), whole: UInt32(reach.whole))
    let room = min(Self.stretch, table.count)
    table.withBlocks { fronts, rests in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * room) { results in
        guard let indices = results.baseAddress else { return }
        for start in stride(from: 0, to: table.count, by: Self.stretch) {
          let rows = vouch_rows(
            fronts: fronts + start * SketchTable.frontWords,
            rests: rests + start * SketchTable.restWords,
            count: min(Self.stretch, table.count - start)
          )
          let count = withUnsafeBytes(of: sketch.words) { words in
            let row = words.assumingMemoryBound(to: UInt64.self).baseAddress
            return vouch_rows_near(number, row, rows, reach, indices, indices + room)
          }
          for place in 0..<count {
            found(start + Int(indices[place]), Int(indices[room + place]))
          }
        }
      }
    }
  }

  /// How many bits are set in both of two tables of the same size, a multiple of eight words.
  func bitsInCommon(_ one: ArraySlice<UInt64>, _ other: ArraySlice<UInt64>) -> Int {
    one.withUnsafeBufferPointer { one in
      other.withUnsafeBufferPointer { other in
        guard let one = one.baseAddress, let start = other.baseAddress else { return 0 }
        return vouch_bits_in_common(number, one, start, other.count)
      }
    }
  }
}
