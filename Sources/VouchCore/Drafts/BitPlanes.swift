import CBitCounts

/// Up to 64 scalars laid on their side: for each bit of a byte a row, in which each scalar has a bit.
///
/// So what is asked of one scalar is asked of all of them at once.
struct BitPlanes: Equatable {
  private(set) var bit0: UInt64 = 0, bit1: UInt64 = 0, bit2: UInt64 = 0, bit3: UInt64 = 0
  private(set) var bit4: UInt64 = 0, bit5: UInt64 = 0, bit6: UInt64 = 0
  /// Whatever is beyond ASCII, of which the other bits say nothing.
  private(set) var beyond: UInt64 = 0
  /// Where there is a scalar.
  let held: UInt64

  /// Up to 64 scalars of `text` from the one at `start` on.
  @inline(__always) init(of text: UnsafeBufferPointer<Unicode.Scalar>, from start: Int) {
    let count = min(text.count - start, 64)
    held = count == 64 ? .max : 1 &<< UInt64(count) &- 1
    let scalars = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[(start * 4)...])
    guard let scalars = scalars.assumingMemoryBound(to: UInt32.self).baseAddress else { return }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 8) { rows in
      guard let room = rows.baseAddress else { return }
      vouch_bit_planes(scalars, count, room)
      (bit0, bit1, bit2, bit3) = (rows[0], rows[1], rows[2], rows[3])
      (bit4, bit5, bit6, beyond) = (rows[4], rows[5], rows[6], rows[7])
    }
  }
}
