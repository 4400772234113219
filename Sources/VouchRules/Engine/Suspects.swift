import VouchCore

/// Where in the canonical texts of a draft a word may begin that the policy names or a rule looks
/// for.
///
/// A text is gone through once for all of them, and each looks at the few places that are left.
struct Suspects: Sendable {
  private var texts: [(text: CanonicalText, places: PlaceSet)] = []

  /// Goes through `text` for places at which one of the words may stand that `openings` knows.
  mutating func add(_ text: CanonicalText, _ openings: WordOpenings) {
    let places = text.text.scalars.withUnsafeBufferPointer { scalars in
      PlaceSet(
        text.masks,
        where: { $0.wordStarts(behind: $1) },
        keeping: { openings.canStand(at: $0, in: scalars) }
      )
    }
    texts.append((text, places))
  }

  /// The places in `text`: every beginning of a word where nobody has gone through it.
  subscript(text: CanonicalText) -> PlaceSet {
    for known in texts where known.text === text { return known.places }
    return PlaceSet(text.masks) { $0.wordStarts(behind: $1) }
  }
}
