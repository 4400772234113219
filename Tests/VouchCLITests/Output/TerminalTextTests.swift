import Testing
import VouchCore

@testable import vouch

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("plain text", "plain text"),
    ("\u{1B}[2J\u{1B}]0;owned\u{07}", "␛[2J␛]0;owned␇"),
    ("\u{9B}31m", "<U+009B>31m"),
    ("a\rb", "a␍b"),
    ("a\nb", "a␊b"),
    ("a\tb", "a    b"),
    ("\u{7F}", "␡"),
    ("abc\u{202E}def\u{2066}", "abc<U+202E>def<U+2066>"),
    ("pay\u{200B}pal", "pay<U+200B>pal"),
    ("\u{2028}", "<U+2028>"),
    ("\u{E0041}", "<U+E0041>"),
    ("a\u{200D}b", "a<U+200D>b"),
    ("\u{3164}", "<U+3164>"),
    // What people write with stays as it is.
    ("Grüße, 日本, עברית, e\u{301}", "Grüße, 日本, עברית, e\u{301}"),
    ("👩\u{200D}🚀 ❤\u{FE0F}\u{200D}🔥", "👩\u{200D}🚀 ❤\u{FE0F}\u{200D}🔥"),
  ])
  func nothingInATextDrivesTheTerminal(text: String, expected: String) {
    #expect(TerminalText.safe(text) == expected)
  }

  @Test func linesStayWhereTheyAreWanted() {
    #expect(TerminalText.safe("a\r\nb\u{1B}\nc\rd", keepingLines: true) == "a\nb␛\nc␍d")
  }

  @Test func noScalarAtAllReachesTheTerminalAsAControl() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for out in TerminalText.safe(String(scalar)).unicodeScalars {
        switch out.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
          Issue.record("U+\(String(value, radix: 16)) came through")
        default: break
        }
      }
    }
  }

  @Test func jsonStaysTheSameValueWithoutControls() {
    let value = JSON.string("a\u{9B}b\u{202E}c\u{7F}ü\u{1F600}")
    let text = TerminalText.safe(json: value.text())
    #expect(text == "\"a\\u009bb\\u202ec\\u007fü\u{1F600}\"")
    #expect(JSON(parsing: text) == value)
  }

  @Test func paintIsTheOnlySourceOfColour() {
    let style = Style(isColoured: true)
    #expect(style.paint(Ink("a\u{1B}[0mb", .red)) == "\u{1B}[31ma␛[0mb\u{1B}[0m")
    #expect(Style(isColoured: false).paint(Ink("x", .red)) == "x")
  }
}
