import VouchCore

/// What is unexpected about the letters of words: look-alikes, and letters in fancy dress.
struct WordFlags {
  private let text: MappedText
  private let company: ScriptCompany
  private var flags: [Flag] = []

  /// The flags that the words of `text` raise that have any of the scalars at `places` in them:
  /// all that are not plain.
  static func flags(in text: MappedText, at places: [Int], company: ScriptCompany) -> [Flag] {
    var reader = WordFlags(text: text, company: company)
    reader.read(places)
    return reader.flags
  }

  private init(text: MappedText, company: ScriptCompany) {
    self.text = text
    self.company = company
  }

  private mutating func read(_ places: [Int]) {
    let scalars = text.scalars
    var (index, dressed) = (0, 0)
    for place in places where place >= index {
      let range = word(around: place)
      // What is invisible before a word belongs to none, and neither does what stands alone.
      index = range.contains(place) ? range.upperBound : range.lowerBound
      guard range.contains(place) else { continue }
      let word = scalars[range]
      if isHomoglyphic(word) { add(.homoglyph, range) }
      if isDressedUp(word) {
        add(.compatForm, range)
      } else if word.contains(where: {
        CompatibilityLetters.dress(of: $0) == .enclosed && !$0.isEmoji
      }) {
        dressed += 1
        // Single letters in circles: four of them begin to spell.
        if dressed == 4 { add(.compatForm, range) }
      }
    }
  }

  /// The word that the scalar at `place` is a part of, with what is invisible in and behind it; the
  /// next one where it stands before a word, and an empty range where there is none.
  private func word(around place: Int) -> Range<Int> {
    let scalars = text.scalars
    guard belongs(scalars[place]) else { return place..<place }
    var (start, end) = (place, place)
    while start > 0, belongs(scalars[start - 1]) { start -= 1 }
    while end < scalars.count, belongs(scalars[end]) { end += 1 }
    while start < end, !isWordPart(scalars[start]) { start += 1 }
    return start..<end
  }

  private func belongs(_ scalar: Unicode.Scalar) -> Bool {
    isWordPart(scalar) || Invisibles.isIgnorable(scalar)
  }

  private mutating func add(_ kind: Flag.Kind, _ range: Range<Int>) {
    flags.append(Flag(kind, text: text.string(in: range), at: text.span(of: range)))
  }

  private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isLetterOrMark || scalar.isDigit || CompatibilityLetters.dress(of: scalar) != nil
  }

  // MARK: - Fancy dress

  private func isDressedUp(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    var counts: [CompatibilityLetters.Dress: Int] = [:]
    var plain = 0
    for scalar in word {
      if let dress = CompatibilityLetters.dress(of: scalar) {
        counts[dress, default: 0] += 1
      } else if scalar.isASCIILetter {
        plain += 1
      }
    }
    if counts.isEmpty { return false }
    // East Asian text has wide letters for typography.
    if counts[.wide, default: 0] > 0, !company.hasEastAsian { return true }
    for dress in [CompatibilityLetters.Dress.mathematical, .enclosed]
    where counts[dress, default: 0] + min(plain, counts[dress, default: 0]) >= 2 {
      return true
    }
    return counts[.raised, default: 0] >= 3 || (counts[.roman, default: 0] > 0 && plain > 0)
  }

  // MARK: - Look-alikes

  private func isHomoglyphic(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    var hasLatin = false
    var imitations: [Unicode.Scalar] = []
    var phonetics = 0
    for scalar in word where scalar.isLetter {
      let script = Script(of: scalar)
      if script == .latin {
        hasLatin = true
        if Phonetics.isLookAlike(scalar) { phonetics += 1 }
      } else if script.imitatesLatin {
        imitations.append(scalar)
      }
    }
    if phonetics > 0, !isTranscription(word) { return true }
    guard !imitations.isEmpty else { return false }
    if hasLatin { return isMixture(word, imitations) }
    return imitations.count > 1 && company.hasLatin
      && !imitations.contains { company.genuine.contains(Script(of: $0)) }
      && LookAlikes.consistsOfLookAlikes(word)
  }

  /// True for a word of Latin and look-alike letters that nobody would type by themselves.
  private func isMixture(_ word: ArraySlice<Unicode.Scalar>, _ imitations: [Unicode.Scalar]) -> Bool
  {
    let twins = imitations.filter { LookAlikes.twin(of: $0) != nil }
    guard let first = twins.first else { return false }
    let letters = word.filter(\.isLetter)
    // Units and symbols of science: µm, σx, Tγ.
    if Script(of: first) == .greek {
      if letters.count < 3 || imitations.allSatisfy({ $0.value == 0xB5 || $0.value == 0x3BC }) {
        return false
      }
    }
    // Russian hangs its endings on Latin names; that is one change of script, in Russian text. A
    // single letter in front is no name.
    let name = letters.prefix { Script(of: $0) == .latin }
    let isSuffixed =
      name.count > 1 && letters.dropFirst(name.count).allSatisfy { Script(of: $0) != .latin }
    return !(isSuffixed && company.genuine.contains(Script(of: first)))
  }

  /// True for sounds between slashes or brackets.
  private func isTranscription(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    let scalars = text.scalars
    var start = word.startIndex
    while start > 0, word.startIndex - start < 40, !scalars[start - 1].isTwitterSpace { start -= 1 }
    return scalars[start] == "/" || scalars[start] == "["
  }
}
