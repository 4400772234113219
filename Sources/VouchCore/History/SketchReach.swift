import CBitCounts

/// In how many bits two sketches may differ where their texts are to be found alike.
public struct SketchReach: Hashable, Sendable {
  /// In all of them.
  let whole: Int
  /// In the first ``frontBits``, which are looked at before the others.
  let front: Int

  static let frontBits = Int(VOUCH_FRONT_WORDS) * UInt64.bitWidth

  /// For texts that are more than `percent` alike to one of `runs` runs of letters.
  ///
  /// All bits go two and a half standard deviations beyond what is expected: of 1000 texts that are
  /// exactly that alike, some six lie further away, and of those that are more alike, fewer. The first
  /// ones go beyond that: they keep away one more of 10,000.
  init(percent: Int, runs: Int) {
    let all = WordingSketch.binCount
    let distance = Self.distance(of: all, percent: percent, runs: runs, deviations: 2.5)
    // Nobody looks for what is less alike than strangers.
    whole = min(all / 2, Int(distance.rounded(.up)))
    let first = Self.frontBits
    // Few bits are not spread evenly, and that takes one more.
    let near = Self.distance(of: first, percent: percent, runs: runs, deviations: 3.8) + 1
    front = min(first, Int(near.rounded(.up)))
  }

  init(whole: Int, front: Int = SketchReach.frontBits) {
    (self.whole, self.front) = (whole, front)
  }

  /// In how many of `bins` bits texts differ that are `percent` alike, with so many standard
  /// deviations added.
  private static func distance(
    of bins: Int,
    percent: Int,
    runs: Int,
    deviations: Double
  ) -> Double {
    let (share, bins) = (Double(percent) / 100, Double(bins))
    // What a short text says is drawn from few runs, and one bit a bin is half a guess.
    let variance = share * (1 - share) * (1 / Double(runs) + 1 / bins) + (1 - share) / bins
    return bins / 2 * (1 - share + deviations * variance.squareRoot())
  }
}
