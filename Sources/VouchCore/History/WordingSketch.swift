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
    words = withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.binCount) { least in
      least.initialize(repeating: .max)
      for run in runs {
        let bin = Int(truncatingIfNeeded: run >> 55)
        // Written either way: nobody can foresee which is less, and a wrong guess takes longer.
        least[bin] = min(least[bin], run)
      }
      Self.fillEmptyBins(of: least)
      for bin in least.indices { least[bin] ^= UInt64(bin) &* 0x9E37_79B9_7F4A_7C15 }
      return mixing.lowestBits(ofMixed: UnsafeBufferPointer(least))
    }
  }

  /// Lets each empty bin, of which a short text leaves many, borrow from another one: always the same
  /// for the same bin, so that like texts borrow alike.
  private static func fillEmptyBins(of least: UnsafeMutableBufferPointer<UInt64>) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * binCount) { room in
      let empty = UnsafeMutableBufferPointer(rebasing: room[..<binCount])
      let values = UnsafeMutableBufferPointer(rebasing: room[binCount...])
      var count = 0
      for bin in least.indices {
        // Written for each bin, as nobody can foresee which are empty.
        empty[count] = UInt64(truncatingIfNeeded: bin)
        count &+= least[bin] == .max ? 1 : 0
      }
      // No bin borrows what is borrowed, so nothing is put in before all is found.
      for index in 0..<count {
        var (value, step) = (UInt64.max, UInt64(0))
        while value == .max {
          step &+= 1
          let other = RunMixing.mixed(empty[index] << 32 | step) >> 55
          value = least[Int(truncatingIfNeeded: other)]
        }
        values[index] = value
      }
      for index in 0..<count { least[Int(truncatingIfNeeded: empty[index])] = values[index] }
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
