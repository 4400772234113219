import VouchCore

/// What is unexpected about the tokens of a text, one by one and in their company.
struct TokenFlags {
  /// The flags.
  private(set) var flags: [Flag] = []
  private let text: MappedText
  private let written: WrittenForm
  private let segments: [Segment]
  /// Asked for a few tokens only.
  private lazy var hasEastAsian = text.scalars.contains {
    !$0.isPlainlySeen && Script(of: $0).isEastAsian
  }

  /// Looks at `tokens`, which stand in `text`; runs of tokens end with the segments they stand in.
  init(
    _ tokens: SurfaceTokens,
    in text: MappedText,
    segments: [Segment] = [],
    source: SourceText
  ) {
    self.text = text
    self.segments = segments
    written = WrittenForm(source)
    for (index, found) in tokens.found.mentions.enumerated() {
      if !isTyped(found) { addCommon(tokens.mentions[index], found) }
      addMention(tokens.mentions[index])
    }
    for (index, found) in tokens.found.hashtags.enumerated() where !isTyped(found) {
      addCommon(tokens.hashtags[index], found)
    }
    for token in tokens.cashtags {
      flags.append(Flag(.cashtag, text: token.text, at: token.span))
    }
    addMentionRuns(tokens.mentions)
    addTagRuns(tokens.hashtags)
    addSplitLines(tokens.sigils)
  }

  private mutating func add(_ kind: Flag.Kind, _ token: Token) {
    flags.append(Flag(kind, text: token.text, at: token.span))
  }

  // MARK: - One token

  private mutating func addCommon(_ token: Token, _ found: FoundSpan) {
    let range = token.range
    let sigil = found.range.lowerBound..<found.name.lowerBound
    if isVariant(sigil, of: token) { add(.sigilVariant, token) }
    if sigil.dropFirst().contains(where: {
      text.scalars[$0].isMark && text.scalars[$0].value != 0x20E3
    }) {
      add(.combiningMark, token)
    }
    if written.hasEntity(in: text, range: range) { add(.htmlEntity, token) }
    if sigil.contains(where: { written.isEscape(text.origins[$0]) }) {
      add(.backslashEscape, token)
    }
    if written.hasMarkup(in: text, range: range) { add(.markupSplit, token) }
    let plain = range.allSatisfy { text.scalars[$0].isASCII }
    if !plain { addForms(token, found) }
  }

  /// True for what nearly all tokens are: one sigil and a name, typed in ASCII in one row.
  private func isTyped(_ found: FoundSpan) -> Bool {
    found.name.lowerBound == found.range.lowerBound + 1
      && text.origins.commonWidth(in: found.range) == 1
      && found.range.allSatisfy { text.scalars[$0].isASCII }
  }

  /// True for sigils that are not one plain `@` or `#`.
  private mutating func isVariant(_ sigil: Range<Int>, of token: Token) -> Bool {
    if sigil.count == 1, text.scalars[sigil.lowerBound].isASCII { return false }
    // An address that rendering put behind a linked sigil stands in this range too.
    let seen = sigil.map { text.scalars[$0] }.filter { !Invisibles.isIgnorable($0) }
      .prefix { $0.isMark || $0.isSigilOfAnyForm }
    if seen.contains("\u{20E3}") || seen.count(where: { !$0.isMark }) > 1 { return true }
    guard let first = seen.first, !first.isASCII else { return false }
    // Chinese and Japanese keyboards write the wide sign by themselves.
    if first == "\u{FF03}" { return !hasEastAsian }
    return true
  }

  private mutating func addForms(_ token: Token, _ found: FoundSpan) {
    let name = text.scalars[found.name]
    if token.kind == .mention, name.contains(where: { $0.isMark }) { add(.combiningMark, token) }
    if name.contains(where: CompatibilityLetters.isPlain) {
      let isEastAsian = token.kind == .hashtag && hasEastAsian
      if !isEastAsian { add(.compatForm, token) }
    }
    if token.kind == .mention || name.contains(where: { Script(of: $0) == .latin }) {
      let disguised = name.contains { scalar in
        Phonetics.isLookAlike(scalar)
          || (Script(of: scalar).imitatesLatin && LookAlikes.twin(of: scalar) != nil)
      }
      if disguised, token.canonical.unicodeScalars.contains(where: \.isASCIILetter) {
        add(.homoglyph, token)
      }
    }
  }

  private mutating func addMention(_ token: Token) {
    var name = token.canonical
    let (isRemote, hasPoint) = name.withUTF8 { name in
      (name.contains(UInt8(ascii: "@")), name.contains(UInt8(ascii: ".")))
    }
    if isRemote { add(.remoteMention, token) }
    if hasPoint, looksLikeSplitAddress(token) { add(.emailLookalike, token) }
  }

