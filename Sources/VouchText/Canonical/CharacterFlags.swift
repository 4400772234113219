import VouchCore

/// What is unexpected about the characters of a text, whatever they spell.
struct CharacterFlags {
  private let text: MappedText
  private let written: WrittenForm
  private let company: ScriptCompany
  private var flags: [Flag] = []

  /// The flags that the characters of `text` raise.
  static func flags(in text: MappedText, masks: ScalarMasks, source: SourceText) -> [Flag] {
    let scalars = text.scalars
    let unusual =
      masks.anywhere.others == 0 ? [] : masks.places({ $0.others }) { !scalars[$0].isBullet }
    let wide = text.origins.indices(ofWidth: WrittenForm.shortestEntity)
    if unusual.isEmpty, wide.isEmpty { return [] }
    // Controls of ASCII stand in no word.
    let odd = unusual.filter { !scalars[$0].isASCII }
    var reader = CharacterFlags(
      text: text,
      written: WrittenForm(source),
      company: odd.isEmpty ? ScriptCompany() : ScriptCompany(of: scalars, masks: masks)
    )
    reader.addEntities(wide)
    if !unusual.isEmpty { reader.addCharacters(unusual) }
    if !odd.isEmpty {
      reader.flags += WordFlags.flags(in: text, at: odd, company: reader.company)
    }
    return reader.flags
  }

  private init(text: MappedText, written: WrittenForm, company: ScriptCompany) {
    self.text = text
    self.written = written
    self.company = company
  }

  /// Letters, digits, sigils and invisible characters as entities: nobody needs to write them so.
  private mutating func addEntities(_ places: [Int]) {
    var run: Range<Int>?
    for index in places where isEntity(index) {
      if let known = run, known.upperBound == index {
        run = known.lowerBound..<index + 1
      } else {
        if let run { add(.htmlEntity, run) }
        run = index..<index + 1
      }
    }
    if let run { add(.htmlEntity, run) }
  }

  private func isEntity(_ index: Int) -> Bool {
    guard written.isEntity(text.origins[index]) else { return false }
    let scalar = text.scalars[index]
    return scalar.isASCIIAlphanumeric || scalar.isSigil
      || (Invisibles.isIgnorable(scalar)
        && !Invisibles.isExpected(at: index, in: text.scalars, company: company))
  }

  private mutating func add(_ kind: Flag.Kind, _ range: Range<Int>) {
    flags.append(Flag(kind, text: text.string(in: range), at: text.span(of: range)))
  }

  /// Looks at what stands at `places`: all that is not plain.
  private mutating func addCharacters(_ places: [Int]) {
    let scalars = text.scalars
    var index = 0
    for place in places where place >= index {
      index = place
      let scalar = scalars[index]
      // What belongs to an emoji is expected there.
      if scalar.isEmoji, let end = Emoji.end(in: scalars, from: index), end > index + 1 {
        index = end
        continue
      }
      var end = index + 1
      if let kind = kind(at: index) {
        while end < scalars.count, self.kind(at: end) == kind { end += 1 }
        add(kind, index..<end)
      }
      index = end
    }
  }

  private func kind(at index: Int) -> Flag.Kind? {
    let scalar = text.scalars[index]
    if scalar.isInvisibleControl { return .invisibleChar }
    if scalar.isASCII { return nil }
    switch scalar.value {
    case 0xE0000...0xE007F: return .tagChars
    case 0x202A...0x202E, 0x2066...0x2069:
      return Invisibles.isExpected(at: index, in: text.scalars, company: company)
        ? nil : .bidiControl
    default: break
    }
    if Invisibles.isIgnorable(scalar) {
      return Invisibles.isExpected(at: index, in: text.scalars, company: company)
        ? nil : .invisibleChar
    }
    if scalar.isMark {
      return Marks.isExpected(at: index, in: text.scalars) ? nil : .combiningMark
    }
    return nil
  }
}
