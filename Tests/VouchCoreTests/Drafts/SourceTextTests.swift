import Testing
import VouchCore

@Suite struct SourceTextTests {
  private func source(_ text: String) -> SourceText {
    SourceText(path: "draft.md", bytes: Array(text.utf8))
  }

  @Test(arguments: [
    ("", [0]), ("a", [0]), ("a\n", [0, 2]), ("a\nb", [0, 2]), ("a\r\nb\r\n", [0, 3, 6]),
    ("a\rb", [0, 2]), ("\r\r\n\n", [0, 1, 3, 4]), ("\u{FEFF}a\nb", [0, 5]), ("é\n🙂", [0, 3]),
    ("a\u{2028}b", [0]),
  ])
  func linesStartAfterEveryKindOfEnd(text: String, starts: [Int]) {
    let source = source(text)
    #expect(source.lineCount == starts.count)
    #expect((1...starts.count).map(source.start(ofLine:)) == starts)
    #expect(source.start(ofLine: 0) == 0)
    #expect(source.start(ofLine: starts.count + 1) == source.bytes.count)
  }

  @Test(arguments: [
    ("ab\ncd", 3, 2, 1), ("ab\ncd", 2, 1, 3), ("ab\r\ncd", 3, 1, 4), ("ab\r\ncd", 4, 2, 1),
    ("é🙂a", 2, 1, 2), ("é🙂a", 6, 1, 3), ("é🙂a", 4, 1, 2), ("e\u{301}a", 3, 1, 3),
    ("\u{FEFF}a", 0, 1, 1), ("\u{FEFF}a", 1, 1, 1), ("\u{FEFF}a", 3, 1, 1),
    ("\u{FEFF}a", 4, 1, 2), ("ab\n", 3, 2, 1), ("ab\n", 99, 2, 1), ("ab", -1, 1, 1),
    ("", 0, 1, 1), ("", 7, 1, 1),
  ])
  func tellsLineAndColumn(text: String, offset: Int, line: Int, column: Int) {
    #expect(source(text).location(at: offset) == SourceLocation(line: line, column: column))
  }

  @Test(arguments: [
    (1, 3, 2), (1, 99, 2), (0, 1, 0), (2, 1, 3), (2, 9, 5), (3, 1, 6), (3, 9, 8), (9, 1, 6),
    (1, 0, 0), (1, -5, 0),
  ])
  func keepsOffsetsWithinTheLine(line: Int, column: Int, offset: Int) {
    let location = SourceLocation(line: line, column: column)
    #expect(source("ab\ncd\nef").offset(of: location) == offset)
  }

  @Test func theFirstColumnLiesBehindAByteOrderMark() {
    let source = source("\u{FEFF}a\n")
    #expect(source.offset(of: SourceLocation(line: 1, column: 1)) == 3)
    #expect(source.offset(of: SourceLocation(line: 1, column: 2)) == 4)
    #expect(source.offset(of: SourceLocation(line: 1, column: 3)) == 4)
  }

  @Test func textIsWidenedToWholeScalars() {
    let source = source("a🙂é")
    #expect(source.text(in: SourceSpan(1, 5)) == "🙂")
    #expect(source.text(in: SourceSpan(2, 4)) == "🙂")
    #expect(source.text(in: SourceSpan(0, 99)) == "a🙂é")
    #expect(source.text(in: SourceSpan(-4, 1)) == "a")
    #expect(source.text(in: SourceSpan(50, 99)) == "")
    #expect(source.text(in: SourceSpan(5, 1)) == "")
  }

  @Test func everyPlaceOfARandomTextLeadsBackToItsOffset() throws {
    let seed = UInt64(7)
    var random = Seeded(seed)
    let ascii = ["a", "\n", "\r\n", "\r", "\u{B}", " ", "word "]
    for round in 0..<300 {
      let isASCII = round % 3 == 0
      let pieces = isASCII ? ascii : ascii + ["é", "🙂", "\u{301}", "漢"]
      // Some texts are one long line: columns there are counted from marks.
      let length = round % 4 == 0 ? 2000 : 60
      var text = !isASCII && random.once(in: 3) ? "\u{FEFF}" : ""
      for _ in 0..<random.pick(0...length) {
        let piece = try random.pick(pieces)
        let isBreak = piece.utf8.first.map { $0 < 0x20 } ?? false
        text += round % 4 == 0 && isBreak ? (isASCII ? "x" : "漢") : piece
      }
      let source = source(text)
      let markLength = text.unicodeScalars.first == "\u{FEFF}" ? 3 : 0
      var expected = SourceLocation(line: 1, column: 1)
      var offset = markLength
      let scalars = Array(text.unicodeScalars.dropFirst(markLength / 3))
      for (index, scalar) in scalars.enumerated() {
        guard source.location(at: offset) == expected, source.offset(of: expected) == offset else {
          Issue.record("offset \(offset) is not at \(expected), seed \(seed)")
          return
        }
        offset += UTF8.width(scalar)
        let isCRLF = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
        expected =
          (scalar == "\n" || scalar == "\r") && !isCRLF
          ? SourceLocation(line: expected.line + 1, column: 1)
          : SourceLocation(line: expected.line, column: expected.column + 1)
      }
      try #require(source.location(at: offset) == expected, "at the end, seed \(seed)")
      try #require(source.offset(of: expected) == offset, "at the end, seed \(seed)")
      let line = random.pick(1...source.lineCount)
      let start = source.start(ofLine: line)
      let rest = SourceText(path: "draft.md", bytes: Array(source.bytes[start...]))
      let starts = (1...rest.lineCount).map { rest.start(ofLine: $0) }
      try #require(source.lineStarts(from: start) == starts, "from line \(line), seed \(seed)")
    }
  }
}
