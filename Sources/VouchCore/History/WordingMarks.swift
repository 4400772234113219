/// Which runs of letters a text has, as marks in a table: two such tables tell at once how alike
/// their texts are at most.
///
/// Each run leaves one of 4096 marks. What is marked in one table alone is in one text alone; only
/// runs that share a mark go unseen, and so the answer errs on one side.
public struct WordingMarks: Hashable, Sendable {
  private static let wordCount = 64

  private let table: [UInt64]
  /// How many marks there are.
  private let marked: Int
  /// How many different runs have left them.
  private let runs: Int

  /// The marks of a text whose runs of letters are `shingles`, which may repeat.
  init(shingles: [UInt64]) {
    table = [UInt64](unsafeUninitializedCapacity: Self.wordCount) { words, count in
      words.initialize(repeating: 0)
      for shingle in shingles {
        let mark = Int(truncatingIfNeeded: (shingle &* 0x9E37_79B9_7F4A_7C15) >> 52)
        words[mark >> 6] |= 1 << UInt64(mark & 63)
      }
      count = Self.wordCount
    }
    marked = Self.marks(in: table, and: table)
    runs = ShingleSet.count(of: shingles)
  }

  /// What two texts with these marks have in common, in percent of both together: what
  /// ``Wording/similarity(to:)`` says is no more than that.
  public func mostInCommon(with other: WordingMarks) -> Int {
    let shared = Self.marks(in: table, and: other.table)
    let (ownAlone, othersAlone) = (marked - shared, other.marked - shared)
    let common = min(runs - ownAlone, other.runs - othersAlone)
    return common * 100 / max(1, common + ownAlone + othersAlone)
  }

  /// How many marks stand in both tables.
  private static func marks(in one: [UInt64], and other: [UInt64]) -> Int {
    BitCounting.best.bitsInCommon(one, other)
  }
}
