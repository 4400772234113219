import Testing
import VouchCore

@testable import VouchText

@Suite
struct HostileShapeTests {
  /// What costs the square of its number where anything is done twice.
  @Test(arguments: [
    "@a ", "@", "#a", "#", "a.co ", "a.co/(", "a.", "http://", "http://a@", "a@b.co ", "あ.co", "é@",
    "\u{301}\u{323}", "@\u{200B}a", "a b ", "4a", "a[.]com", "аa", "🅰", "👨\u{200D}", "🇳",
    "🏴\u{E0067}",
    "1\u{FE0F}\u{20E3}", "$A ", "@\n", "https://a.com/?u=https://", "xn--a.", "@a@b.co", "\u{202E}",
    "ﷺ", "[a](b.co) ",
    "`@a` ", "<!--@a-->", "![@a](b) ", "\\@a", "&#64;a ",
  ])
  func `a text of nothing but one shape is read`(shape: String) throws {
    let text = String(repeating: shape, count: 16 * 1024 / shape.utf8.count)
    let inspection = try Inspecting.body(text, plain: !shape.contains("]("))
    let size = inspection.source.bytes.count
    #expect(inspection.flags.allSatisfy { $0.span.end <= size })
    #expect(
      !Canonicalizer.fold(text).isEmpty
        || shape.unicodeScalars.allSatisfy { Invisibles.isIgnorable($0) || $0.isMark }
    )
  }
}
