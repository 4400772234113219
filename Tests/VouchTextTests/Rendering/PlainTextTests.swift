import Testing

@testable import VouchText

struct PlainTextTests {
  @Test(arguments: [
    ("Plain words.", "Plain words."),
    ("One\ntwo", "One two"),
    ("One  \ntwo\\\nthree", "One\ntwo\nthree"),
    ("One\n\nTwo\n\n\n\nThree", "One\n\nTwo\n\nThree"),
    ("# Title\n\nText", "Title\n\nText"),
    ("*soft* **loud** ***both*** ~~gone~~ `code`", "soft loud both gone code"),
    ("- one\n- two\n  - inner\n- three", "• one\n• two\n  • inner\n• three"),
    ("- one\n\n- two", "• one\n\n• two"),
    ("3. three\n4. four", "3. three\n4. four"),
    ("1) one\n2) two", "1. one\n2. two"),
    ("- [x] done\n- [ ] open", "• [x] done\n• [ ] open"),
    ("> said\n> more\n>\n> end", "> said more\n>\n> end"),
    ("> one\n\n> two\n\nafter", "> one\n\n> two\n\nafter"),
    ("> - a\n> - b", "> • a\n> • b"),
    ("- > a\n\n  b", "• > a\n\n  b"),
    ("```swift\nlet a = 1\n\n  let b\n```\n\nend", "let a = 1\n\n  let b\n\nend"),
    ("    indented\n    code", "indented\ncode"),
    ("[text](https://example.com)", "text https://example.com"),
    ("[https://example.com](https://example.com)", "https://example.com"),
    ("[example.com](https://example.com)", "https://example.com"),
    ("<https://example.com>", "https://example.com"),
    ("<me@example.com>", "me@example.com"),
    ("[me@example.com](mailto:me@example.com)", "me@example.com"),
    ("[text][ref]\n\n[ref]: https://example.com/a", "text https://example.com/a"),
    ("[text]()", "text"),
    ("Look ![alt](a.png) here", "Look here"),
    ("![alt](a.png)\n\nText", "Text"),
    ("[![alt](a.png)](https://example.com)", "https://example.com"),
    ("| a | b |\n|---|---|\n| c | d \\| e |\n|  | f |", "a | b\nc | d | e\n| f"),
    ("a\n\n---\n\nb", "a\n\nb"),
    ("a <!-- hidden --> b", "a b"),
    ("a <b>bold</b> c", "a bold c"),
    ("a<br>b", "a\nb"),
    ("<div>\n<p>One</p>\n<p>Two &amp; three</p>\n</div>\n\nafter", "One\nTwo & three\n\nafter"),
    ("<script>\nhidden()\n</script>\n\nseen", "seen"),
    ("&lt;tag&gt; &#64;ana &copy; \\*star\\*", "<tag> @ana © *star*"),
    (
      "a[^1] b[^n]\n\n[^1]: First note.\n[^n]: Second.",
      "a[1] b[2]\n\n[1] First note.\n\n[2] Second."
    ),
    ("``a ` b``  ", "a ` b"),
    ("", ""),
    ("- \n- b", "•\n• b"),
  ])
  func rendersAsAPersonWouldType(markdown: String, text: String) throws {
    #expect(try published(markdown) == text)
  }
}
