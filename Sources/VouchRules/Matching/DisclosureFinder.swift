import VouchCore

/// Finds words of disclosure and tells whether readers meet them in time.
///
/// Required text is matched as written: ASCII letters in either case, whole words, in published
/// text outside links. What only looks like one is a spoof.
struct DisclosureFinder: Sendable {
  /// How a text discloses.
  enum Answer: Int, Equatable {
    case missing, piled, late, behind, open
  }

  /// What looks like a word of disclosure and is none.
  struct Spoof: Equatable {
    let text: String
    let span: SourceSpan
  }

  private let words: [[Unicode.Scalar]]
  /// The same, byte for byte.
  private let spellings: [[UInt8]]
  private let openings: WordOpenings

  /// A finder of `words`.
  init(words: [String]) {
    // The longest first, so that `affiliate link` is not taken for `affiliate`.
    self.words = words.map { Array($0.lowercased().unicodeScalars) }.filter { !$0.isEmpty }
      .sorted { $0.count > $1.count }
    spellings = words.map { Array($0.lowercased().utf8) }
    openings = WordOpenings(self.words)
  }

  /// True where `text` is one of the words, as typed.
  func isWord(_ text: some StringProtocol) -> Bool {
    words.contains(Array(text.lowercased().unicodeScalars))
  }

  /// True where a word of disclosure stands anywhere but in `tags`.
  func discloses(in reading: Reading, besides tags: [Token]) -> Bool {
    let hidden = marks(tags.map(\.range), upTo: reading.published.count)
    return hits(in: reading.published.scalars).contains { !hidden[$0.lowerBound] }
  }

  private func isSpelled(_ text: String.UTF8View) -> Bool {
    let count = text.count
    return spellings.contains { $0.count == count && text.elementsEqual($0) }
  }

  /// How `reading` discloses for the link at `link`; for the text as a whole where that is nil.
  ///
  /// Where the `source` is given, words that are struck out there do not count.
  func answer(
    in reading: Reading,
    before link: Range<Int>?,
    source: SourceText? = nil
  ) -> Answer {
    let text = reading.published.scalars
    let links = marks(reading.links.compactMap(\.range), upTo: text.count)
    let piles = marks(tagPiles(in: reading), upTo: text.count)
    let segments = reading.segments.map(\.range)
    let first = segments.first ?? 0..<text.count
    let home = link.flatMap { link in segments.first { $0.contains(link.lowerBound) } } ?? first

    var best = Answer.missing
    for hit in hits(in: text) where !links[hit.lowerBound] {
      let answer: Answer
      let isStruck = source?.strikesOut(reading.published.span(of: hit)) ?? false
      if isStruck || isNegated(hit, in: text) {
        answer = .missing
      } else if piles[hit.lowerBound] {
        answer = .piled
      } else if let link {
        let isBefore =
          hit.upperBound <= link.lowerBound
          && (home.contains(hit.lowerBound) || first.contains(hit.lowerBound))
        answer = isBefore || isBeside(hit, link, in: text) ? .open : .behind
      } else {
        let reach = max(140, first.count / 2)
        answer =
          hit.lowerBound < first.lowerBound + reach && first.contains(hit.lowerBound)
          ? .open : .late
      }
      if answer.rawValue > best.rawValue { best = answer }
      if best == .open { break }
    }
    return best
  }

  /// Look-alikes of words of disclosure in tags, and tags of disclosure that nobody sees.
  func spoofs(in reading: Reading) -> [Spoof] {
    if reading.hashtags.isEmpty, reading.unpublished.isEmpty, reading.attached.isEmpty { return [] }
    let named = reading.hashtags.filter { tag in
      tag.surface == .published && isSpelled(tag.canonical.utf8)
    }
    let literal = named.isEmpty ? [] : Set(hits(in: reading.published.scalars).map(\.lowerBound))
    let tags = named.filter { tag in !tag.range.contains { literal.contains($0) } }
      .map { Spoof(text: $0.text, span: $0.span) }
    if reading.unpublished.isEmpty, reading.attached.isEmpty { return tags }
    let hidden = (reading.unpublished + reading.attached).flatMap { text in
      hits(in: text.scalars)
        .filter { $0.lowerBound > 0 && text.scalars[$0.lowerBound - 1] == "#" }
        .map { range in
          let tag = range.lowerBound - 1..<range.upperBound
          return Spoof(text: text.string(in: tag), span: text.span(of: tag))
        }
    }
    return tags + hidden
  }

  /// Where words of disclosure stand as whole words, in order.
  private func hits(in text: [Unicode.Scalar]) -> [Range<Int>] {
    var hits: [Range<Int>] = []
    var index = 0
    while index < text.count {
      guard openings.canStand(at: index, in: text), canStart(at: index, in: text),
        let end = end(ofWordAt: index, in: text)
      else {
        index += 1
        continue
      }
      hits.append(index..<end)
      index = end
    }
    return hits
  }

  private func end(ofWordAt start: Int, in text: [Unicode.Scalar]) -> Int? {
    for word in words where start + word.count <= text.count {
      let end = start + word.count
      if text[start..<end].elementsEqual(word, by: { $0.asciiLowercased == $1 }),
        canEnd(at: end, in: text), word != Self.ad || isAd(start..<end, in: text)
      {
        return end
      }
    }
    return nil
  }

  private func canStart(at index: Int, in text: [Unicode.Scalar]) -> Bool {
    guard index > 0 else { return true }
    return !isGlue(text[index - 1])
  }

