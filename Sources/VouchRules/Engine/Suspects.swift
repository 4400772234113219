import VouchCore

/// Where in the canonical texts of a draft a word may begin that the policy names or a rule looks
/// for.
///
/// A text is gone through once for all of them, and each looks at the few places that are left, if
/// at all.
struct Suspects: Sendable {
  /// A text that was gone through.
  private struct Known: Sendable {
    let text: CanonicalText
    let places: PlaceSet
    /// Whether it may have one of the words that the policy names, and one that is new where it is
    /// joined.
    let mayName: Bool, mayNameMore: Bool
    /// The same of the words that tell.
    let mayTell: Bool, mayTellMore: Bool
  }

  private var texts: [Known] = []
  /// Where texts stand in the list, from the first that are too many to be looked for one by one:
  /// every image of a draft brings its own.
  private var indices: [ObjectIdentifier: Int] = [:]

  /// So many texts are found without hashing.
  private static let few = 8

  /// Goes through `text` for places at which one of `words` may stand.
  mutating func add(_ text: CanonicalText, _ words: SuspectWords) {
    if texts.isEmpty { texts.reserveCapacity(2) }
    if texts.count >= Self.few { indices[ObjectIdentifier(text)] = texts.count }
    let places = words.openings.places(in: text.text.scalars, text.masks)
    let (names, tells) = text.text.scalars.withUnsafeBufferPointer {
      words.look(at: places, of: $0)
    }
    let (namesMore, tellsMore) = Self.lookAtJoined(text, words)
    texts.append(
      Known(
        text: text,
        places: places,
        mayName: names || namesMore,
        mayNameMore: namesMore,
        mayTell: tells || tellsMore,
        mayTellMore: tellsMore
      )
    )
  }

  /// The places in `text`: every beginning of a word where nobody has gone through it.
  subscript(text: CanonicalText) -> PlaceSet {
    index(of: text).map { texts[$0].places } ?? PlaceSet(text.masks) { $0.wordStarts(behind: $1) }
  }

  /// False where `text` has none of the words that the policy names, however it is read.
  func mayName(_ text: CanonicalText) -> Bool { index(of: text).map { texts[$0].mayName } ?? true }

  /// False where `text` has none of the words that tell, however it is read.
  func mayTell(_ text: CanonicalText) -> Bool { index(of: text).map { texts[$0].mayTell } ?? true }

  /// False where the joined view of `text` has none of the words that the policy names, taken one by
  /// one, but where the plain text has them too.
  ///
  /// A row of several may be new all the same, of which only the others stood in the plain text.
  func mayNameMore(_ text: CanonicalText) -> Bool {
    index(of: text).map { texts[$0].mayNameMore } ?? true
  }

  /// The same of the words that tell.
  func mayTellMore(_ text: CanonicalText) -> Bool {
    index(of: text).map { texts[$0].mayTellMore } ?? true
  }

  private func index(of text: CanonicalText) -> Int? {
    for index in texts.indices.prefix(Self.few) where texts[index].text === text { return index }
    return indices.isEmpty ? nil : indices[ObjectIdentifier(text)]
  }

  /// Whether a word that is named, and one that tells, may be new in the joined view of `text`.
  private static func lookAtJoined(
    _ text: CanonicalText,
    _ words: SuspectWords
  ) -> (names: Bool, tells: Bool) {
    guard let joined = text.joined else { return (false, false) }
    return joined.newWords.map { words.look(in: $0) } ?? (true, true)
  }
}
