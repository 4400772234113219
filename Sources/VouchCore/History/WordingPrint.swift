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
    guard let sketch = WordingSketch(shingles: shingles) else { return nil }
    self.sketch = sketch
    marks = WordingMarks(shingles: shingles)
    runs = shingles.count
  }

  /// The greatest distance between sketches at which a text may be more than `percent` alike to
  /// this one.
  ///
  /// Two and a half standard deviations beyond what is expected: of 1000 texts that are exactly
  /// that alike, some six lie further away, and of those that are more alike, fewer.
  public func reach(percent: Int) -> Int {
    let share = Double(percent) / 100
    let bins = Double(WordingSketch.binCount)
    // What a short text says is drawn from few runs, and one bit a bin is half a guess.
    let variance = share * (1 - share) * (1 / Double(runs) + 1 / bins) + (1 - share) / bins
    let lowest = max(0, share - 2.5 * variance.squareRoot())
    return Int((bins / 2 * (1 - lowest)).rounded(.up))
  }
}