  private func canEnd(at index: Int, in text: [Unicode.Scalar]) -> Bool {
    guard index < text.count else { return true }
    if text[index] == ".", index + 1 < text.count, text[index + 1].isWordPart { return false }
    return !isGlue(text[index])
  }

  /// What makes a longer word, a handle or an address of `ad`: `ad-free`, `@ad`, `/ad`, `ad’s`, and
  /// anything that nobody sees.
  private func isGlue(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", "_", "@", "/", "$", "'", "\u{2019}", "=", "\\": true
    default:
      !scalar.isASCII && (scalar.isWordPart || scalar.properties.isDefaultIgnorableCodePoint)
        || scalar.isASCIIAlphanumeric
    }
  }

  private static let ad: [Unicode.Scalar] = ["a", "d"]

  /// True where the two letters mean an advertisement, as in `#ad`, `Ad: …`, `(ad)`, `AD We earn …`
  /// and `this is an ad`, and nothing else, as in `ad hoc` and `1900 AD`.
  private func isAd(_ hit: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    if hit.lowerBound > 0, text[hit.lowerBound - 1] == "#" { return true }
    let lead = text[max(0, hit.lowerBound - 20)..<hit.lowerBound]
    let trail = text[hit.upperBound..<min(text.count, hit.upperBound + 20)]
    let before = lead.last { $0 == "\n" || !$0.isSpace }
    let after = trail.first { $0 == "\n" || !$0.isSpace }
    let next = WordSequence(trail.map(\.asciiLowercased)).words.first?.key
    if after?.isWordPart ?? false, next.map(Self.companions.contains) ?? false { return false }
    if !(before?.isWordPart ?? false) {
      let isCapital = text[hit].allSatisfy { $0.value < 0x60 }
      return !(after?.isWordPart ?? false) || (isCapital && !(after?.isASCIIDigit ?? false))
    }
    let last = WordSequence(lead.map(\.asciiLowercased)).words.last
    return last.map { Self.articles.contains($0.key) } ?? false
  }

  /// Words that make something else of an `ad` before them.
  private static let companions = keys([
    "hoc", "hominem", "infinitum", "nauseam", "lib", "libitum", "astra", "agency", "agencies",
    "blocker", "campaign",
  ])
  /// Words behind which `ad` means an advertisement.
  private static let articles = keys(["an", "paid", "affiliate", "partner", "is"])

  private static func keys(_ words: [String]) -> Set<UInt64> {
    Set(words.map { WordSequence.key($0.unicodeScalars) })
  }

  private static let denials: Set<UInt64> = Set(
    ["not", "no", "never", "isnt", "arent", "wasnt", "without", "non", "neither", "nor"].map {
      WordSequence.key($0.unicodeScalars)
    }
  )

  /// True for `not an ad` and `this is never sponsored`.
  private func isNegated(_ hit: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    let start = max(0, hit.lowerBound - 40)
    let before = WordSequence(text[start..<hit.lowerBound].map(\.asciiLowercased)).words.suffix(3)
    guard let last = before.lastIndex(where: { Self.denials.contains($0.key) }) else {
      return false
    }
    return !before[(last + 1)...].contains { $0.startsSentence }
  }

  /// True where little but brackets and a few small words stand between the two.
  private func isBeside(_ hit: Range<Int>, _ link: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    let gap =
      hit.lowerBound >= link.upperBound
      ? link.upperBound..<hit.lowerBound : hit.upperBound..<max(hit.upperBound, link.lowerBound)
    guard gap.count <= 20 else { return false }
    return !text[gap].contains { scalar in
      switch scalar {
      case "\n", ".", "!", "?", ";", "。": true
      default: false
      }
    }
  }
}

/// Stretches of three or more tags with nothing but space between them.
private func tagPiles(in reading: Reading) -> [Range<Int>] {
  let tags = reading.hashtags.filter { $0.surface == .published }.map(\.range)
    .sorted { $0.lowerBound < $1.lowerBound }
  var piles: [(range: Range<Int>, count: Int)] = []
  for tag in tags {
    if let last = piles.last, last.range.upperBound <= tag.lowerBound,
      reading.published.scalars[last.range.upperBound..<tag.lowerBound].allSatisfy(\.isSpace)
    {
      piles[piles.count - 1] = (last.range.lowerBound..<tag.upperBound, last.count + 1)
    } else {
      piles.append((tag, 1))
    }
  }
  return piles.filter { $0.count >= 3 }.map(\.range)
}

/// For each of `count` scalars, whether one of `ranges` holds it.
func marks(_ ranges: [Range<Int>], upTo count: Int) -> [Bool] {
  var marks = Array(repeating: false, count: count)
  for range in ranges {
    for index in range.clamped(to: 0..<count) { marks[index] = true }
  }
  return marks
}

extension SourceText {
  /// True where an odd number of `~~` stands before `span` on its line: it is struck out.
  fileprivate func strikesOut(_ span: SourceSpan) -> Bool {
    let tilde = UInt8(ascii: "~")
    // Each hit looks back, so that a line without end must not make that expensive.
    let start = max(0, span.start - 400)
    var (count, index) = (0, min(span.start, bytes.count))
    while index > start, bytes[index - 1] != UInt8(ascii: "\n") {
      if index - 1 > start, bytes[index - 1] == tilde, bytes[index - 2] == tilde {
        count += 1
        index -= 2
      } else {
        index -= 1
      }
    }
    return count % 2 == 1
  }
}
