/// A small generator of numbers (SplitMix64) that gives the same ones for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Writes Markdown of all kinds, most of it well formed, some of it not.
struct MarkdownGenerator {
  var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// A whole text; line ends are LF, CRLF or CR, and some texts begin with a byte order mark.
  mutating func text() -> String {
    var text = blocks(depth: 0, count: Int.random(in: 1...4, using: &random))
    if chance(3) { text += "\n\n[ref]: https://example.com/r?a=1&amp;b=2 \"a \\\"title\\\"\"\n" }
    if chance(6) { text += "\n[^n]: A *note*.\n" }
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    case 1:
      text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r")
    default: break
    }
    return text
  }

  private mutating func blocks(depth: Int, count: Int) -> String {
    (0..<count).map { _ in block(depth: depth) }.joined(separator: chance(8) ? "\n" : "\n\n")
  }

  private mutating func block(depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 2 ? 8 : 13), using: &random) {
    case 0...3: return paragraph()
    case 4:
      return String(repeating: "#", count: Int.random(in: 1...6, using: &random)) + " " + inline()
        + (chance(3) ? " ##" : "")
    case 5: return "```\n" + pick(["code & <b>", "\tindented", "a\n\n  b", "ä\\*"]) + "\n```"
    case 6: return "    indented\n    \tmore &amp;"
    case 7:
      return pick([
        "<div>\n text &amp; <b title=\"t\">b</b>\n</div>", "<!-- c\nd -->", "---",
        "a | b\n--|--\n`c` | d\\|e\n*f* |",
      ])
    case 8, 9:
      let inner = blocks(depth: depth + 1, count: Int.random(in: 1...2, using: &random))
      return inner.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .map { $0 > 0 && isLazy($1, 5) ? String($1) : (chance(4) ? ">" : "> ") + $1 }
        .joined(separator: "\n")
    default:
      let mark = pick(["- ", "* ", "1. ", "-\t", "10) ", "- [x] "])
      let indent = String(
        repeating: " ",
        count: mark == "-\t" ? 4 : mark == "- [x] " ? 2 : mark.count
      )
      let inner = blocks(depth: depth + 1, count: Int.random(in: 1...2, using: &random))
      return inner.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .map { $0 == 0 ? mark + $1 : $1.isEmpty || isLazy($1, 6) ? String($1) : indent + $1 }
        .joined(separator: "\n")
    }
  }

  private mutating func isLazy(_ line: Substring, _ one: Int) -> Bool {
    line.first?.isLetter == true && chance(one)
  }

  private mutating func paragraph() -> String {
    var text = inline()
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      text += pick(["\n", "  \n", "\\\n", "\n   ", " \n", "\n\t"]) + inline()
    }
    return text
  }

  private mutating func inline(depth: Int = 0) -> String {
    (0..<Int.random(in: 1...4, using: &random)).map { _ in piece(depth: depth) }
      .joined(separator: chance(4) ? "" : " ")
  }

  private mutating func piece(depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 2 ? 10 : 18), using: &random) {
    case 0...2:
      return pick(["word", "@ana", "#tag", "größe", "日本語", "👩‍👩‍👧", "e\u{301}", "a_b_c", "x*y"])
    case 3:
      return pick([
        "&amp;", "&#64;", "&#x41;", "&copy;", "&nbsp;", "&unknown;", "&", "&ngE;", "&#0;",
      ])
    case 4: return pick(["\\*", "\\@", "\\\\", "\\a", "\\[", "\\&amp;", "\\`", "\\<"])
    case 5:
      return pick(["`code`", "`` a`b ``", "` x `", "`a\nb`", "`  `", "`&amp;\\*`", "`unclosed"])
    case 6:
      return pick([
        "<b>", "</b>", "<br>", "<!-- c -->", "<img src=\"a\" alt=\"b &amp; c\">", "<a\nhref='x'>",
        "<?p?>",
      ])
    case 7:
      return pick([
        "<https://example.com/a_b*c>", "<me@example.com>", "https://example.com",
        "<https://e.com/?a&amp;b\\*>",
      ])
    case 8: return pick(["*", "_", "[", "]", "![", "**", "(", ")", "~", "~~", "]("])
    case 9: return pick(["[^n]", "[^none]", "[ref]", "[Ref][]", "[none]", "!"])
    case 10: return "*" + inline(depth: depth + 1) + "*"
    case 11: return "**" + inline(depth: depth + 1) + "**"
    case 12: return pick(["~~", "~"]) + inline(depth: depth + 1) + pick(["~~", "~"])
    case 13, 14:
      let url = pick([
        "https://example.com/(a)", "<a b>", "/x\\*y&amp;z", "", "https://e.com 'ti\\'t'",
        "u \"a &lt;\n b\"", "\nu\n(t)\n",
      ])
      return "[" + inline(depth: depth + 1) + "](" + url + ")"
    case 15: return "![" + inline(depth: depth + 1) + "](a.png \"title\")"
    case 16: return "[" + inline(depth: depth + 1) + "][ref]"
    default: return "_" + inline(depth: depth + 1) + "_"
    }
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &random) ?? ""
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }
}
