import VouchCore

/// Where in the canonical texts of a draft a word may begin that the policy names or a rule looks
/// for.
///
/// A text is gone through once for all of them, and each looks at the few places that are left, if
/// at all.
struct Suspects: Sendable {
  /// What is looked for.
  struct Words: Sendable {
    /// What any of the words begins with.
    let openings: WordOpenings
    /// What those begin with that the policy names.
    let named: WordOpenings
    /// Those by which rules tell what they look for.
    let telling: WordBits

    /// Words that a policy names, and words that tell.
    init(named: [[Unicode.Scalar]], telling: [[Unicode.Scalar]]) {
      openings = WordOpenings(named + telling)
      self.named = WordOpenings(named)
      self.telling = telling.reduce(into: WordBits()) { $0.insert(WordSequence.key($1)) }
    }
  }

  /// A text that was gone through.
  private struct Known: Sendable {
    let text: CanonicalText
    let places: PlaceSet
    let mayName: Bool
    let mayTell: Bool
    let mayJoin: Bool
  }

  private var texts: [Known] = []
  /// Where texts stand in the list, from the first that are too many to be looked for one by one:
  /// every image of a draft brings its own.
  private var indices: [ObjectIdentifier: Int] = [:]

  /// So many texts are found without hashing.
  private static let few = 8

  /// Goes through `text` for places at which one of `words` may stand.
  mutating func add(_ text: CanonicalText, _ words: Words) {
    if texts.isEmpty { texts.reserveCapacity(2) }
    if texts.count >= Self.few { indices[ObjectIdentifier(text)] = texts.count }
    let places = words.openings.places(in: text.text.scalars, text.masks)
    let mayJoin = Self.mayJoin(text, words.openings)
    let (mayName, mayTell) = text.text.scalars.withUnsafeBufferPointer { scalars in
      (
        words.named.canStand(at: places, of: scalars),
        words.telling.mayContain(at: places, of: scalars)
      )
    }
    texts.append(
      Known(
        text: text,
        places: places,
        mayName: mayName || mayJoin,
        mayTell: mayTell || mayJoin,
        mayJoin: mayJoin
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

  /// False where the joined view of `text` has none of the words, taken one by one, but where the
  /// plain text has them too.
  ///
  /// A row of several may be new all the same, of which only the others stood in the plain text.
  func mayJoin(_ text: CanonicalText) -> Bool { index(of: text).map { texts[$0].mayJoin } ?? true }

  private func index(of text: CanonicalText) -> Int? {
    for index in texts.indices.prefix(Self.few) where texts[index].text === text { return index }
    return indices.isEmpty ? nil : indices[ObjectIdentifier(text)]
  }

  private static func mayJoin(_ text: CanonicalText, _ openings: WordOpenings) -> Bool {
    guard let joined = text.joined else { return false }
    guard let words = joined.newWords else { return true }
    return words.withUnsafeBufferPointer { openings.canStand(anywhereIn: words.indices, of: $0) }
  }
}
