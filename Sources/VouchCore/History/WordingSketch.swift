/// A text of a draft in 512 bits: two sketches differ in about as many of them as the texts are
/// unlike.
///
/// Each run of letters falls into one of 512 bins; the smallest number of a bin gives its bit
/// (one-permutation MinHash, one bit kept). Where two texts are alike by the share `s`, a bit
/// differs with the probability `(1 - s) / 2`. It never changes between versions: it is stored.
public struct WordingSketch: Hashable, Sendable {
  /// How many bytes a sketch takes where it is stored.
  public static let byteCount = 64
  static let binCount = 512

  let words: SIMD8<UInt64>

  /// The sketch of a text whose runs of letters, mixed, are `runs`, which may repeat and of which there
  /// is at least one.
  init(
    mixed runs: UnsafeMutableBufferPointer<UInt64>,
    by mixing: RunMixing = .best
  ) {
    words = withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * Self.binCount) { room in
      let least = UnsafeMutableBufferPointer(rebasing: room[..<Self.binCount])
      let borrowed = UnsafeMutableBufferPointer(rebasing: room[Self.binCount...])
      least.initialize(repeating: .max)
      for run in runs {
        let bin = Int(truncatingIfNeeded: run >> 55)
        // Written either way: nobody can foresee which is less, and a wrong guess takes longer.
        least[bin] = min(least[bin], run)
      }
      Self.borrow(for: least, to: borrowed, by: mixing)
      for bin in least.indices {
        let value = min(least[bin], borrowed[bin])
        least[bin] = value ^ UInt64(truncatingIfNeeded: bin) &* 0x9E37_79B9_7F4A_7C15
      }
      return mixing.lowestBits(ofMixed: UnsafeBufferPointer(least))
    }
  }

  /// Writes to `borrowed` what each empty bin of `least` borrows from another one, always the same for
  /// the same bin, so that like texts borrow alike; and for the others the largest number.
  ///
  /// A short text leaves many bins empty. All of them ask once, and those that asked an empty one ask
  /// again.
  private static func borrow(
    for least: UnsafeMutableBufferPointer<UInt64>,
    to borrowed: UnsafeMutableBufferPointer<UInt64>,
    by mixing: RunMixing
  ) {
    borrowed.initialize(repeating: .max)
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 3 * binCount) { room in
      let asking = UnsafeMutableBufferPointer(rebasing: room[..<binCount])
      let questions = UnsafeMutableBufferPointer(rebasing: room[binCount..<2 * binCount])
      let answers = UnsafeMutableBufferPointer(rebasing: room[(2 * binCount)...])
      var count = 0
      for bin in least.indices {
        // Written for each bin, and kept where it is empty.
        asking[count] = UInt64(truncatingIfNeeded: bin)
        count &+= 1 &- (~least[bin]).anyBit
      }
      var step: UInt64 = 0
      while count > 0 {
        step &+= 1
        for index in 0..<count { questions[index] = asking[index] &<< 32 | step }
        mixing.mix(UnsafeBufferPointer(rebasing: questions[..<count]), to: answers)
        var left = 0
        for index in 0..<count {
          let value = least[Int(truncatingIfNeeded: answers[index] >> 55)]
          let bin = asking[index]
          borrowed[Int(truncatingIfNeeded: bin)] = value
          asking[left] = bin
          left &+= 1 &- (~value).anyBit
        }
        count = left
      }
    }
  }

  /// The sketch stored in ``byteCount`` bytes.
  public init(reading bytes: UnsafeRawBufferPointer) {
    var bits = bytes.loadUnaligned(as: SIMD8<UInt64>.self)
    if 1.littleEndian != 1 {
      for index in bits.indices { bits[index] = bits[index].byteSwapped }
    }
    words = bits
  }

  /// The bytes to store.
  public var bytes: [UInt8] {
    [UInt8](room: Self.byteCount) { bytes in
      for word in words.indices {
        for byte in 0..<8 {
          bytes[word * 8 + byte] = UInt8(truncatingIfNeeded: words[word] >> UInt64(byte * 8))
        }
      }
      return Self.byteCount
    }
  }

  /// In how many bits the two differ.
  public func distance(to other: WordingSketch) -> Int {
    let differences = words ^ other.words
    return differences.indices.reduce(0) { $0 + differences[$1].nonzeroBitCount }
  }
}
