/// Tells which of certain stretches of the file have something of others in them; quickly where they
/// are asked about in the order of the file, as all but those of rendered URLs are.
struct SpanCursor {
  private let spans: [SourceSpan]
  /// The first span that ends behind the start of the last stretch.
  private var next = 0

  /// A cursor at the first of `spans`, which are in order and do not overlap.
  init(_ spans: [SourceSpan]) { self.spans = spans }

  /// The spans that have something of `span` in them.
  mutating func spans(touching span: SourceSpan) -> ArraySlice<SourceSpan> {
    if !isNext(next, for: span) {
      let isJustBehind = next < spans.count && isNext(next + 1, for: span)
      next =
        isJustBehind
        ? next + 1 : (0..<spans.count).partition { spans[$0].end > span.start }
    }
    var end = next
    while end < spans.count, spans[end].start < span.end { end += 1 }
    return spans[next..<end]
  }

  /// True where `index` is that of the first span that ends behind the start of `span`.
  private func isNext(_ index: Int, for span: SourceSpan) -> Bool {
    (index == 0 || spans[index - 1].end <= span.start)
      && (index == spans.count || spans[index].end > span.start)
  }
}

extension Range<Int> {
  /// The first of these for which `isBehind` holds, as it does for all that follow; the end where it
  /// holds for none.
  func partition(_ isBehind: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
