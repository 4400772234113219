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
    let words = text.unicodeScalars.split { !isWordPart($0) }
    return words.isEmpty ? nil : words.map(String.init).joined(separator: " ")
  }

  /// The canonical words of what `reading` publishes, one space between them.
  private static func words(of reading: Reading) -> String {
    guard let canonical = reading.canonical.first?.text else { return "" }
    let dropped = tokenSpans(of: reading)
    var words: [Unicode.Scalar] = []
    words.reserveCapacity(canonical.count)
    var next = 0
    var needsSpace = false
    for (scalar, origin) in zip(canonical.scalars, canonical.origins) {
      // Both run in the order of the file but for rendered URLs, so look again from the start
      // where the text jumps back.
      if next > 0, dropped[next - 1].end > origin.start { next = 0 }
      while next < dropped.count, dropped[next].end <= origin.start { next += 1 }
      let isToken = next < dropped.count && dropped[next].start < origin.end
      if isToken || !isWordPart(scalar) {
        needsSpace = !words.isEmpty
      } else {
        if needsSpace { words.append(" ") }
        needsSpace = false
        words.append(scalar)
      }
    }
    return String(scalars: words[...])
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
