extension Wording {
  /// How many hash functions a sketch is made with.
  static let sketchLength = 96
  /// How many values of a sketch make a band.
  ///
  /// With 24 bands of four, a text that is 60 percent alike shares a band in 96 of 100 cases, one
  /// that is 70 percent alike in more than 99, and one that is 20 percent alike in 4.
  static let rowsPerBand = 4

  /// The smallest value of each of a fixed set of hash functions over the runs of letters of a
  /// text (MinHash): two texts agree in about the share of values that they are alike.
  ///
  /// Empty where there are no words. It never changes between versions: it is stored.
  public var sketch: [UInt32] { parts.first.map(Self.sketch) ?? [] }

  /// Numbers under which a store keeps the wording, so that texts which are alike are found
  /// without comparing all: near-copies nearly always share one.
  public var bands: [Int64] {
    var bands: Set<Int64> = []
    for part in parts {
      let sketch = Self.sketch(of: part)
      for start in stride(from: 0, to: sketch.count, by: Self.rowsPerBand) {
        var band = UInt64(start)
        for value in sketch[start..<start + Self.rowsPerBand] {
          band = Self.mixed(band ^ UInt64(value))
        }
        bands.insert(Int64(bitPattern: band))
      }
    }
    return bands.sorted()
  }

  private static func sketch(of part: Substring.UnicodeScalarView) -> [UInt32] {
    let shingles = shingles(of: part).map(mixed)
    return multipliers.map { multiplier in
      var least = UInt64.max
      for shingle in shingles { least = min(least, shingle &* multiplier) }
      return UInt32(truncatingIfNeeded: least >> 32)
    }
  }

  private static let multipliers: [UInt64] = {
    var state: UInt64 = 0x5EED_0F_0F_C0_91_E5
    return (0..<sketchLength).map { _ in
      state &+= 0x9E37_79B9_7F4A_7C15
      // Odd, so that no two runs of letters fall together.
      return mixed(state) | 1
    }
  }()

  /// The finaliser of SplitMix64: spreads every bit over the whole number.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
