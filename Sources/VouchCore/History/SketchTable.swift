import CBitCounts

/// Sketches of many texts, laid out to be looked through for those that lie near another.
///
/// Eight lie side by side, the first word of each and then the second of each, so that one
/// instruction compares eight. The first two words of all stand apart from the others: most texts
/// are told from a stranger by those alone, and only a quarter of the table comes from memory.
public struct SketchTable: Sendable {
  /// One word of each of eight sketches.
  typealias Lanes = SIMD8<UInt64>
  /// How many of a block stand in front.
  static let frontWords = Int(VOUCH_FRONT_WORDS)
  /// How many stand behind.
  static let restWords = Int(VOUCH_ROW_WORDS) - frontWords

  private var fronts: [Lanes] = []
  private var rests: [Lanes] = []
  /// How many sketches there are.
  public private(set) var count = 0

  /// A table without sketches.
  public init() {}

  /// Makes room for `more` sketches.
  public mutating func reserve(_ more: Int) {
    let blocks = (count + more + Lanes.scalarCount - 1) / Lanes.scalarCount
    fronts.reserveCapacity(blocks * Self.frontWords)
    rests.reserveCapacity(blocks * Self.restWords)
  }

  /// Adds a sketch behind the last one.
  public mutating func append(_ sketch: WordingSketch) {
    let (block, lane) = count.quotientAndRemainder(dividingBy: Lanes.scalarCount)
    if lane == 0 {
      fronts.append(contentsOf: repeatElement(Lanes(), count: Self.frontWords))
      rests.append(contentsOf: repeatElement(Lanes(), count: Self.restWords))
    }
    for word in 0..<Self.frontWords {
      fronts[block * Self.frontWords + word][lane] = sketch.words[word]
    }
    for word in 0..<Self.restWords {
      rests[block * Self.restWords + word][lane] = sketch.words[Self.frontWords + word]
    }
    count += 1
  }

  /// Hands `found` the index and the distance of each sketch that differs from `sketch` in no more
  /// than `reach`.
  public func forEach(
    near sketch: WordingSketch,
    within reach: SketchReach,
    _ found: (_ index: Int, _ distance: Int) -> Void
  ) {
    BitCounting.best.forEachRow(of: self, near: sketch, within: reach, found)
  }

  /// Hands `body` the words that stand in front, and the others, block by block.
  func withBlocks(_ body: (UnsafePointer<UInt64>, UnsafePointer<UInt64>) -> Void) {
    fronts.withUnsafeBytes { fronts in
      rests.withUnsafeBytes { rests in
        guard
          let fronts = fronts.assumingMemoryBound(to: UInt64.self).baseAddress,
          let rests = rests.assumingMemoryBound(to: UInt64.self).baseAddress
        else { return }
        body(fronts, rests)
      }
    }
  }
}
