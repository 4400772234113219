import VouchCore

/// One text of a draft read strictly: every token and link on every surface, and what is
/// unexpected about it.
struct StrictReading {
  private let source: SourceText
  private let text: ParsedText
  private let masks: ScalarMasks
  private let links: StrictLinks

  /// Prepares to read `text`, a part of `source`; `masks` are those of what it publishes.
  init(source: SourceText, text: ParsedText, masks: ScalarMasks) {
    self.source = source
    self.text = text
    self.masks = masks
    links = StrictLinks(text, masks: masks, source: source)
  }

  /// Everything that was found.
  func found() -> FoundTokens {
    let tokens = SurfaceTokens(
      text.published,
      masks: masks,
      on: .published,
      links: links.covered,
      skipping: shownAddresses
    )
    var found = FoundTokens(
      mentions: tokens.mentions,
      hashtags: tokens.hashtags,
      cashtags: tokens.cashtags,
      links: links.links,
      flags: links.flags,
      spacedLetters: SpacedLetters.runs(in: text.published.scalars, masks: masks)
    )
    addPublishedFlags(of: tokens, found.spacedLetters, to: &found.flags)
    for attached in text.attached { readAttached(attached, into: &found) }
    for hidden in text.unpublished { found.flags += Self.hidden(hidden) }
    addMarkupFlags(to: &found.flags)
    found.flags = found.flags.inOrder()
    return found
  }

  /// What is unexpected about words of the head that are published.
  static func flags(
    inFrontMatter text: MappedText,
    masks: ScalarMasks,
    of source: SourceText
  ) -> [Flag] {
    // Most titles have nothing that could be one.
    let mayHaveTokens = masks.anywhere.sigils | masks.anywhere.others != 0
    guard mayHaveTokens || text.origins.widest >= WrittenForm.shortestEntity else { return [] }
    let tokens = SurfaceTokens(text, masks: masks, on: .published)
    var flags = tokens.all.map { Flag(.frontMatter, text: $0.text, at: $0.span) }
    flags += TokenFlags(tokens, in: text, source: source).flags
    flags += CharacterFlags.flags(in: text, masks: masks, source: source)
    return flags.inOrder()
  }

  // MARK: - Surfaces

  private func addPublishedFlags(
    of tokens: SurfaceTokens,
    _ spaced: [SpacedLetters],
    to flags: inout [Flag]
  ) {
    let tokenFlags = TokenFlags(tokens, in: text.published, segments: text.segments, source: source)
    flags.add(tokenFlags.flags)
    flags.add(CharacterFlags.flags(in: text.published, masks: masks, source: source))
    flags.add(
      SpellingFlags.flags(in: text.published, masks: masks, spaced, links: links.covered)
    )
    if !text.links.isEmpty { flags.add(GluedLinks(text.published, links: text.links).flags()) }
    for range in DefangedAddresses.find(in: text.published.scalars, masks: masks) {
      let (address, span) = (text.published.string(in: range), text.published.span(of: range))
      flags.append(Flag(.defangedURL, text: address, at: span))
    }
    for region in text.regions {
      guard region.kind == .codeSpan || region.kind == .codeBlock else { continue }
      let kind: Flag.Kind = region.kind == .codeSpan ? .codeSpan : .codeBlock
      for token in tokens.all(in: region.range) {
        flags.append(Flag(kind, text: token.text, at: token.span))
      }
    }
  }

  /// Addresses that rendering put behind the text of a link: readers of the source see none there.
  private var shownAddresses: [Range<Int>] {
    if text.links.isEmpty { return [] }
    return text.links.compactMap { link in
      guard let range = link.urlRange else { return nil }
      let isSpaced = range.lowerBound > link.textRange.upperBound
      let start = isSpaced ? link.textRange.upperBound : range.lowerBound
      return start..<(link.gluedTextStart(in: text.published) ?? range.upperBound)
    }
    .sorted { $0.lowerBound < $1.lowerBound }
  }

  private func readAttached(_ attached: MappedText, into found: inout FoundTokens) {
    let masks = ScalarMasks(attached.scalars)
    let tokens = SurfaceTokens(attached, masks: masks, on: .attached)
    found.mentions.add(tokens.mentions)
    found.hashtags.add(tokens.hashtags)
    found.cashtags.add(tokens.cashtags)
    found.flags.add(tokens.all.map { Flag(.altText, text: $0.text, at: $0.span) })
    found.flags.add(TokenFlags(tokens, in: attached, source: source).flags)
    found.flags.add(CharacterFlags.flags(in: attached, masks: masks, source: source))
  }

