import Testing

@testable import VouchCore

@Suite struct SpanCursorTests {
  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func aCursorAnswersAsALookAtEverySpanWould(seed: UInt64) throws {
    var random = Seeded(seed)
    var spans: [SourceSpan] = []
    var end = 0
    for _ in 0..<random.pick(0...40) {
      let start = end + random.pick(0...3)
      end = start + random.pick(0...4)
      spans.append(SourceSpan(start, end))
    }
    var cursor = SpanCursor(spans)
    var place = 0
    for _ in 0..<200 {
      // Mostly on, as texts are read, and now and then to wherever a definition stands.
      place = random.once(in: 4) ? random.pick(0...end + 3) : place + random.pick(0...3)
      let asked = SourceSpan(place, place + random.pick(0...6))
      let touching = spans.filter { $0.end > asked.start && $0.start < asked.end }
      #expect(
        Array(cursor.spans(touching: asked)) == touching,
        "seed \(seed): \(asked) in \(spans)"
      )
    }
  }
}
