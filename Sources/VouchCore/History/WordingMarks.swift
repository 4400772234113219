/// Which runs of letters a text has, as marks in a table: two such tables tell at once how alike
/// their texts are at most.
///
/// Each run leaves one of 4096 marks. What is marked in one table alone is in one text alone; only
/// runs that share a mark go unseen, and so the answer errs on one side.
public struct WordingMarks: Hashable, Sendable {
  fileprivate static let wordCount = 64

  /// What tells how alike two texts are, once it is known how many marks they share.
  fileprivate struct Size: Hashable {
    /// How many marks there are.
    let marked: Int
    /// How many different runs have left them.
    let runs: Int

    /// What two texts have in common at most, in percent of both together, where both have so many
    /// of their marks.
    func mostInCommon(with other: Size, sharing shared: Int) -> Int {
      let (ownAlone, othersAlone) = (marked - shared, other.marked - shared)
      let common = min(runs - ownAlone, other.runs - othersAlone)
      return common * 100 / max(1, common + ownAlone + othersAlone)
    }
  }

  fileprivate let table: [UInt64]
  fileprivate let size: Size

  /// The marks of a text whose runs of letters, mixed, are `runs`, which may repeat and are
  /// overwritten.
  init(overwriting runs: UnsafeMutableBufferPointer<UInt64>) {
    table = [UInt64](room: Self.wordCount) { words in
      words.initialize(repeating: 0)
      for run in runs {
        // The highest bits tell the bin of a sketch; these have nothing to do with them.
        let mark = Int(truncatingIfNeeded: run & UInt64(Self.wordCount * 64 - 1))
        words[mark >> 6] |= 1 << UInt64(mark & 63)
      }
      return words.count
    }
    let marked = BitCounting.best.bitsInCommon(table[...], table[...])
    size = Size(marked: marked, runs: DistinctCount.count(overwriting: runs))
  }

  /// What two texts with these marks have in common, in percent of both together: what
  /// ``Wording/similarity(to:)`` says is no more than that.
  public func mostInCommon(with other: WordingMarks) -> Int {
    size.mostInCommon(
      with: other.size,
      sharing: BitCounting.best.bitsInCommon(table[...], other.table[...])
    )
  }
}

/// The marks of many texts in one piece of memory: a search asks for those of dozens, which lie
/// anywhere, and the way to each costs more than what it tells.
public struct MarksTable: Sendable {
  private var tables: [UInt64] = []
  private var sizes: [WordingMarks.Size] = []

  /// A table without marks.
  public init() {}

  /// How many texts it has the marks of.
  public var count: Int { sizes.count }

  /// Adds the marks of a text behind those of the last one.
  public mutating func append(_ marks: WordingMarks) {
    tables.append(contentsOf: marks.table)
    sizes.append(marks.size)
  }

  /// What `marks` say that is at most in common with the text at `index`, in percent.
  public func mostInCommon(at index: Int, with marks: WordingMarks) -> Int {
    let words = index * WordingMarks.wordCount..<(index + 1) * WordingMarks.wordCount
    let shared = BitCounting.best.bitsInCommon(tables[words], marks.table[...])
    return sizes[index].mostInCommon(with: marks.size, sharing: shared)
  }
}
