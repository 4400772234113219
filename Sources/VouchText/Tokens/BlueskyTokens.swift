/// Finds mentions, hashtags, cashtags and links as Bluesky's own client does (`detectFacets`).
struct BlueskyTokens {
  private let scalars: [Unicode.Scalar]

  /// The longest hashtag, in UTF-16 units as JavaScript counts.
  private static let longestTag = 64

  /// Everything in `scalars` that Bluesky would link.
  static func find(in scalars: [Unicode.Scalar]) -> FoundSpans {
    let scanner = BlueskyTokens(scalars: scalars)
    var found = FoundSpans()
    for index in scalars.indices {
      let isStart = index == 0 || scalars[index - 1].isScriptSpace
      guard isStart || scalars[index - 1] == "(" else { continue }
      switch scalars[index] {
      case "@":
        if let mention = scanner.mention(at: index) { found.mentions.append(mention) }
      case "#" where isStart, "\u{FF03}" where isStart:
        if let hashtag = scanner.hashtag(at: index) { found.hashtags.append(hashtag) }
      case "$":
        if let cashtag = scanner.cashtag(at: index) { found.cashtags.append(cashtag) }
      default:
        // A link takes everything up to the next space, other links included.
        if (found.links.last?.range.upperBound ?? 0) <= index, let link = scanner.link(at: index) {
          found.links.append(link)
        }
      }
    }
    return found
  }

  private func mention(at index: Int) -> FoundSpan? {
    guard let name = Self.handle(in: scalars, from: index + 1) else { return nil }
    return FoundSpan(range: index..<name.upperBound, name: name)
  }

  /// The domain name at `start` that can be a handle; nil where there is none.
  static func handle(in scalars: [Unicode.Scalar], from start: Int) -> Range<Int>? {
    var end = start
    while end < scalars.count,
      scalars[end].isASCIIAlphanumeric || scalars[end] == "." || scalars[end] == "-"
    {
      end += 1
    }
    let isBroken = end < scalars.count && scalars[end] == "_"
    while end > start, !scalars[end - 1].isASCIIAlphanumeric { end -= 1 }
    guard end > start, !(isBroken && end < scalars.count && scalars[end] == "_") else { return nil }
    return isDomain(scalars[start..<end], orTest: true) ? start..<end : nil
  }

  private static func isDomain(_ name: ArraySlice<Unicode.Scalar>, orTest: Bool) -> Bool {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return false }
    let top = name[(dot + 1)...]
    return TopLevelDomains.contains(top) || (orTest && top.elementsEqual("test".unicodeScalars))
  }

  private func hashtag(at index: Int) -> FoundSpan? {
    guard index + 1 < scalars.count, scalars[index + 1].value != 0xFE0F else { return nil }
    var end = index + 1
    var hasContent = false
    while end < scalars.count, !scalars[end].isScriptSpace, !scalars[end].endsBlueskyTag {
      let scalar = scalars[end]
      hasContent = hasContent || !(scalar.isDigit || scalar.isPunctuation)
      end += 1
    }
    guard hasContent else { return nil }
    while end > index + 1, scalars[end - 1].isPunctuation { end -= 1 }
    let length = scalars[(index + 1)..<end].reduce(0) { $0 + ($1.value > 0xFFFF ? 2 : 1) }
    guard length > 0, length <= Self.longestTag else { return nil }
    return FoundSpan(range: index..<end, name: index + 1..<end)
  }

  private func cashtag(at index: Int) -> FoundSpan? {
    var end = index + 1
    guard end < scalars.count, scalars[end].isASCIILetter else { return nil }
    while end < scalars.count, end - index <= 5, scalars[end].isASCIIAlphanumeric { end += 1 }
    if end < scalars.count, !scalars[end].isScriptSpace {
      switch scalars[end] {
      case ".", ",", ";", ":", "!", "?", ")", "\"", "'", "\u{2019}": break
      default: return nil
      }
    }
    return FoundSpan(range: index..<end, name: index + 1..<end)
  }

  private func link(at index: Int) -> FoundLink? {
    let schemeLength =
      scalars.hasASCII("https://", at: index) ? 8 : (scalars.hasASCII("http://", at: index) ? 7 : 0)
    var end = index + schemeLength
    if schemeLength == 0 {
      guard scalars[index].isASCIILetter else { return nil }
      end = domainEnd(from: index)
      guard Self.isDomain(scalars[index..<end], orTest: false) else { return nil }
    } else if end == scalars.count || scalars[end].isScriptSpace {
      return nil
    }
    while end < scalars.count, !scalars[end].isScriptSpace { end += 1 }
    switch scalars[end - 1] {
    case ".", ",", ";", ":", "!", "?": end -= 1
    default: break
    }
    if scalars[end - 1] == ")", !scalars[index..<end].contains("(") { end -= 1 }
    let host = index + schemeLength..<hostEnd(from: index + schemeLength, limit: end)
    return FoundLink(range: index..<end, host: host, hasScheme: schemeLength > 0)
  }

  /// Behind `[a-z][a-z0-9]*(\.[a-z0-9]+)+`, or behind as much of it as there is.
  private func domainEnd(from start: Int) -> Int {
    var end = start
    while end < scalars.count {
      if scalars[end].isASCIIAlphanumeric {
        end += 1
      } else if scalars[end] == ".", end + 1 < scalars.count, scalars[end + 1].isASCIIAlphanumeric {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  private func hostEnd(from start: Int, limit: Int) -> Int {
    var end = start
    while end < limit, !scalars[end].endsHost { end += 1 }
    return end
  }
}

extension Unicode.Scalar {
  fileprivate var endsHost: Bool { self == "/" || self == "?" || self == "#" || self == ":" }

  fileprivate var endsBlueskyTag: Bool {
    switch value {
    case 0xAD, 0x2060, 0x200A, 0x200B, 0x200C, 0x200D, 0x20E2: return true
    default: return false
    }
  }
}
