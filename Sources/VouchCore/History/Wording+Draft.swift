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
    let scalars = Array(text.unicodeScalars)
    let key = WordBits(scalars, ScalarMasks(scalars)).words
    return key.isEmpty ? nil : key
  }

  /// The canonical words of what `reading` publishes, one space between them.
  private static func words(of reading: Reading) -> String {
    guard let canonical = reading.canonical.first else { return "" }
    var bits = WordBits(canonical.text.scalars, canonical.masks)
    let spans = tokenSpans(of: reading)
    if !spans.isEmpty {
      var tokens = SpanCursor(spans)
      // Most stretches have no token in them.
      for stretch in canonical.text.origins.stretches where tokens.touch(stretch.span) {
        for index in stretch.scalars where tokens.touch(stretch[index]) { bits.remove(index) }
      }
    }
    return bits.words
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
}
