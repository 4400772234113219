extension Wording {
  /// The words of every text of `draft` that goes to a channel.
  public init(draft: Draft) {
    let readings = draft.readings.filter { !$0.channels.isEmpty }
    let lines = (readings.isEmpty ? draft.readings : readings).map(Self.words)
    self.init(canonical: lines.filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  /// What tells one `why` from another: its canonical words with one space between them.
  ///
  /// Marks do not count, so that a copy with another full stop is a copy. Nil where there are no
  /// words.
  public static func purposeKey(canonical text: String) -> String? {
    var words = SpacedWords()
    for scalar in text.unicodeScalars { words.add(scalar, isWord: isWordPart(scalar)) }
    let key = words.text
    return key.isEmpty ? nil : key
  }

  /// The canonical words of what `reading` publishes, one space between them.
  private static func words(of reading: Reading) -> String {
    guard let canonical = reading.canonical.first?.text else { return "" }
    var tokens = SpanCursor(tokenSpans(of: reading))
    var words = SpacedWords()
    words.reserveCapacity(canonical.count)
    for stretch in canonical.origins.stretches {
      // Most stretches have no token in them.
      let hasToken = tokens.touch(stretch.span)
      for index in stretch.scalars {
        let scalar = canonical.scalars[index]
        let isToken = hasToken && tokens.touch(stretch[index])
        words.add(scalar, isWord: !isToken && isWordPart(scalar))
      }
    }
    return words.text
  }

  /// Where links, mentions and tags stand in the file, merged, in order.
  private static func tokenSpans(of reading: Reading) -> [SourceSpan] {
    let tokens = reading.mentions + reading.hashtags + reading.cashtags
    let ranges =
      tokens.filter { $0.surface == .published }.map(\.range) + reading.links.compactMap(\.range)
    let bounds = 0..<reading.published.count
    let spans = ranges.map { reading.published.span(of: $0.clamped(to: bounds)) }
      .sorted { $0.start < $1.start }
    var merged: [SourceSpan] = []
    for span in spans {
      if let last = merged.last, span.start < last.end {
        merged[merged.count - 1] = last.union(span)
      } else {
        merged.append(span)
      }
    }
    return merged
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return switch scalar {
      case "a"..."z", "0"..."9", "A"..."Z": true
      default: false
      }
    }
    if scalar.properties.isAlphabetic { return true }
    return switch scalar.properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark: true
    default: false
    }
  }
}

/// Words that are put together with one space between them, whatever stood there.
private struct SpacedWords {
  private var scalars: [Unicode.Scalar] = []
  private var needsSpace = false

  var text: String { String(scalars: scalars[...]) }

  mutating func reserveCapacity(_ count: Int) { scalars.reserveCapacity(count) }

  @inline(__always)
  mutating func add(_ scalar: Unicode.Scalar, isWord: Bool) {
    guard isWord else {
      needsSpace = !scalars.isEmpty
      return
    }
    if needsSpace { scalars.append(" ") }
    needsSpace = false
    scalars.append(scalar)
  }
}
