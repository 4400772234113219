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
  public static func purposeKey(of text: CanonicalText) -> String? {
    let key = WordBits(text).words
    return key.isEmpty ? nil : key
  }

  /// The canonical words of what `reading` publishes, one space between them.
  private static func words(of reading: Reading) -> String {
    guard let canonical = reading.canonical.first else { return "" }
    var bits = WordBits(canonical)
    let spans = tokenSpans(of: reading)
    if !spans.isEmpty {
      var tokens = SpanCursor(spans)
      for stretch in canonical.text.origins.stretches {
        for token in tokens.spans(touching: stretch.span) {
          let first = stretch.scalars.partition { stretch[$0].end > token.start }
          let end = stretch.scalars.partition { stretch[$0].start >= token.end }
          bits.remove(first..<max(first, end))
        }
      }
    }
    return bits.words
  }

  /// Where links, mentions and tags stand in the file, merged, in order.
  private static func tokenSpans(of reading: Reading) -> [SourceSpan] {
    let bounds = 0..<reading.published.count
    var spans: [SourceSpan] = []
    func add(_ range: Range<Int>) {
      spans.append(reading.published.span(of: range.clamped(to: bounds)))
    }
    for tokens in [reading.mentions, reading.hashtags, reading.cashtags] {
      for token in tokens where token.surface == .published { add(token.range) }
    }
    for link in reading.links { if let range = link.range { add(range) } }
    spans.sort { $0.start < $1.start }
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
}
