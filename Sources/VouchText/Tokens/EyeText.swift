import CICU
import VouchCore

/// A text as the eye sees it when it looks for names: nothing invisible, no stray marks, letters
/// and sigils in their plain form, each with its place in the text it was made from.
///
/// Look-alikes of other scripts stay what they are, because which of them deceive depends on the
/// word; ``Canonicalizer`` decides that.
struct EyeText {
  /// What is seen.
  private(set) var scalars: [Unicode.Scalar]
  /// Where `@` and `#` stand in what is seen, in order.
  private(set) var sigils: [Int]
  /// The text it was made from.
  let text: [Unicode.Scalar]
  /// Stretches that are seen as they stand in the text, in order; nil where all of it is.
  private var stretches: [Stretch]?

  private struct Stretch {
    var seen: Int
    var text: Int
  }

  /// Looks at `text`, in which plain sigils stand at `sigils`, passing over `skipped`, which are
  /// ranges in order.
  init(
    _ text: [Unicode.Scalar],
    masks: ScalarMasks,
    sigils: [Int],
    skipping skipped: [Range<Int>] = []
  ) {
    self.text = text
    scalars = text
    self.sigils = sigils
    let odd =
      masks.anywhere.others == 0
      ? [] : masks.places({ $0.others }) { !text[$0].isPlainlySeen }
    guard !skipped.isEmpty || !odd.isEmpty else { return }
    scalars = []
    scalars.reserveCapacity(text.count)
    self.sigils = []
    self.sigils.reserveCapacity(sigils.count)
    stretches = []
    stretches?.reserveCapacity(skipped.count + odd.count + 1)
    var (done, next) = (0, 0)
    for place in odd {
      while next < skipped.count, skipped[next].lowerBound <= place {
        take(done..<max(done, skipped[next].lowerBound), sigils)
        done = max(done, skipped[next].upperBound)
        next += 1
      }
      guard place >= done else { continue }
      take(done..<place, sigils)
      done = place + 1
      if Self.isSeen(text[place]) { take(Self.plain(text[place]), at: place) }
    }
    for range in skipped[next...] {
      take(done..<max(done, range.lowerBound), sigils)
      done = max(done, range.upperBound)
    }
    take(done..<text.count, sigils)
  }

  /// False where none of `sigils` stands in one of `ranges` of `text`, which is seen as it stands, or
  /// in a word that touches one: no name goes on behind white space, so that all are the same with
  /// the ranges and without them.
  static func doNamesTouch(
    _ ranges: [Range<Int>],
    sigils: [Int],
    in text: [Unicode.Scalar]
  ) -> Bool {
    ranges.contains { range in
      var (start, end) = (range.lowerBound, range.upperBound)
      while start > 0, !text[start - 1].isTwitterSpace {
        guard range.lowerBound - start < longestWord else { return true }
        start -= 1
      }
      while end < text.count, !text[end].isTwitterSpace {
        guard end - range.upperBound < longestWord else { return true }
        end += 1
      }
      let next = sigils.partitioningIndex { $0 >= start }
      return next < sigils.count && sigils[next] < end
    }
  }

  /// Of longer words the ends are not looked for: a text may be one of them, with many ranges in it.
  private static let longestWord = 64

  /// Takes what stands in `range` of the text as it is.
  private mutating func take(_ range: Range<Int>, _ sigils: [Int]) {
    guard !range.isEmpty else { return }
    begin(at: range.lowerBound)
    let shift = range.lowerBound - scalars.count
    var next = sigils.partitioningIndex { $0 >= range.lowerBound }
    while next < sigils.count, sigils[next] < range.upperBound {
      self.sigils.append(sigils[next] - shift)
      next += 1
    }
    scalars += text[range]
  }

  /// Takes `scalar` for what stands at `place` of the text.
  private mutating func take(_ scalar: Unicode.Scalar, at place: Int) {
    begin(at: place)
    if scalar.isSigil { sigils.append(scalars.count) }
    scalars.append(scalar)
  }

  private mutating func begin(at place: Int) {
    if let last = stretches?.last, last.text - last.seen == place - scalars.count { return }
    stretches?.append(Stretch(seen: scalars.count, text: place))
  }

  private func place(_ index: Int) -> Int {
    guard let stretches, index >= 0 else { return index }
    let stretch = stretches[stretches.partitioningIndex { $0.seen > index } - 1]
    return stretch.text + index - stretch.seen
  }

  /// The range of the text that `range` of what is seen stands for, with the marks behind it.
  func textRange(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    var end = place(last) + 1
    while end < text.count, text[end].isMark, !Invisibles.isIgnorable(text[end]) { end += 1 }
    return place(first)..<end
  }

  /// True where the text has nothing between what is seen at `index` and right before it.
  func touchesPrevious(_ index: Int) -> Bool {
    index > 0 && place(index - 1) + 1 == place(index)
  }

  /// False for what the eye passes over.
  private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
    !Invisibles.isIgnorable(scalar) && !isCommonMark(scalar)
      && !(scalar.isMark && Script(of: scalar) == .inherited)
  }

  private static func isCommonMark(_ scalar: Unicode.Scalar) -> Bool {
    (0x20D0...0x20F0).contains(scalar.value)
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x2B0: return scalar
    case 0x266F: return "#"
    default: break
    }
    if scalar.isSquaredLetter {
      let first: UInt32 = scalar.value < 0x1F170 ? 0x1F150 : 0x1F170
      return Unicode.Scalar(scalar.value - first + 0x61) ?? scalar
    }
    guard !PlainFolding.isItself(scalar), !PlainFolding.isSemitic(scalar),
      !vouch_icu_nfkc_keeps(scalar.value)
    else { return scalar }
    let folded = ICU.nfkc([scalar])
    guard folded.count == 1, let only = folded.first, only.isHandleScalar || only.isSigil else {
      return scalar
    }
    return only
  }
}

extension Unicode.Scalar {
  /// ASCII, and the bullet that rendering writes before items: nothing hides in them.
  var isPlainlySeen: Bool { value < 0x80 || isBullet }

  /// The bullet that rendering writes.
  var isBullet: Bool { value == 0x2022 }

  /// `@` and `#`.
  var isSigil: Bool { self == "@" || self == "#" }

  /// `@` and `#` in every form that is taken for them.
  var isSigilOfAnyForm: Bool {
    switch value {
    case 0x40, 0x23, 0xFF20, 0xFF03, 0xFE6B, 0xFE5F, 0x266F: return true
    default: return false
    }
  }
}
