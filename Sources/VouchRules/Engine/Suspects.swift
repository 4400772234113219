import VouchCore

/// Where in the canonical texts of a draft a word may begin that the policy names or a rule looks
/// for.
///
/// A text is gone through once for all of them, and each looks at the few places that are left.
struct Suspects: Sendable {
  private var texts: [(text: CanonicalText, places: PlaceSet)] = []
  /// Where texts stand in the list, from the first that are too many to be looked for one by one:
  /// every image of a draft brings its own.
  private var indices: [ObjectIdentifier: Int] = [:]

  /// So many texts are found without hashing.
  private static let few = 8

  /// Goes through `text` for places at which one of the words may stand that `openings` knows.
  mutating func add(_ text: CanonicalText, _ openings: WordOpenings) {
    let places = text.text.scalars.withUnsafeBufferPointer { scalars in
      PlaceSet(
        text.masks,
        where: { $0.wordStarts(behind: $1) },
        keeping: { openings.canStand(at: $0, in: scalars) }
      )
    }
    if texts.count >= Self.few { indices[ObjectIdentifier(text)] = texts.count }
    texts.append((text, places))
  }

  /// The places in `text`: every beginning of a word where nobody has gone through it.
  subscript(text: CanonicalText) -> PlaceSet {
    for known in texts.prefix(Self.few) where known.text === text { return known.places }
    if let index = indices[ObjectIdentifier(text)] { return texts[index].places }
    return PlaceSet(text.masks) { $0.wordStarts(behind: $1) }
  }
}
