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
      least.initialize(repeating: .max)
      for run in runs {
        let bin = Int(truncatingIfNeeded: run >> 55)
        // Written either way: nobody can foresee which is less, and a wrong guess takes longer.
        least[bin] = min(least[bin], run)
      }
      let values = UnsafeMutableBufferPointer(rebasing: room[Self.binCount...])
      for bin in values.indices {
        let value = Self.value(of: bin, among: least)
        values.initializeElement(at: bin, to: value ^ UInt64(bin) &* 0x9E37_79B9_7F4A_7C15)
      }
      return mixing.lowestBits(ofMixed: UnsafeBufferPointer(values))
    }
  }

  /// The smallest number of a bin.
  ///
  /// A short text leaves bins empty: each of those borrows from another one, always the same for
  /// the same bin, so that like texts borrow alike.
  @inline(__always)
  private static func value(of bin: Int, among least: UnsafeMutableBufferPointer<UInt64>) -> UInt64
  {
    var (value, step) = (least[bin], UInt64(0))
    while value == .max {
      step += 1
      let other = RunMixing.mixed(UInt64(bin) << 32 | step) >> 55
      value = least[Int(truncatingIfNeeded: other)]
    }
    return value
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
