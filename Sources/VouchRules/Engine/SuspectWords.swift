import VouchCore

/// What is looked for in every canonical text of a draft: words that the policy names, and words by
/// which rules tell what they look for.
struct SuspectWords: Sendable {
  /// What any of the words begins with.
  let openings: WordOpenings
  private let named: WordOpenings
  private var shapes = WordShapes()
  private var telling = WordBits()

  /// Words that a policy `named`, and words that are `telling`, as ``Rule/tellingWords`` are.
  init(named: [[Unicode.Scalar]], telling: [[Unicode.Scalar]]) {
    openings = WordOpenings(named + telling)
    self.named = WordOpenings(named)
    for word in telling {
      shapes.insert(word)
      self.telling.insert(WordSequence.key(word))
    }
  }

  /// Whether a word that is named, and one that tells, may stand at any of `places` of `text`.
  func look(
    at places: PlaceSet,
    of text: UnsafeBufferPointer<Unicode.Scalar>
  ) -> (names: Bool, tells: Bool) {
    look(in: text) { places.next(from: $0) }
  }

  /// The same of `words`, with a space behind each.
  func look(in words: [Unicode.Scalar]) -> (names: Bool, tells: Bool) {
    words.withUnsafeBufferPointer { words in
      look(in: words) { start in
        var isInside = start > 0 && words[start - 1].isASCIIAlphanumeric
        return words[start...].firstIndex { scalar in
          let isPart = scalar.isASCIIAlphanumeric
          defer { isInside = isPart }
          return isPart ? !isInside : !scalar.isASCII
        }
      }
    }
  }

  /// The same of `text`, of which `next` tells the first place from another one on.
  @inline(__always)
  private func look(
    in text: UnsafeBufferPointer<Unicode.Scalar>,
    _ next: (Int) -> Int?
  ) -> (names: Bool, tells: Bool) {
    var (names, tells, from) = (false, false, 0)
    while !(names && tells), let start = next(from) {
      names = names || named.canStand(at: start, in: text)
      var end = start
      while end < text.count, text[end].isASCIIAlphanumeric { end += 1 }
      if end > start, shapes.mayContain(start, end, in: text) {
        tells = tells || telling.mayContain(start, end, in: text)
      }
      from = max(end, start + 1)
    }
    return (names, tells)
  }
}
