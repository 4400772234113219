import Testing

@testable import vouch

@Suite struct TextWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("👩\u{200D}🚀", 2), ("❤\u{FE0F}", 2),
    ("한", 2), ("…", 1), ("🇩🇪", 2),
  ])
  func widthIsWhatATerminalShows(text: String, width: Int) {
    #expect(TextWidth.of(text) == width)
  }

  @Test(
    arguments: [
      ("one two three", 8, ["one two", "three"]),
      ("one two", 7, ["one two"]),
      ("", 5, [""]),
      ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
      ("日本語です", 4, ["日本", "語で", "す"]),
      ("a  b", 10, ["a  b"]),
      ("  indented", 20, ["  indented"]),
      (
        "see https://example.org/a/long/path now", 12,
        ["see", "https://exam", "ple.org/a/lo", "ng/path now"]
      ),
    ] as [(String, Int, [String])]
  )
  func linesBreakBetweenWords(text: String, width: Int, lines: [String]) {
    #expect(TextWidth.wrapped(text, to: width) == lines)
  }

  @Test func noLineIsWiderThanTheScreenAndNoWordIsLost() {
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = ["a", "bc", " ", "日", "é", "👩\u{200D}🚀", "word", " "]
    for round in 0..<2000 {
      let text = (0..<random(40)).map { _ in pieces[random(pieces.count)] }.joined()
      let width = 2 + random(20)
      let lines = TextWidth.wrapped(text, to: width)
      #expect(
        lines.allSatisfy { TextWidth.of($0) <= width },
        "round \(round): \(lines) in \(width)"
      )
      #expect(
        lines.joined().filter { $0 != " " } == text.filter { $0 != " " },
        "round \(round): \(text)"
      )
    }
  }

  @Test func cuttingKeepsWithinTheWidth() {
    #expect(TextWidth.cut("abcdef", to: 4) == "abc…")
    #expect(TextWidth.cut("abcd", to: 4) == "abcd")
    #expect(TextWidth.cut("日本語", to: 4) == "日…")
    #expect(TextWidth.tail("abcdef", of: 3) == "def")
    #expect(TextWidth.tail("日本語", of: 4) == "本語")
  }
}
