import VouchCore

/// Which scripts a text is written in: what is honest in one company is a trick in another.
struct ScriptCompany {
  /// Chinese, Japanese or Korean letters.
  private(set) var hasEastAsian = false
  /// Letters written from right to left.
  private(set) var hasRightToLeft = false
  /// Latin letters.
  private(set) var hasLatin = false
  /// Scripts like Latin with a letter that passes for none of Latin's: they are really used.
  private(set) var genuine: Set<Script> = []

  /// No letters.
  init() {}

  /// The scripts of `scalars`.
  init(of scalars: [Unicode.Scalar], masks: ScalarMasks) {
    hasLatin = masks.anywhere.letters != 0
    for place in masks.places({ $0.others }) {
      let scalar = scalars[place]
      guard scalar.isLetter else { continue }
      let script = Script(of: scalar)
      if script.isEastAsian {
        hasEastAsian = true
      } else if script.isRightToLeft {
        hasRightToLeft = true
      } else if script == .latin {
        hasLatin = true
      } else if script.imitatesLatin, !genuine.contains(script),
        LookAlikes.twin(of: scalar) == nil
      {
        genuine.insert(script)
      }
    }
  }
}
