/// What is kept of one text of a draft to look for near-copies of it.
public struct WordingPrint: Hashable, Sendable {
  /// Tells which of many texts may be like it; stored.
  public let sketch: WordingSketch
  /// Tells which of those cannot be.
  public let marks: WordingMarks
  /// How many runs of letters the text has, each place counted.
  private let runs: Int

  /// The print of a text whose runs of letters are `shingles`; nil where there are none.
  init?(shingles: [UInt64]) {
    guard !shingles.isEmpty else { return nil }
    (sketch, marks) = RunMixing.best.withMixed(shingles) { runs in
      (WordingSketch(mixed: runs), WordingMarks(overwriting: runs))
    }
    runs = shingles.count
  }

  /// How far the sketch of a text may lie away that is more than `percent` alike to this one.
  public func reach(percent: Int) -> SketchReach { SketchReach(percent: percent, runs: runs) }
}
