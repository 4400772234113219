/// Finds mentions, lists, hashtags and cashtags as X does (twitter-text 3).
struct TwitterTokens {
  private let scalars: [Unicode.Scalar]

  /// Everything in `scalars` that X would link.
  static func find(in scalars: [Unicode.Scalar]) -> FoundSpans {
    let scanner = TwitterTokens(scalars: scalars)
    var found = FoundSpans(links: TwitterLinks.links(in: scalars))
    for index in scalars.indices {
      switch scalars[index] {
      case "@", "\u{FF20}":
        if let mention = scanner.mention(at: index) { found.mentions.append(mention) }
      case "#", "\u{FF03}":
        if let hashtag = scanner.hashtag(at: index) { found.hashtags.append(hashtag) }
      case "$":
        if let cashtag = scanner.cashtag(at: index) { found.cashtags.append(cashtag) }
      default: break
      }
    }
    // A token may not lie in a link that begins before it.
    found.mentions.removeAll(in: found.links)
    found.hashtags.removeAll(in: found.links)
    found.cashtags.removeAll(in: found.links)
    return found
  }

  /// The mention or list whose sigil stands at `index`.
  func mention(at index: Int) -> FoundSpan? {
    guard canPrecedeMention(index) else { return nil }
    var end = index + 1
    while end < scalars.count, end - index <= 20, scalars[end].isHandleScalar { end += 1 }
    guard end > index + 1 else { return nil }
    let name = index + 1..<end
    if end + 1 < scalars.count, scalars[end] == "/", scalars[end + 1].isASCIILetter {
      let slash = end
      end += 2
      while end < scalars.count, end - slash <= 25,
        scalars[end].isHandleScalar || scalars[end] == "-"
      {
        end += 1
      }
      return isMentionEnd(end) ? FoundSpan(range: index..<end, name: index + 1..<end) : nil
    }
    return isMentionEnd(end) ? FoundSpan(range: index..<end, name: name) : nil
  }

  /// The person whom `scalars` answer to: a mention before everything else.
  static func reply(in scalars: [Unicode.Scalar]) -> FoundSpan? {
    guard let start = scalars.firstIndex(where: { !$0.isTwitterSpace && !$0.isDirectionalMark }),
      scalars[start] == "@" || scalars[start] == "\u{FF20}",
      let mention = TwitterTokens(scalars: scalars).mention(at: start)
    else { return nil }
    // A list is no person, but the name before it is.
    let end = scalars[mention.name].firstIndex(of: "/") ?? mention.range.upperBound
    return FoundSpan(range: start..<end, name: mention.name.lowerBound..<end)
  }

  private func canPrecedeMention(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    let before = scalars[index - 1]
    switch before {
    case "_", "!", "#", "$", "%", "&", "*", "@", "\u{FF20}": return false
    default: return !before.isASCIIAlphanumeric || isRetweet(endingAt: index)
    }
  }

  /// True where `RT` in any case stands right before `end`, as a word of its own.
  private func isRetweet(endingAt end: Int) -> Bool {
    guard end >= 2, scalars.hasASCII("rt", at: end - 2) else { return false }
    guard end > 2 else { return true }
    switch scalars[end - 3] {
    case "_", "+", "~", ".", "-": return false
    default: return !scalars[end - 3].isASCIIAlphanumeric
    }
  }

  private func isMentionEnd(_ end: Int) -> Bool {
    guard end < scalars.count else { return true }
    if scalars[end] == "@" || scalars[end] == "\u{FF20}" || scalars[end].isLatinAccent {
      return false
    }
    return !scalars.hasASCII("://", at: end)
  }

  /// The hashtag whose sigil stands at `index`.
  func hashtag(at index: Int) -> FoundSpan? {
    if index > 0 {
      let before = scalars[index - 1]
      let isSelector = before.value == 0xFE0E || before.value == 0xFE0F
      if before == "&" || (before.isHashtagScalar && !isSelector) { return nil }
    }
    guard let name = Self.hashtagName(in: scalars, from: index + 1) else { return nil }
    if name.upperBound < scalars.count {
      let next = scalars[name.upperBound]
      if next == "#" || next == "\u{FF03}" { return nil }
      if scalars.hasASCII("://", at: name.upperBound) { return nil }
    }
    return FoundSpan(range: index..<name.upperBound, name: name)
  }

  /// The name of a hashtag that begins at `start`: one letter or mark at least.
  static func hashtagName(in scalars: [Unicode.Scalar], from start: Int) -> Range<Int>? {
    guard start < scalars.count, scalars[start].value != 0xFE0F, scalars[start].value != 0x20E3
    else { return nil }
    var end = start
    var hasLetter = false
    while end < scalars.count, scalars[end].isHashtagScalar {
      hasLetter = hasLetter || scalars[end].isLetterOrMark
      end += 1
    }
    return hasLetter ? start..<end : nil
  }

  /// The cashtag whose sigil stands at `index`.
  func cashtag(at index: Int) -> FoundSpan? {
    if index > 0, !scalars[index - 1].isTwitterSpace, !scalars[index - 1].isDirectionalMark {
      return nil
    }
    var end = index + 1
    while end < scalars.count, end - index <= 6, scalars[end].isASCIILetter { end += 1 }
    guard end > index + 1 else { return nil }
    // The part behind a dot or underscore belongs to it only where it fits as a whole.
    if end < scalars.count, scalars[end] == "." || scalars[end] == "_" {
      var suffix = end + 1
      while suffix < scalars.count, suffix - end <= 2, scalars[suffix].isASCIILetter { suffix += 1 }
      if suffix > end + 1, isCashtagEnd(suffix) {
        return FoundSpan(range: index..<suffix, name: index + 1..<suffix)
      }
    }
    return isCashtagEnd(end) ? FoundSpan(range: index..<end, name: index + 1..<end) : nil
  }

  private func isCashtagEnd(_ end: Int) -> Bool {
    guard end < scalars.count else { return true }
    return scalars[end].isTwitterSpace || scalars[end].isTwitterPunctuation
  }
}

extension Unicode.Scalar {
  /// What a hashtag is made of: letters, marks and digits of any script, and what words need.
  var isHashtagScalar: Bool {
    if isASCII { return isHandleScalar }
    switch value {
    case 0x200C, 0x200D, 0xA67E, 0x05BE, 0x05F3, 0x05F4, 0xFF5E, 0x301C, 0x309B, 0x309C, 0x30A0,
      0x30FB, 0x3003, 0x0F0B, 0x0F0C, 0x00B7:
      return true
    default: return isLetterOrMark || isDigit
    }
  }
}

extension [FoundSpan] {
  /// Drops what lies in a link that begins before it; both lists are in order.
  mutating func removeAll(in links: [FoundLink]) {
    guard !isEmpty, !links.isEmpty else { return }
    var next = 0
    removeAll { span in
      while next < links.count, links[next].range.upperBound <= span.range.lowerBound { next += 1 }
      return next < links.count && links[next].range.lowerBound <= span.range.lowerBound
    }
  }
}
