import VouchCore

/// Builds published text line by line: prefixes, blank lines, regions and links.
///
/// Line breaks and prefixes are written when text follows, so a text never ends with an empty
/// line and blocks without text leave no trace.
struct PublishedWriter {
  private struct Prefix {
    var first: String
    var rest: String
    var origin: SourceSpan
    var isUsed = false
  }

  private struct OpenRegion {
    var kind: Region.Kind
    var start: Int?
  }

  private(set) var text = MappedText()
  private(set) var regions: [Region] = []
  private(set) var segments: [Segment] = []
  /// The regions as they begin, outer ones first.
  var regionsInOrder: [Region] {
    func begins(_ left: Region, before right: Region) -> Bool {
      (left.range.lowerBound, -left.range.upperBound)
        < (right.range.lowerBound, -right.range.upperBound)
    }
    // Where none lies within another, they end in this order too.
    let isInOrder = regions.indices.dropFirst().allSatisfy {
      begins(regions[$0 - 1], before: regions[$0])
    }
    return isInOrder ? regions : regions.sorted(by: begins)
  }
  /// Links of Markdown, in order.
  var links: [MarkdownLink] = []

  private var prefixes: [Prefix] = []
  private var open: [OpenRegion] = []
  private var unstarted = 0
  private var pending = 0
  private var breakOrigin: SourceSpan?
  private var blankDepth = 0
  private var segmentStart: Int?
  private var lineIsEmpty = true
  private var joinsSpace = false
  /// An address was written and nothing since that ends it for every network.
  private var isBehindAddress = false

  /// How many scalars were written.
  var count: Int { text.count }

  /// Makes room for about `count` scalars.
  mutating func reserveCapacity(_ count: Int) { text.reserveCapacity(count) }

  /// True where the current segment has no text yet.
  var segmentIsEmpty: Bool { segmentStart == nil }

  /// Asks for at least `lines` line ends before the next text.
  mutating func gap(_ lines: Int) {
    pending = max(pending, lines)
    blankDepth = min(blankDepth, prefixes.count)
  }

  /// Adds one line end, which stands for `origin`.
  mutating func newline(_ origin: SourceSpan? = nil) {
    pending += 1
    blankDepth = min(blankDepth, prefixes.count)
    breakOrigin = origin
  }

  /// Puts `first` before the next line and `rest` before those after it.
  mutating func push(first: String, rest: String, origin: SourceSpan) {
    prefixes.append(Prefix(first: first, rest: rest, origin: origin))
  }

  /// Ends the latest prefix.
  mutating func pop() {
    prefixes.removeLast()
    blankDepth = min(blankDepth, prefixes.count)
  }

  /// Writes the latest prefix if no text did: an item without text is still an item.
  mutating func writeUnusedPrefix(at origin: SourceSpan) {
    if let last = prefixes.last, !last.isUsed { beginText(at: origin) }
  }

  /// Writes one scalar; blanks at the start of a line are left out unless `verbatim`.
  ///
  /// Returns whether it was written.
  @discardableResult
  mutating func write(_ scalar: Unicode.Scalar, from origin: SourceSpan, verbatim: Bool = false)
    -> Bool
  {
    if pending > 0 || segmentStart == nil {
      if scalar == " ", !verbatim { return false }
      beginText(at: origin)
    } else if scalar == " ", !verbatim, lineIsEmpty || (joinsSpace && text.scalars.last == " ") {
      joinsSpace = false
      return false
    }
    joinsSpace = false
    lineIsEmpty = false
    if isBehindAddress { separate(scalar, from: origin) }
    startRegions()
    text.append(scalar, from: origin)
    return true
  }

  /// Writes a text and returns where it stands; nil where nothing of it was written.
  @discardableResult
  mutating func write(_ other: MappedText) -> Range<Int>? {
    var start: Int?
    var index = 0
    while index < other.count, start == nil || !isPlain {
      let isWritten = write(other.scalars[index], from: other.origins[index])
      if isWritten, start == nil { start = text.count - 1 }
      index += 1
    }
    // With nothing left to begin or to keep apart, the rest follows as it is.
    text.append(other, from: index)
    return start.map { $0..<text.count }
  }

  /// Makes everything ready for a text that begins with `scalar`; false where what it becomes
  /// depends on more of it, or on its `origin` and that is not known.
  mutating func begin(with scalar: Unicode.Scalar, from origin: SourceSpan?) -> Bool {
    if isPlain { return true }
    guard scalar != " " else { return false }
    if pending > 0 || segmentStart == nil {
      guard let origin else { return false }
      beginText(at: origin)
    } else if isBehindAddress {
      return false
    }
    joinsSpace = false
    lineIsEmpty = false
    startRegions()
    return true
  }

  /// Lets `add` write a text whose beginning was made ready.
  mutating func write(_ add: (inout MappedText) -> Void) { add(&text) }

  /// True where whatever is written next is written as it is.
  var isPlain: Bool {
    pending == 0 && segmentStart != nil && !lineIsEmpty && !joinsSpace && !isBehindAddress
      && unstarted == open.count
  }

  /// True where what was written before the scalar at `index` would change an address there, or
  /// keep it from being a link.
  func touchesWord(before index: Int) -> Bool {
    guard index > 0, let start = segmentStart, index > start else { return false }
    let last = text.scalars[index - 1]
    return !last.properties.isWhitespace && !last.opensQuotation
  }

  /// Makes room for an address.
  mutating func beginAddress(from origin: SourceSpan) {
    guard pending == 0, !lineIsEmpty, touchesWord(before: text.count) else { return }
    isBehindAddress = false
    write(" ", from: SourceSpan(origin.start, origin.start))
  }

