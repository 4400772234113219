import Testing
import VouchCore

@Suite struct MappedTextTests {
  private let source = SourceText(path: "-", bytes: Array("a🙂é\u{301}\nz".utf8))

  @Test func everyScalarKnowsItsOwnBytes() {
    let text = MappedText(verbatim: SourceSpan(0, 11), of: source)
    #expect(text.string == "a🙂é\u{301}\nz")
    #expect(
      Array(text.origins) == [
        SourceSpan(0, 1), SourceSpan(1, 5), SourceSpan(5, 7), SourceSpan(7, 9), SourceSpan(9, 10),
        SourceSpan(10, 11),
      ]
    )
  }

  @Test func aCutScalarIsTakenWhole() {
    let text = MappedText(verbatim: SourceSpan(3, 6), of: source)
    #expect(text.string == "🙂é")
    #expect(Array(text.origins) == [SourceSpan(1, 5), SourceSpan(5, 7)])
    #expect(MappedText(verbatim: SourceSpan(-9, 1), of: source).origins.first == SourceSpan(0, 1))
    #expect(MappedText(verbatim: SourceSpan(40, 50), of: source).isEmpty)
  }

  @Test func insertedTextStandsWhereItWasPutIn() {
    var text = MappedText("• ", at: SourceSpan(4, 6))
    text.append("é", from: SourceSpan(6, 8))
    text.append(MappedText("!", at: SourceSpan(20, 21)))
    #expect(text.string == "• é!")
    #expect(text.count == 4)
    #expect(text.span(of: 0..<4) == SourceSpan(4, 21))
    #expect(text.span(of: 2..<3) == SourceSpan(6, 8))
    #expect(text.span(of: 2..<2) == SourceSpan(6, 6))
    #expect(text.span(of: 4..<4) == SourceSpan(21, 21))
    #expect(MappedText().span(of: 0..<0) == SourceSpan(0, 0))
  }

  @Test func spansCoverOriginsThatAreOutOfOrder() {
    var text = MappedText("b", at: SourceSpan(9, 12))
    text.append("a", from: SourceSpan(2, 3))
    #expect(text.span(of: 0..<2) == SourceSpan(2, 12))
  }

  @Test func partsKeepTheirPlaces() {
    var text = MappedText(verbatim: SourceSpan(0, 11), of: source)
    let part = text.slice(1..<3)
    #expect(part.string == "🙂é")
    #expect(Array(part.origins) == [SourceSpan(1, 5), SourceSpan(5, 7)])
    text.truncate(to: 2)
    #expect(text.string == "a🙂")
    #expect(text.origins.count == 2)
    text.truncate(to: 5)
    #expect(text.count == 2)
    #expect(text.string(in: 1..<2) == "🙂")
  }

  @Test func stringsHoldEveryScalar() {
    for value in stride(from: UInt32(1), to: 0x11_0000, by: 97) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = MappedText(String(scalar), at: SourceSpan(0, 1))
      #expect(Array(text.string.unicodeScalars) == [scalar])
    }
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func utf8IsAddedAsTheScalarsItIs(seed: UInt64) throws {
    var random = Seeded(seed)
    var text = ""
    for _ in 0..<random.pick(0...12) {
      text += try random.pick(["a", "é", "🙂", "e\u{301}", "seven77", "eight888", "\n", "漢字"])
    }
    let bytes = Array("xyz\(text)".utf8)
    var added = MappedText("<", at: SourceSpan(1, 2))
    added.append(utf8: bytes, in: 3..<bytes.count, from: 40)
    let file = SourceText(
      path: "draft.md",
      bytes: Array((String(repeating: "-", count: 40) + text).utf8)
    )
    var expected = MappedText("<", at: SourceSpan(1, 2))
    expected.append(MappedText(verbatim: SourceSpan(40, 40 + text.utf8.count), of: file))
    #expect(added == expected)
  }
}
