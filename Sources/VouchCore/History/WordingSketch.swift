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

  /// The sketch of a text whose runs of letters are `shingles`, which may repeat; nil where there
  /// are none.
  init?(shingles: [UInt64]) {
    guard !shingles.isEmpty else { return nil }
    words = withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.binCount) { least in
      least.initialize(repeating: .max)
      for shingle in shingles {
        let hash = Self.mixed(shingle)
        let bin = Int(truncatingIfNeeded: hash >> 55)
        // Written either way: nobody can foresee which is less, and a wrong guess takes longer.
        least[bin] = min(least[bin], hash)
      }
      var bits = SIMD8<UInt64>()
      for word in 0..<8 {
        var part: UInt64 = 0
        for bin in word * 64..<word * 64 + 64 {
          let value = Self.value(of: bin, among: least)
          let bit = Self.mixed(value ^ (UInt64(bin) &* 0x9E37_79B9_7F4A_7C15)) & 1
          part |= bit << UInt64(bin & 63)
        }
        bits[word] = part
      }
      return bits
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
      value = least[Int(truncatingIfNeeded: mixed(UInt64(bin) << 32 | step) >> 55)]
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

  /// The finaliser of SplitMix64: spreads every bit over the whole number.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
