/// A text of a draft in 512 bits: two sketches differ in about as many of them as the texts are
/// unlike.
///
/// Each run of letters falls into one of 512 bins; the smallest number of a bin gives its bit
/// (one-permutation MinHash, one bit kept). Where two texts are alike by the share `s`, a bit
/// differs with the probability `(1 - s) / 2`. It never changes between versions: it is stored.
public struct WordingSketch: Hashable, Sendable {
  /// How many bytes a sketch takes where it is stored.
  public static let byteCount = 64
  private static let binCount = 512

  private let bits: SIMD8<UInt64>
  /// How many runs of letters it was made of, each place counted; 0 where it was stored.
  private let runs: Int

  /// The sketch of a text whose runs of letters are `shingles`, which may repeat; nil where there
  /// are none.
  init?(shingles: [UInt64]) {
    guard !shingles.isEmpty else { return nil }
    runs = shingles.count
    bits = withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.binCount) { least in
      least.initialize(repeating: .max)
      for shingle in shingles {
        let hash = Self.mixed(shingle)
        let bin = Int(truncatingIfNeeded: hash >> 55)
        if hash < least[bin] { least[bin] = hash }
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
    bits = Self.bits(at: 0, in: bytes)
    runs = 0
  }

  @inline(__always)
  private static func bits(at offset: Int, in bytes: UnsafeRawBufferPointer) -> SIMD8<UInt64> {
    let bits = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD8<UInt64>.self)
    guard 1.littleEndian != 1 else { return bits }
    var swapped = bits
    for index in bits.indices { swapped[index] = bits[index].byteSwapped }
    return swapped
  }

  /// The bytes to store.
  public var bytes: [UInt8] {
    [UInt8](room: Self.byteCount) { bytes in
      for word in bits.indices {
        for byte in 0..<8 {
          bytes[word * 8 + byte] = UInt8(truncatingIfNeeded: bits[word] >> UInt64(byte * 8))
        }
      }
      return Self.byteCount
    }
  }

  /// In how many bits the two differ.
  public func distance(to other: WordingSketch) -> Int { (bits ^ other.bits).bitCount }

  /// In how many bits this one differs from the sketch that is stored from `offset` on.
  public func distance(toSketchAt offset: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    (bits ^ Self.bits(at: offset, in: bytes)).bitCount
  }

  /// The greatest distance at which a text may be more than `percent` alike to this one.
  ///
  /// Two and a half standard deviations beyond what is expected: of 1000 texts that are exactly
  /// that alike, some six lie further away, and of those that are more alike, fewer.
  public func reach(percent: Int) -> Int {
    let share = Double(percent) / 100
    let bins = Double(Self.binCount)
    // What a short text says is drawn from few runs, and one bit a bin is half a guess.
    let variance = share * (1 - share) * (1 / Double(max(runs, 1)) + 1 / bins) + (1 - share) / bins
    let lowest = max(0, share - 2.5 * variance.squareRoot())
    return Int((bins / 2 * (1 - lowest)).rounded(.up))
  }

  /// The finaliser of SplitMix64: spreads every bit over the whole number.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
