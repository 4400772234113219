import Testing
import VouchCore

@Suite struct OriginsTests {
  @Test func equalOriginsAreEqualHoweverTheyWereMade() {
    var (whole, single) = (Origins(), Origins())
    whole.append(bytesFrom: 3, count: 5)
    for start in 3..<8 { single.append(SourceSpan(start, start + 1)) }
    #expect(whole == single)
    var cut = Origins()
    cut.append(whole, in: 2..<3)
    #expect(cut != single)
    #expect(Array(cut) == [SourceSpan(5, 6)])
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func runsAnswerAsAListOfSpansWould(seed: UInt64) throws {
    var random = Seeded(seed)
    var (origins, spans) = (Origins(), [SourceSpan]())
    for _ in 0..<random.pick(1...12) {
      let (start, width) = (random.pick(0...6), random.pick(0...3))
      let count = random.pick(0...5)
      switch random.pick(0...5) {
      case 0:
        origins.append(SourceSpan(start, start + width))
        spans.append(SourceSpan(start, start + width))
      case 1:
        origins.append(repeating: SourceSpan(start, start + width), count: count)
        spans += Array(repeating: SourceSpan(start, start + width), count: count)
      case 2:
        origins.append(bytesFrom: start, count: count)
        spans += (start..<start + count).map { SourceSpan($0, $0 + 1) }
      case 4 where !spans.isEmpty:
        let first = random.pick(0...spans.count - 1)
        let range = first..<random.pick(first + 1...spans.count)
        let left: Unicode.Scalar? = random.once(in: 2) ? "a" : nil
        let text = MappedText(scalars: spans.map { _ in "x" }, origins: origins)
        origins = text.contracted([Contraction(range, to: left)]).origins
        let union = spans[range].reduce(spans[first]) { $0.union($1) }
        spans.replaceSubrange(range, with: left == nil ? [] : [union])
      case 3:
        let first = random.pick(0...spans.count)
        let range = first..<random.pick(first...min(first + 9, spans.count))
        origins.append(origins, in: range)
        spans += spans[range]
      default:
        let count = random.pick(0...spans.count)
        origins.truncate(to: count)
        spans.removeLast(spans.count - count)
      }
    }
    #expect(Array(origins) == spans, "seed \(seed)")
    #expect(spans.indices.map { origins[$0] } == spans, "seed \(seed)")
    let stretches = origins.stretches
    #expect(stretches.flatMap(\.scalars) == Array(spans.indices), "seed \(seed)")
    for stretch in stretches {
      #expect(stretch.scalars.map { stretch[$0] } == Array(spans[stretch.scalars]), "seed \(seed)")
      #expect(stretch.span == origins.union(of: stretch.scalars), "seed \(seed)")
    }
    #expect(origins.widest == spans.map { $0.end - $0.start }.max() ?? 0, "seed \(seed)")
    let wide = spans.indices.filter { spans[$0].end - spans[$0].start >= 2 }
    #expect(origins.indices(ofWidth: 2) == wide, "seed \(seed)")
    var again = Origins()
    for span in spans { again.append(span) }
    #expect(origins == again, "seed \(seed)")
    for _ in 0..<20 where !spans.isEmpty {
      let start = random.pick(0...spans.count - 1)
      let range = start..<random.pick(start + 1...spans.count)
      let union = spans[range].reduce(spans[start]) { $0.union($1) }
      #expect(origins.union(of: range) == union, "seed \(seed)")
      if let width = origins.commonWidth(in: range) {
        #expect(spans[range].allSatisfy { $0.end - $0.start == width }, "seed \(seed)")
        let steps = Set(zip(spans[range], spans[range].dropFirst()).map { $1.start - $0.start })
        #expect(steps.isSubset(of: [0]) || steps == [width], "seed \(seed)")
      }
    }
  }
}
