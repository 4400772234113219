import VouchCore

/// Finds links as X does (twitter-text 3, `extractUrlsWithIndices`).
struct TwitterLinks {
  private let scalars: [Unicode.Scalar]

  /// The longest URL that X takes for one.
  private static let longestURL = 4096
  /// The longest path that X's own shortener has.
  private static let longestSlug = 40

  /// The links in `scalars`, in order.
  static func links(in scalars: [Unicode.Scalar]) -> [FoundLink] {
    let scanner = TwitterLinks(scalars: scalars)
    return scanner.links(at: scalars.indices.filter(scanner.isInnerDot))
  }

  /// The same, with what is known of the scalars already.
  static func links(in scalars: [Unicode.Scalar], masks: ScalarMasks) -> [FoundLink] {
    let scanner = TwitterLinks(scalars: scalars)
    let marks = masks.places({ $0.marks & ~($0.blanks >> 1) }, where: scanner.isInnerDot)
    return scanner.links(at: marks)
  }

  /// True for a dot that something stands behind; most dots end a sentence.
  private func isInnerDot(_ index: Int) -> Bool {
    scalars[index] == "." && index + 1 < scalars.count && scalars[index + 1].isHostScalar
  }

  private func links(at dots: [Int]) -> [FoundLink] {
    var found: [FoundLink] = []
    var cursor = 0
    var index = 0
    for dot in dots where dot >= index {
      let run = hostRun(around: dot, from: cursor)
      if var domains = TwitterDomains(scalars, run: run) {
        while cursor < run.upperBound, let domain = domains.next(from: max(cursor, run.lowerBound))
        {
          // The next link needs a scalar of its own before it.
          cursor = take(domain, runStart: run.lowerBound, into: &found) + 1
        }
      }
      index = max(run.upperBound, cursor - 1)
    }
    return found
  }

  private func hostRun(around dot: Int, from limit: Int) -> Range<Int> {
    var (start, end) = (dot, dot + 1)
    while start > limit, scalars[start - 1].isHostScalar { start -= 1 }
    while end < scalars.count, scalars[end].isHostScalar { end += 1 }
    return start..<end
  }

  /// Adds the link or links that `domain` leads to, and answers where to look next.
  private func take(_ domain: Range<Int>, runStart: Int, into found: inout [FoundLink]) -> Int {
    let schemeStart = domain.lowerBound == runStart ? schemeStart(before: domain.lowerBound) : nil
    let pathStart = portEnd(from: domain.upperBound)
    let path = pathEnd(from: pathStart)
    let end = queryEnd(from: path)
    let start = schemeStart ?? domain.lowerBound
    guard isPossible(domain, urlLength: end - start) else { return end }
    if let schemeStart {
      let slug = slugEnd(of: schemeStart..<end, domain: domain)
      guard let linkEnd = slug.end else { return end }
      found.append(FoundLink(range: schemeStart..<linkEnd, host: domain, hasScheme: true))
      return slug.isShortened ? linkEnd : end
    }
    if domain.lowerBound > 0, scalars[domain.lowerBound - 1].forbidsBareDomain {
      return end
    }
    var parts = TwitterDomains.asciiParts(of: domain, in: scalars).map {
      FoundLink(range: $0, host: $0, hasScheme: false)
    }
    if let last = parts.indices.last, path > pathStart {
      parts[last].range = parts[last].range.lowerBound..<end
    }
    found += parts
    return end
  }

  private func isPossible(_ domain: Range<Int>, urlLength: Int) -> Bool {
    guard let length = HostName.asciiLength(of: scalars[domain]) else { return false }
    return urlLength - domain.count + length <= Self.longestURL
  }

  private func schemeStart(before domain: Int) -> Int? {
    let start: Int
    if scalars.hasASCII("://", at: domain - 3), scalars.hasASCII("https", at: domain - 8) {
      start = domain - 8
    } else if scalars.hasASCII("http://", at: domain - 7) {
      start = domain - 7
    } else {
      return nil
    }
    guard start > 0 else { return start }
    let before = scalars[start - 1]
    return before.forbidsLink || before.isASCIIAlphanumeric || before.isRefusedByX ? nil : start
  }

