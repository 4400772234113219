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
  private let firsts: Set<Unicode.Scalar>

  /// A finder of `words`.
  init(words: [String]) {
    // The longest first, so that `affiliate link` is not taken for `affiliate`.
    self.words = words.map { Array($0.lowercased().unicodeScalars) }.filter { !$0.isEmpty }
      .sorted { $0.count > $1.count }
    firsts = Set(self.words.compactMap(\.first))
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

  /// How `reading` discloses for the link at `link`; for the text as a whole where that is nil.
  func answer(in reading: Reading, before link: Range<Int>?) -> Answer {
    let text = reading.published.scalars
    let links = marks(reading.links.compactMap(\.range), upTo: text.count)
    let piles = marks(tagPiles(in: reading), upTo: text.count)
    let segments = reading.segments.map(\.range)
    let first = segments.first ?? 0..<text.count
    let home = link.flatMap { link in segments.first { $0.contains(link.lowerBound) } } ?? first

    var best = Answer.missing
    for hit in hits(in: text) where !links[hit.lowerBound] {
      let answer: Answer
      if isNegated(hit, in: text) {
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
    let literal = Set(hits(in: reading.published.scalars).map(\.lowerBound))
    let tags = reading.hashtags.filter { $0.surface == .published }.compactMap { tag -> Spoof? in
      let name = Array(tag.canonical.unicodeScalars)
      guard words.contains(name), tag.range.allSatisfy({ !literal.contains($0) }) else {
        return nil
      }
      return Spoof(text: tag.text, span: tag.span)
    }
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
      guard firsts.contains(text[index].asciiLowercased), canStart(at: index, in: text),
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
        canEnd(at: end, in: text)
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