  /// Says that an address ends here: what is glued to it in the source is no part of it.
  mutating func endAddress() { isBehindAddress = true }

  /// Writes a blank before `scalar` where a network would take it into the address before it.
  private mutating func separate(_ scalar: Unicode.Scalar, from origin: SourceSpan) {
    if scalar.properties.isWhitespace {
      isBehindAddress = false
    } else if !scalar.closesAddress {
      isBehindAddress = false
      text.append(" ", from: SourceSpan(origin.start, origin.start))
    }
  }

  /// Says that something without text was left out here: the spaces round it become one.
  mutating func leaveOut() { joinsSpace = true }

  /// Begins a region with the next text.
  mutating func openRegion(_ kind: Region.Kind) {
    open.append(OpenRegion(kind: kind, start: nil))
  }

  /// Ends the latest region; nil where nothing was written in it.
  @discardableResult
  mutating func closeRegion() -> Range<Int>? {
    guard let region = open.popLast() else { return nil }
    unstarted = min(unstarted, open.count)
    guard let start = region.start, start < text.count else { return nil }
    // A text with a heading or a list mostly has some more.
    if regions.isEmpty { regions.reserveCapacity(8) }
    regions.append(Region(region.kind, start..<text.count))
    return start..<text.count
  }

  /// Adds a region that does not nest with the others.
  mutating func addRegion(_ kind: Region.Kind, from start: Int) {
    if start < text.count { regions.append(Region(kind, start..<text.count)) }
  }

  /// Takes everything from `start` on back, with the regions in it.
  mutating func truncate(to start: Int) {
    text.truncate(to: start)
    isBehindAddress = false
    // Regions are added when they end, so those that reach beyond stand last.
    let kept = regions.lastIndex { $0.range.upperBound <= start }.map { $0 + 1 } ?? 0
    let reaching = regions[kept...].filter { $0.range.lowerBound < start }
    regions.removeSubrange(kept...)
    regions += reaching.map { Region($0.kind, $0.range.lowerBound..<start) }
  }

  /// Ends the segment; false where it has no text.
  mutating func endSegment(offset: TimeSpan?) -> Bool {
    trimLine()
    defer {
      segmentStart = nil
      pending = 0
      lineIsEmpty = true
    }
    guard let start = segmentStart else { return false }
    segments.append(Segment(range: start..<max(start, text.count), offset: offset))
    return true
  }

  private mutating func beginText(at origin: SourceSpan) {
    let place = SourceSpan(origin.start, origin.start)
    trimLine()
    if segmentStart == nil {
      if !text.isEmpty { text.append("\n\n", from: place) }
      segmentStart = text.count
    } else if pending > 0 {
      writeLineEnds(at: place)
    }
    for index in prefixes.indices { writePrefix(index) }
    pending = 0
    breakOrigin = nil
    blankDepth = prefixes.count
    lineIsEmpty = true
    isBehindAddress = false
  }

  /// Writes the line ends that are asked for, in front of a text at `place`.
  private mutating func writeLineEnds(at place: SourceSpan) {
    if breakOrigin == nil, blankDepth == 0 {
      return text.append("\n", count: pending, from: place)
    }
    text.append("\n" as Unicode.Scalar, from: breakOrigin ?? place)
    for _ in 1..<pending {
      if blankDepth > 0 { writeBlankLine() }
      text.append("\n" as Unicode.Scalar, from: place)
    }
  }

  /// Writes what of the prefixes stands on an empty line.
  private mutating func writeBlankLine() {
    for index in prefixes.indices.prefix(blankDepth) {
      guard prefixes[index].isUsed else { break }
      writePrefix(index)
    }
    trimLine()
  }

  private mutating func writePrefix(_ index: Int) {
    text.append(
      prefixes[index].isUsed ? prefixes[index].rest : prefixes[index].first,
      from: prefixes[index].origin
    )
    prefixes[index].isUsed = true
  }

  private mutating func startRegions() {
    while unstarted < open.count {
      open[unstarted].start = text.count
      unstarted += 1
    }
  }

  /// Takes blanks at the end of the text back; what ended in them ends before them.
  private mutating func trimLine() {
    var end = text.count
    while end > 0, text.scalars[end - 1] == " " || text.scalars[end - 1] == "\t" { end -= 1 }
    guard end < text.count else { return }
    text.truncate(to: end)
    for index in regions.indices.reversed() {
      let range = regions[index].range
      guard range.upperBound > end else { break }
      regions[index] = Region(regions[index].kind, range.clamped(to: 0..<end))
    }
    for index in links.indices.reversed() {
      let shown = links[index].textRange
      let url = links[index].urlRange
      guard max(shown.upperBound, url?.upperBound ?? 0) > end else { break }
      links[index].textRange = shown.clamped(to: 0..<end)
      links[index].urlRange = url?.clamped(to: 0..<end)
    }
  }
}

extension Unicode.Scalar {
  /// What may stand right behind an address: at its end, networks leave it out of the link.
  fileprivate var closesAddress: Bool {
    switch self {
    case ".", ",", ";", ":", "!", "?", ")", "\"", "'", "\u{2019}", "\u{201D}", "\u{BB}": true
    default: false
    }
  }

  /// What may stand right before an address.
  fileprivate var opensQuotation: Bool {
    switch self {
    case "(", "[", "{", "\"", "'", "\u{2018}", "\u{201C}", "\u{201E}", "\u{AB}": true
    default: false
    }
  }
}
