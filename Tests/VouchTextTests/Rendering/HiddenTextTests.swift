import Testing
import VouchCore

@testable import VouchText

struct HiddenTextTests {
  private func unpublished(_ markdown: String) throws -> [String] {
    try rendered(markdown).parsed.unpublished.map(\.string)
  }

  @Test(arguments: [
    ("a <!-- @ana --> b", [" @ana "]),
    ("<!--\n@ana\n-->\n\ntext", ["\n@ana\n"]),
    ("<!--> @ana", []),
    ("[a](b \"see @ana\")", ["see @ana"]),
    ("![a](b 'to @ana')", ["to @ana"]),
    ("[a][r]\n\n[r]: b \"for @ana\"", ["r", "for @ana"]),
    ("text\n\n[@ana]: b", ["@ana"]),
    ("[@ana]: b\n'more\n#tags'\ntext", ["@ana", "more\n#tags"]),
    ("> [@ana]: b\n\ntext", ["@ana"]),
    ("text\n\n[^x]: @ana never seen", ["[^x]: @ana never seen"]),
    ("a <script>@ana</script> b", ["@ana"]),
    ("<style>\n.ana {}\n</style>\n\ntext", ["\n.ana {}\n"]),
    ("a <b title=\"@ana &amp; li\">b</b>", ["@ana & li"]),
    ("text\n\n- \n\n>\n\nmore", []),
  ])
  func whatNobodySeesIsKept(markdown: String, expected: [String]) throws {
    #expect(try unpublished(markdown) == expected)
  }

  @Test func commentsAndTagsAreRawHTML() throws {
    let parsed = try rendered("a <!-- c --> <b>b</b>\n\n<div>\nx\n</div>\n").parsed
    #expect(
      parsed.rawHTML == [
        SourceSpan(2, 12), SourceSpan(13, 16), SourceSpan(17, 21), SourceSpan(23, 37),
      ]
    )
    #expect(parsed.comments == [SourceSpan(2, 12)])
    let regions = parsed.regions.map { "\($0.kind) \(parsed.published.string(in: $0.range))" }
    #expect(regions == ["rawHTML b", "rawHTML x"])
  }

  @Test func alternativeTextsAreAttached() throws {
    let parsed = try rendered(
      "![An *old* ![inner](i.png) map](a.png) <img src='b' alt='&copy; me'>"
    ).parsed
    #expect(parsed.attached.map(\.string) == ["An old inner map", "© me"])
    #expect(parsed.images.map(\.url) == ["i.png", "a.png", "b"])
    #expect(parsed.images.map(\.alt) == ["inner", "An old inner map", "© me"])
    #expect(parsed.published.isEmpty)
  }

  @Test func linksKnowTheirTextAndTheirDestination() throws {
    let source =
      "See [my *page*](https://e.com/a&amp;b), <https://e.com> and [e.com](https://e.com)."
    let parsed = try rendered(source).parsed
    #expect(
      parsed.published.string == "See my page https://e.com/a&b, https://e.com and https://e.com."
    )
    #expect(
      parsed.links.map { parsed.published.string(in: $0.textRange) } == [
        "my page", "https://e.com", "https://e.com",
      ]
    )
    #expect(
      parsed.links.map { link in link.urlRange.map { parsed.published.string(in: $0) } }
        == ["https://e.com/a&b", nil, nil]
    )
    #expect(
      parsed.links.map(\.url.string) == ["https://e.com/a&b", "https://e.com", "https://e.com"]
    )
    #expect(
      parsed.links.map { $0.url.span(of: 0..<$0.url.count) } == [
        SourceSpan(16, 37), SourceSpan(41, 54), SourceSpan(68, 81),
      ]
    )
  }

  @Test func regionsCoverWhatStandsInThem() throws {
    let parsed = try rendered(
      "# Head\n\n> quoted *words*\n\n- item `code`\n\n```\nlet a\n```\n\n| a |\n|---|\n| b |"
    ).parsed
    let regions = parsed.regions.map { "\($0.kind): \(parsed.published.string(in: $0.range))" }
    #expect(
      regions == [
        "heading: Head", "quote: quoted words", "emphasis: words", "list: item code",
        "codeSpan: code", "codeBlock: let a", "table: a\nb",
      ]
    )
  }
}
