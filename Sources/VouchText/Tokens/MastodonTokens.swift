/// Finds mentions, hashtags and links as Mastodon does.
///
/// Cashtags are plain text there, and so are addresses without a scheme.
struct MastodonTokens {
  private let scalars: [Unicode.Scalar]

  /// Everything in `scalars` that Mastodon would link.
  static func find(in scalars: [Unicode.Scalar]) -> FoundSpans {
    let scanner = MastodonTokens(scalars: scalars)
    var found = FoundSpans()
    if scalars.contains(":") {
      found.links = TwitterLinks.links(in: scalars).filter(\.hasScheme)
    }
    var resume = 0
    for index in scalars.indices where index >= resume {
      switch scalars[index] {
      case "@":
        if let mention = scanner.mention(at: index) {
          found.mentions.append(mention)
          resume = mention.range.upperBound
        }
      case "#", "\u{FF03}":
        if let hashtag = scanner.hashtag(at: index) { found.hashtags.append(hashtag) }
      default: break
      }
    }
    found.mentions.removeAll(in: found.links)
    found.hashtags.removeAll(in: found.links)
    return found
  }

  private func mention(at index: Int) -> FoundSpan? {
    if index > 0 {
      let before = scalars[index - 1]
      if before == "=" || before == "/" || before.isWordScalar { return nil }
    }
    guard let user = Self.user(in: scalars, from: index + 1) else { return nil }
    let end = Self.hostEnd(in: scalars, behind: user.upperBound) ?? user.upperBound
    return FoundSpan(range: index..<end, name: index + 1..<end)
  }

  /// A user name at `start`: letters, digits and `_`, with `.` and `-` inside.
  static func user(in scalars: [Unicode.Scalar], from start: Int) -> Range<Int>? {
    var end = start
    while end < scalars.count,
      scalars[end].isHandleScalar || (end > start && (scalars[end] == "." || scalars[end] == "-"))
    {
      end += 1
    }
    while end > start, !scalars[end - 1].isHandleScalar { end -= 1 }
    return end > start ? start..<end : nil
  }

  /// Behind the `@host` that stands at `at`; nil where none does.
  static func hostEnd(in scalars: [Unicode.Scalar], behind at: Int) -> Int? {
    guard at < scalars.count, scalars[at] == "@" else { return nil }
    var end = at + 1
    while end < scalars.count,
      scalars[end].isWordScalar || scalars[end] == "." || scalars[end] == "-"
    {
      end += 1
    }
    while end > at + 1, !scalars[end - 1].isWordScalar { end -= 1 }
    return end > at + 2 ? end : nil
  }

  private func hashtag(at index: Int) -> FoundSpan? {
    if index > 0 {
      let before = scalars[index - 1]
      if before == "=" || before == "/" || before == ")" || before.isLetterOrMark || before.isDigit
      {
        return nil
      }
    }
    var end = index + 1
    var hasLetter = false
    while end < scalars.count, scalars[end].isWordScalar || scalars[end].joinsMastodonTag {
      // A separator counts where something stands on both sides of it.
      hasLetter =
        hasLetter || (scalars[end].isWordScalar && !scalars[end].isDigit && scalars[end] != "_")
      end += 1
    }
    while end > index + 1, !scalars[end - 1].isWordScalar { end -= 1 }
    guard hasLetter, end > index + 1, scalars[index + 1].isWordScalar else { return nil }
    return FoundSpan(range: index..<end, name: index + 1..<end)
  }
}

extension Unicode.Scalar {
  /// What Ruby calls a word character.
  fileprivate var isWordScalar: Bool {
    isASCII ? isHandleScalar : (isLetterOrMark || isDigit || value == 0x203F || value == 0x2040)
  }

  fileprivate var joinsMastodonTag: Bool { value == 0xB7 || value == 0x30FB || value == 0x200C }
}