  /// True where the word before a mention would make an e-mail address of it.
  private func looksLikeSplitAddress(_ token: Token) -> Bool {
    let scalars = text.scalars
    let labels = token.canonical.split(separator: ".")
    guard labels.count == 2, let top = labels.last,
      TopLevelDomains.contains(Array(top.unicodeScalars)[...])
    else { return false }
    var index = token.range.lowerBound
    var isGlued = true
    while index > 0, Invisibles.isIgnorable(scalars[index - 1]) { index -= 1 }
    if index > 0, scalars[index - 1] == " " {
      isGlued = false
      index -= 1
    }
    let end = index
    while index > 0,
      scalars[index - 1].isHandleScalar || scalars[index - 1] == "."
        || scalars[index - 1] == "-" || scalars[index - 1] == "+"
    {
      index -= 1
    }
    guard end > index else { return false }
    if isGlued { return true }
    let word = scalars.string(index..<end)
    return word == word.lowercased() && !Self.wordsBeforeMentions.contains(word)
  }

  /// What people write before a mention; anything else in small letters reads like a name.
  private static let wordsBeforeMentions: Set<String> = [
    "a", "about", "also", "and", "as", "ask", "at", "but", "by", "cc", "check", "credit", "dear",
    "de", "en", "et", "featuring", "follow", "following", "for", "friend", "friends", "from", "ft",
    "hello", "hey", "hi", "in", "is", "join", "like", "love", "meet", "mention", "mit", "my", "of",
    "on", "or", "our", "para", "per", "ping", "pour", "read", "rt", "says", "see", "shoutout", "so",
    "tag", "team", "than", "thank", "thanks", "the", "then", "to", "try", "und", "us", "using",
    "via",
    "visit", "von", "vs", "was", "welcome", "when", "where", "with", "y", "your",
  ]

  // MARK: - Tokens in company

  private mutating func addMentionRuns(_ mentions: [Token]) {
    var start = 0
    while start < mentions.count {
      var end = start + 1
      while end < mentions.count, !hasProse(between: mentions[end - 1], and: mentions[end]) {
        end += 1
      }
      if end - start >= 3 {
        let range = mentions[start].range.lowerBound..<mentions[end - 1].range.upperBound
        flags.append(Flag(.mentionRun, text: text.string(in: range), at: text.span(of: range)))
      }
      start = end
    }
  }

  private func hasProse(between first: Token, and second: Token) -> Bool {
    let gap = first.range.upperBound..<max(first.range.upperBound, second.range.lowerBound)
    return gap.contains { text.scalars[$0].isLetter } || segment(of: first) != segment(of: second)
  }

  private func segment(of token: Token) -> Int {
    segments.partitioningIndex { $0.range.upperBound > token.range.lowerBound }
  }

  private mutating func addTagRuns(_ tags: [Token]) {
    guard !tags.isEmpty else { return }
    var seen: Set<String> = []
    var (segment, first) = (-1, 0)
    for index in tags.indices {
      let range = tags[index].range
      let isGlued = index > 0 && tags[index - 1].range.upperBound == range.lowerBound
      let isDoubled =
        range.prefix { !text.scalars[$0].isLetterOrMark && !text.scalars[$0].isDigit }
        .count { ["#", "\u{FF03}", "\u{FE5F}"].contains(text.scalars[$0]) } > 1
      if self.segment(of: tags[index]) != segment {
        segment = self.segment(of: tags[index])
        first = index
        seen = []
      }
      // Comparing a few is quicker than hashing them.
      let isRepeated =
        tags.count > 8
        ? !seen.insert(tags[index].canonical).inserted
        : (first..<index).contains { tags[$0].canonical == tags[index].canonical }
      if isGlued || isDoubled || isRepeated { add(.tagRun, tags[index]) }
    }
  }

  /// Sigils at the end of a line, with a name on the next.
  private mutating func addSplitLines(_ sigils: [Int]) {
    let scalars = text.scalars
    for index in sigils where index + 2 < scalars.count {
      guard index == 0 || scalars[index - 1].isTwitterSpace else { continue }
      var next = index + 1
      while next < scalars.count, Invisibles.isIgnorable(scalars[next]) { next += 1 }
      guard next + 1 < scalars.count,
        scalars[next].isTwitterSpace, scalars[next + 1].isHandleScalar,
        scalars[next].isNewline || written.isLineEnd(text.origins[next])
      else { continue }
      flags.append(
        Flag(
          .linebreakSplit,
          text: text.string(in: index..<next + 2),
          at: text.span(of: index..<next + 2)
        )
      )
    }
  }
}
