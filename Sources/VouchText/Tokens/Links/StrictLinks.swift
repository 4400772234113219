import VouchCore

/// Finds every link of a text: those Markdown made, and those a network or a reader would see.
struct StrictLinks {
  /// The links, in order of appearance.
  private(set) var links: [Link] = []
  /// What their addresses say.
  private(set) var flags: [Flag] = []
  /// Where in the published text no token can begin.
  private(set) var covered: [FoundLink] = []

  /// Reads the links of `text`.
  init(_ text: ParsedText, masks: ScalarMasks, source: SourceText) {
    let published = text.published
    var shown: [Range<Int>] = []
    for link in text.links {
      let isOwnName = add(link, of: published, source: source)
      if let range = link.urlRange { shown.append(range) }
      if isOwnName || (link.urlRange == nil && Self.shows(link, in: published)) {
        shown.append(link.textRange)
      }
    }
    if shown.count > 1 { shown.sort { $0.lowerBound < $1.lowerBound } }
    let found = Self.textLinks(in: published.scalars, masks: masks).outside(shown)
    if found.isEmpty, links.isEmpty { return }
    covered = found + shown.map { FoundLink(range: $0, host: $0, hasScheme: true) }
    covered.sort { $0.range.lowerBound < $1.range.lowerBound }
    for link in found { add(Link(link, in: published), source: source, origins: published) }
    links.sort { ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0) }
  }

  // MARK: - Links of Markdown

  /// Adds `link`, and answers whether its text names the host it leads to.
  private mutating func add(
    _ link: MarkdownLink,
    of published: MappedText,
    source: SourceText
  ) -> Bool {
    let address = WebAddress(link.url.scalars)
    let made = Link(
      kind: .markdown,
      text: published.string(in: link.textRange),
      url: link.url.string,
      host: address.readableHost,
      span: link.url.isEmpty
        ? published.span(of: link.textRange) : link.url.span(of: 0..<link.url.count),
      range: link.urlRange ?? link.textRange
    )
    links.append(made)
    var kinds = LinkFacts(address).kinds
    let isOwnName = Self.shown(by: link, in: published).map { Self.leads(to: $0, address) }
    if isOwnName == false { kinds.append(.linkTextMismatch) }
    if WrittenForm(source).hasEntity(in: link.url, range: 0..<link.url.count) {
      kinds.append(.htmlEntity)
    }
    flags.add(kinds.map { Flag($0, text: made.url, at: made.span) })
    return isOwnName ?? false
  }

  /// True where the text of `link` is its own address, as in `<https://example.com>`.
  private static func shows(_ link: MarkdownLink, in published: MappedText) -> Bool {
    let text = published.scalars[link.textRange]
    return text.elementsEqual(link.url.scalars)
      || link.url.string.hasSuffix(published.string(in: link.textRange))
  }

  /// The address that the text of `link` shows to readers; nil where it shows none.
  private static func shown(by link: MarkdownLink, in published: MappedText) -> WebAddress? {
    let text = published.scalars[link.textRange]
    // Words are no address, however they are folded.
    if text.allSatisfy({ $0.isASCIIAlphanumeric || $0 == " " }) { return nil }
    let shown = Array(Canonicalizer.fold(text).unicodeScalars)
    guard let first = textLinks(in: shown, masks: ScalarMasks(shown)).first else { return nil }
    return WebAddress(Array(shown[first.range]), isBareDomain: !first.hasScheme)
  }

  /// True where `address` is what `shown` promises: its host or one below, its path or one below.
  private static func leads(to shown: WebAddress, _ address: WebAddress) -> Bool {
    let path = address.path.prefix(shown.path.count).map(Canonicalizer.fold)
    guard path == shown.path else { return false }
    let (shown, host) = (bare(shown.readableHost), bare(address.readableHost))
    return host == shown || host.hasSuffix("." + shown)
  }

  private static func bare(_ host: String) -> String {
    host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }

  // MARK: - Links in the text

  private mutating func add(_ link: Link, source: SourceText, origins: MappedText) {
    var link = link
    let isBare = link.kind == .bareDomain
    let address = WebAddress(Array(link.url.unicodeScalars), isBareDomain: isBare)
    link = Link(
      kind: link.kind,
      text: link.text,
      url: link.url,
      host: address.readableHost,
      span: link.span,
      range: link.range
    )
    links.append(link)
    var kinds = LinkFacts(address).kinds
    if isBare { kinds.append(.bareDomain) }
    if let range = link.range {
      let written = WrittenForm(source)
      if written.hasEntity(in: origins, range: range) { kinds.append(.htmlEntity) }
      if written.hasMarkup(in: origins, range: range) { kinds.append(.markupSplit) }
    }
    flags.add(kinds.map { Flag($0, text: link.url, at: link.span) })
  }

  /// Links as X finds them, and what only other networks or readers take for one.
  private static func textLinks(
    in scalars: [Unicode.Scalar],
    masks: ScalarMasks
  ) -> [FoundLink] {
    let found = TwitterLinks.links(in: scalars, masks: masks)
    // Two slashes stand behind it: the first of them in this block, or in the next.
    let colons = masks.places({ $0.marks & ($0.marks >> 1 | 1 << 63) }) {
      scalars[$0] == ":" && scalars.hasASCII("://", at: $0)
    }
    guard !colons.isEmpty else { return found }
    var others: [FoundLink] = []
    var (end, next) = (0, 0)
    for index in colons where index >= end {
      guard let wide = schemeLink(at: index, in: scalars) else { continue }
      end = wide.range.upperBound
      while next < found.count, found[next].range.lowerBound < wide.range.lowerBound { next += 1 }
      // X reads less than a browser only where there is something to hide.
      if next < found.count, found[next].range.lowerBound == wide.range.lowerBound,
        found[next].host == wide.host
      {
        continue
      }
      others.append(wide)
    }
    guard !others.isEmpty else { return found }
    return (found.outside(others.map(\.range)) + others)
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The address whose `://` stands at `colon`, as far as a browser would read it.
  private static func schemeLink(at colon: Int, in scalars: [Unicode.Scalar]) -> FoundLink? {
    var start = colon
    while start > 0, colon - start < 20, scalars[start - 1].isASCIILetter { start -= 1 }
    guard colon - start >= 2 else { return nil }
    if start > 0, scalars[start - 1].forbidsLink { return nil }
    var hostStart = colon + 3
    var hostEnd = hostStart
    var end = hostStart
    var isInHost = true
    while end < scalars.count, !scalars[end].endsAddress,
      isInHost || scalars[end].isASCII || scalars[end].isLetterOrMark
    {
      if isInHost, scalars[end].endsAuthority {
        // Known at once: rows of `a:///` would be read to their end for each of them.
        guard end > hostStart else { return nil }
        isInHost = false
        hostEnd = end
      }
      if isInHost, scalars[end] == "@" { hostStart = end + 1 }
      end += 1
    }
    let open = scalars[start..<end].contains("(")
    while end > hostStart, scalars[end - 1].isPunctuation, scalars[end - 1] != "/",
      scalars[end - 1] != "-", scalars[end - 1] != "_", scalars[end - 1] != "#",
      !(scalars[end - 1] == ")" && open)
    {
      // A bracket closes the number of a host.
      if scalars[end - 1] == "]", isInHost { break }
      end -= 1
    }
    if isInHost { hostEnd = end }
    guard hostEnd > hostStart else { return nil }
    if let port = scalars[hostStart..<min(hostEnd, end)].lastIndex(of: ":"),
      scalars[(port + 1)..<min(hostEnd, end)].allSatisfy(\.isASCIIDigit)
    {
      hostEnd = port
    }
    return FoundLink(range: start..<end, host: hostStart..<min(hostEnd, end), hasScheme: true)
  }
}

extension Unicode.Scalar {
  fileprivate var endsAuthority: Bool { self == "/" || self == "?" || self == "#" || self == "\\" }

  /// What no address continues behind.
  fileprivate var endsAddress: Bool {
    switch self {
    case "<", ">", "\"", "`", "\u{201C}", "\u{201D}", "\u{00AB}", "\u{00BB}", "{", "}", "|":
      return true
    default: return value < 0x20 || isTwitterSpace
    }
  }
}

extension [FoundLink] {
  /// Those that do not overlap any of `ranges`; both are in order.
  fileprivate func outside(_ ranges: [Range<Int>]) -> [FoundLink] {
    guard !ranges.isEmpty else { return self }
    var next = 0
    return filter { link in
      while next < ranges.count, ranges[next].upperBound <= link.range.lowerBound { next += 1 }
      return next == ranges.count || ranges[next].lowerBound >= link.range.upperBound
    }
  }
}
