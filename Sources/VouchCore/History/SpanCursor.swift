/// Tells whether stretches of the file have something of certain others in them; quickly where they
/// are asked about in the order of the file, as all but those of rendered URLs are.
struct SpanCursor {
  private let spans: [SourceSpan]
  /// The first span that ends behind the start of the last stretch.
  private var next = 0

  /// A cursor at the first of `spans`, which are in order and do not overlap.
  init(_ spans: [SourceSpan]) { self.spans = spans }

  /// True where any of the spans has something of `span` in it.
  mutating func touch(_ span: SourceSpan) -> Bool {
    if !isNext(next, for: span) {
      let isJustBehind = next < spans.count && isNext(next + 1, for: span)
      next = isJustBehind ? next + 1 : search(span)
    }
    return next < spans.count && spans[next].start < span.end
  }

  /// True where `index` is that of the first span that ends behind the start of `span`.
  private func isNext(_ index: Int, for span: SourceSpan) -> Bool {
    (index == 0 || spans[index - 1].end <= span.start)
      && (index == spans.count || spans[index].end > span.start)
  }

  private func search(_ span: SourceSpan) -> Int {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].end <= span.start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