  /// Where a link of X's own shortener ends: such a link has one path element and a query, no more.
  private func slugEnd(of url: Range<Int>, domain: Range<Int>) -> (end: Int?, isShortened: Bool) {
    guard domain.count == 4, scalars.hasASCII("t.co", at: domain.lowerBound),
      domain.upperBound + 1 < url.upperBound, scalars[domain.upperBound] == "/",
      scalars[domain.upperBound + 1].isASCIIAlphanumeric
    else { return (url.upperBound, false) }
    var end = domain.upperBound + 1
    while end < url.upperBound, scalars[end].isASCIIAlphanumeric { end += 1 }
    guard end - domain.upperBound - 1 <= Self.longestSlug else { return (nil, true) }
    return (queryEnd(from: end), true)
  }

  private func portEnd(from index: Int) -> Int {
    guard index < scalars.count, scalars[index] == ":" else { return index }
    var end = index + 1
    while end < scalars.count, scalars[end].isASCIIDigit { end += 1 }
    return end > index + 1 ? end : index
  }

  private func pathEnd(from index: Int) -> Int {
    guard index < scalars.count, scalars[index] == "/" else { return index }
    var (best, end) = (index + 1, index + 1)
    while end < scalars.count {
      if scalars[end].isPathScalar {
        end += 1
        if scalars[end - 1].isPathEnd { best = end }
      } else if scalars[end] == "(", let close = parenthesesEnd(from: end) {
        end = close
        best = close
      } else {
        break
      }
    }
    return best
  }

  /// Behind a pair of parentheses with something in it, one more pair inside at most.
  private func parenthesesEnd(from open: Int) -> Int? {
    var (depth, end, hasInner, isEmpty) = (1, open + 1, false, true)
    while end < scalars.count {
      if scalars[end].isPathScalar {
        isEmpty = false
      } else if scalars[end] == "(", depth == 1, !hasInner {
        (depth, hasInner, isEmpty) = (2, true, true)
      } else if scalars[end] == ")", !isEmpty {
        depth -= 1
        if depth == 0 { return end + 1 }
      } else {
        return nil
      }
      end += 1
    }
    return nil
  }

  private func queryEnd(from index: Int) -> Int {
    guard index < scalars.count, scalars[index] == "?" else { return index }
    var (best, end) = (index, index + 1)
    while end < scalars.count, scalars[end].isQueryScalar {
      end += 1
      if scalars[end - 1].isQueryEnd { best = end }
    }
    return best
  }
}

extension Unicode.Scalar {
  /// Sigils: what stands behind one is a name.
  var forbidsLink: Bool {
    switch self {
    case "@", "\u{FF20}", "$", "#", "\u{FF03}": return true
    default: return false
    }
  }

  fileprivate var forbidsBareDomain: Bool {
    self == "-" || self == "_" || self == "." || self == "/"
  }

  fileprivate var isPathScalar: Bool {
    if isASCII {
      if isASCIIAlphanumeric { return true }
      switch self {
      case "!", "*", "'", ";", ":", "=", "+", ",", ".", "$", "/", "%", "#", "[", "]", "-", "_", "~",
        "@", "|", "&":
        return true
      default: return false
      }
    }
    return value == 0x2013 || (0x400...0x4FF).contains(value) || isLatinAccent
  }

  fileprivate var isPathEnd: Bool {
    if isASCII {
      if isASCIIAlphanumeric { return true }
      return self == "+" || self == "-" || self == "=" || self == "_" || self == "#" || self == "/"
    }
    return (0x400...0x4FF).contains(value) || isLatinAccent
  }

  fileprivate var isQueryScalar: Bool {
    if isASCIIAlphanumeric { return true }
    switch self {
    case "!", "?", "*", "'", "@", "(", ")", ";", ":", "&", "=", "+", "$", "/", "%", "#", "[", "]",
      "-", "_", ".", ",", "~", "|":
      return true
    default: return false
    }
  }

  fileprivate var isQueryEnd: Bool {
    if isASCIIAlphanumeric { return true }
    return self == "-" || self == "_" || self == "&" || self == "=" || self == "#" || self == "/"
  }
}
