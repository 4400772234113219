extension Shape {
  /// Everything that is measured.
  static let all: [Shape] = ordinary + markdown + tokens + characters + heads

  private static let ordinary: [Shape] = [
    Shape(
      "prose",
      "We threw forty bowls on Tuesday, and the clay was kind to us for once. "
        + "The glaze is a matte white with iron spots.\n\n"
    ),
    Shape("one long line", "the clay was kind to us and the kiln was hot "),
    Shape("one long word", "a"),
    Shape("CJK", "今日は新しい釉薬を試しました。とても美しい色になりました。"),
    Shape("Thai", "วันนี้เราปั้นชามสี่สิบใบ"),
    Shape("Arabic", "صنعنا اليوم أربعين وعاء من الطين "),
    Shape("lines", "a\n"),
    Shape("paragraphs", "a\n\n"),
    Shape("CRLF lines", "clay\r\n\r\n"),
    Shape("spaces", " ", first: "a", last: "b"),
    Shape("white space of all kinds", "\u{2003}\u{A0}\t\u{3000} ", first: "a", last: "b"),
  ]

  private static let markdown: [Shape] = [
    Shape("emphasis", "*a* **b** _c_ ~~d~~ "),
    Shape("emphasis without end", "*a "),
    Shape("emphasis without start", "a* "),
    Shape("emphasis that does not match", "*a_ "),
    Shape("emphasis in threes", "a***b** c* "),
    Shape("stars", "*", first: "a"),
    Shape("tildes", "~", first: "a "),
    Shape("strikethrough without end", "~~a "),
    Shape("inline links", "[clay](https://example.com/a?b=c \"title\") "),
    Shape("links without end", "[a](<b"),
    Shape("links without end, bare", "[a](b"),
    Shape("opening brackets", "[a"),
    Shape("closing brackets", "a]"),
    Shape("brackets and parentheses", "[ (]("),
    Shape("image openers", "![p"),
    Shape("images", "![a bowl](a.png) "),
    Shape("reference links", "[clay][r] ", first: "[r]: https://example.com/r\n\n"),
    Shape("reference links, defined below", "[clay][r] ", last: "\n\n[r]: https://example.com/r\n"),
    Shape(
      "reference links to one long address",
      sized: { size in
        "[r]: https://example.com/" + String(repeating: "r", count: size / 2) + "\n\n"
          + String(repeating: "[c][r] ", count: size / 14)
      }
    ),
    Shape("reference definitions", numbered: { "[r\($0)]: /u\n" }),
    Shape("reference definitions, used", numbered: { "[r\($0)]: /u\n\n[r\($0 / 2)] " }),
    Shape("one definition again and again", "[r]: /u\n", last: "\n[r]\n"),
    Shape("footnotes", numbered: { "[^n\($0)] a\n\n[^n\($0)]: b\n\n" }),
    Shape("footnote references", "[^n] ", last: "\n\n[^n]: b\n"),
    Shape("footnotes without a definition", "[^n] "),
    Shape("code spans", "`a` "),
    Shape("backticks", numbered: { "e" + String(repeating: "`", count: $0 % 500 + 1) }),
    Shape("backticks, ever more", numbered: { "e" + String(repeating: "`", count: $0 + 1) }),
    Shape("code fences", "```\na\n```\n"),
    Shape("a fence without end", "a b c\n", first: "```\n"),
    Shape("indented code", "    a b c\n"),
    Shape("quotes", "> a\n"),
    Shape("quotes, nested and left", "> > > > a\nlazy\n\n"),
    Shape("quotes, deep", "> ", last: "a"),
    Shape("quotes, deep, and lazy lines", "a\n", first: String(repeating: "> ", count: 60)),
    Shape("lists", "- a\n"),
    Shape("lists, numbered", numbered: { "\($0 + 1). a\n" }),
    Shape("lists, nested", "- a\n  - b\n    - c\n      - d\n"),
    Shape("lists, deep", numbered: { String(repeating: "  ", count: $0 % 60) + "* a\n" }),
    Shape("lists, loose", "- a\n\n"),
    Shape("lists, empty items", "-\n"),
    Shape("tasks", "- [x] a\n"),
    Shape("headings", "# a\n"),
    Shape("headings, underlined", "a\n===\n\n"),
    Shape("thematic breaks", "***\n", last: "a"),
    Shape("table rows", "| a | b | c |\n", first: "| x | y | z |\n|---|---|---|\n"),
    Shape(
      "a wide table",
      sized: { size in
        String(repeating: "|a", count: size / 7) + "|\n" + String(repeating: "|-", count: size / 7)
          + "|\n" + String(repeating: "|b", count: size / 7) + "|\n"
      }
    ),
    Shape(
      "a wide table of empty rows",
      sized: { size in
        let columns = Int(Double(size).squareRoot())
        return String(repeating: "|a", count: columns) + "|\n"
          + String(repeating: "|-", count: columns) + "|\n"
          + String(repeating: "b\n", count: max(1, (size - 4 * columns) / 2))
      }
    ),
    Shape("tables", "a|b\n-|-\nc|d\n\n"),
    Shape("tables that are none", "aaa\rbbb\n-\u{0B}\n"),
    Shape("a row of many cells", "a|", first: "a|b\n-|-\n"),
    Shape("rows of many cells", String(repeating: "a|", count: 1000) + "\n", first: "a|b\n-|-\n"),
    Shape("pipes", "|", first: "a|b\n-|-\n"),
    Shape("raw HTML", "<b class=\"x\">a</b> "),
    Shape("raw HTML without end", "<a href=\"x "),
    Shape("angle brackets", "<"),
    Shape("comments", "<!-- a --> "),
    Shape("comments without end", "<!--", first: "</"),
    Shape("CDATA without end", "<![CDATA[", first: "a "),
    Shape("processing without end", "<?", first: "a "),
    Shape("declarations without end", "<!A ", first: "a "),
    Shape("HTML blocks", "<div>\na\n</div>\n\n"),
    Shape("entities", "&amp;&copy;&#64;"),
    Shape("ampersands", "&"),
    Shape("entities without end", "&#x1"),
    Shape("backslashes", "\\"),
    Shape("escapes", "\\*\\@\\#"),
    Shape("hard breaks", "a  \n"),
    Shape("autolinks", "<https://example.com> "),
  ]
}