  private static func hidden(_ text: MappedText) -> [Flag] {
    let tokens = SurfaceTokens(text, masks: ScalarMasks(text.scalars), on: .unpublished)
    return tokens.all.map { Flag(.hiddenContent, text: $0.text, at: $0.span) }
  }

  private func addMarkupFlags(to flags: inout [Flag]) {
    if text.comments.isEmpty, text.rawHTML.isEmpty { return }
    let comments = Set(text.comments)
    for span in text.comments {
      flags.append(Flag(.htmlComment, text: source.text(in: span), at: span))
    }
    for span in text.rawHTML where !comments.contains(span) {
      flags.append(Flag(.rawHTML, text: source.text(in: span), at: span))
    }
  }
}

/// The tokens of one surface, with the ranges their names have.
///
/// Handed on and looked at by many; an object, because it is copied more cheaply than eight lists.
final class SurfaceTokens: Sendable {
  /// What was found, in ranges of the text.
  let found: FoundSpans
  let mentions: [Token]
  let hashtags: [Token]
  let cashtags: [Token]
  /// Where a plain `@` or `#` stands.
  let sigils: [Int]

  /// Reads `text` strictly; `skipping` is what a reader of the source does not see there.
  ///
  /// No token is found in `links`; without any given, those that X finds.
  init(
    _ text: MappedText,
    masks: ScalarMasks,
    on surface: Surface,
    links: [FoundLink]? = nil,
    skipping: [Range<Int>] = []
  ) {
    let scalars = text.scalars
    sigils = masks.places({ $0.sigils }) { scalars[$0].isSigil }
    var hasDollar = false
    if masks.anywhere.sigils != 0 {
      masks.forEach({ block, _ in block.sigils }) {
        if scalars[$0] == "$" { hasDollar = true }
      }
    }
    var (hasOthers, isOdd) = (hasDollar, false)
    if masks.anywhere.others != 0 {
      masks.forEach({ block, _ in block.others }) {
        if scalars[$0].isSigilOfAnyForm { hasOthers = true }
        if !scalars[$0].isPlainlySeen { isOdd = true }
      }
    }
    guard hasOthers || !sigils.isEmpty else {
      (found, mentions, hashtags, cashtags) = (FoundSpans(), [], [], [])
      return
    }
    // Most addresses stand far from any name.
    let mayMatter = isOdd || EyeText.doNamesTouch(skipping, sigils: sigils, in: scalars)
    let skipping = mayMatter ? skipping : []
    let eye = EyeText(scalars, masks: masks, sigils: sigils, skipping: skipping)
    let links = links ?? TwitterLinks.links(in: scalars, masks: masks)
    let found = StrictTokens.find(in: eye, mayHaveCashtags: hasDollar, links: links)
    self.found = found
    mentions = Token.all(.mention, found.mentions, in: text, on: surface)
    hashtags = Token.all(.hashtag, found.hashtags, in: text, on: surface)
    cashtags = Token.all(.cashtag, found.cashtags, in: text, on: surface)
  }

  /// All tokens, by kind.
  var all: [Token] { mentions + hashtags + cashtags }

  /// The tokens that share a scalar with `range`.
  func all(in range: Range<Int>) -> [Token] {
    var all: [Token] = []
    for tokens in [mentions, hashtags, cashtags] where !tokens.isEmpty {
      // The lists are in order, so those before the range are passed over without a look.
      let start = tokens.partitioningIndex { $0.range.upperBound > range.lowerBound }
      all += tokens[start...].prefix { $0.range.lowerBound < range.upperBound }
    }
    return all
  }
}

extension Array {
  /// The first index whose element satisfies `belongs`, which holds for a tail of the array.
  func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension [Flag] {
  /// Sorted by place, then kind, each once.
  fileprivate func inOrder() -> [Flag] {
    guard count > 1 else { return self }
    // Texts are not compared: those of one kind and place are the same, and comparing strings
    // would normalise them.
    let sorted = sorted {
      ($0.span.start, $0.span.end, $0.kind.rawValue) < (
        $1.span.start, $1.span.end, $1.kind.rawValue
      )
    }
    var result: [Flag] = []
    for flag in sorted where result.last?.kind != flag.kind || result.last?.span != flag.span {
      result.append(flag)
    }
    return result
  }
}
