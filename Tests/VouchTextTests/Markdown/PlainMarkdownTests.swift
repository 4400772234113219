import CCMarkGFM
import Foundation
import Testing
import VouchCore

@testable import VouchText

struct PlainMarkdownTests {
  @Test(arguments: [
    "One line.", "Two\nlines.\n\nAnd a second paragraph,\nwhich goes on.\n",
    "# A heading\n\nText.\n\n###### Small", "#swift #sqlite",
    "# Heading\nText\n## Another\n- a\n- b",
    "- one\n- two\n\nText", "- a\n\n1. b\n\n* c", "1. one\n2. two\n\n3. three",
    "7) seven\n8) eight", "+ a\n+ b",
    "* *a*\n* **b**", "Text\n- a\n\n## After", "2026 is a year. 7890 drafts\n10 people",
    "```swift\nlet a = \"*b*\" | c\n\n\tindented\n```", "Text\n````\n```\n````\nText", "```\n```",
    "a `code *span*` b ``a`b`` c", "*a* **b** ~~c~~ **a *b* c**", "5 * 3 = 15 ~ 16", "snake_case",
    "Q&A, R&D & more: a&b c;", "[text](https://example.com/a?b=c&d=e) and [*b* `c`](/x_y*z).",
    "wait, *what*? (**yes**) \"*no*\"", "One\n\n---\n\nTwo\n\n-----\n\nThree", "größe\n日本語 👩‍👩‍👧",
    "a | b", "a > b",
    "- [ ] to do\n- [x] done\n- [X] *done*\n- plain", "1. [x] a", "> A *quote*.\n\n> Another",
    "> a",
    "![A bowl, *glazed*](https://example.com/a.png) and ![](b.png)!", "*![a](b)*", "a![b](c)",
    "| a | b |\n|---|:-:|\n| *c* | `d` |\n|e|f|\n\nText", "| a |\n| - |", "|a|\n|:---|",
    "@ana: hello!", "[a](b)[c](d)", "~~a *b*~~", "1234567890. a",
  ])
  func theMarkdownThatPeopleWriteNeedsNoLibrary(_ text: String) throws {
    let plain = try #require(Self.plain(text))
    #expect(try plain == Self.library(text))
  }

  /// What the library has to judge: not one of these may be read without it.
  @Test(arguments: [
    " a", "a ", "a  \nb", "a\\\nb", "a\r\nb", "a\rb", "\ta", "a\tb", "a\u{1}", "\u{FEFF}a", "a\n b",
    "<b>", "a <b", "&amp;", "a &copy; b", "a\\*", "[a]", "[a][b]", "[a]: b", "[^1]",
    "[a](b \"c\")", "[a](<b>)", "[a](b(c))", "[a]()", "![a]()", "[](b)", "[a](b", "[a [b](c)](d)",
    "a]",
    "[a](b&amp;c)", "*a", "a*", "a*b*c", "***a***", "*a **b* c**", "**a*", "_a_", "_", "a_", "a__b",
    "~a~", "~~~\na\n~~~", "~~a", "~a", "`a", "``a", "` a `", "`a\nb`", "> a\nb", "> a\n> b", ">a",
    ">  a", "> # a", "> > a",
    ">", "> ", "a\n> b", "- [ ]  a", "- [ ] [x](y)", "- [ ]", "- [y] a", "- [ ]a", "![a](b \"c\")",
    "![a]", "![a [b](c)](d)", "[![a](b)](c)", "[*a*](b(", "| a |", "| a |\n\nb", "| a |\n|",
    "| a |\n| b |", "|a|b|\n|-|",
    "| a |\n|---|\nb", "| a |\n|---|\n| b", "|a||\n|-|-|", "|`a|b`|\n|-|-|", "|a\\|b|\n|-|", "||",
    "b\n| a |\n|---|", "|a|\n|::|", "|a|\n|-:-|", "|a|\n|-|\n|b|c|", "|a| \n|-|", "a\n===",
    "a\n---", "- a\n---",
    "***", "___", "* * *", "** *", "*** ***", "- ** **", "> *** *",
    "*x ~~a~~*b* c*", "- - -", "- a\n  b", "- a\nb", "- a\n* b", "1. a\n2) b",
    "- ", "-", "1.", "-  a", "- - a", "- # a", "- > a", "-a", "--- a", "- ```\n- a",
    "a\n2. b", "a\n1.", "#", "##", "#  a", "# a #", "# a ", "#\ta", "```", "```\na",
    "```\na\n  ```",
    "```\na\n``` ", "``` a`b\nc\n```", "```\na\u{B}b\n```", "a\n:-:", "|a", "=a",
    ":a",
    "*a*é", "é*a*", "*é*", "**a\u{A0}**", "[a *b](c)*", "*[a*](b)", "*a [b](c*)", "*a ~~b* c~~",
  ])
  func whatIsNotPlainIsLeftToTheLibrary(_ text: String) {
    #expect(Self.plain(text) == nil)
  }

  /// The library counts no further.
  @Test func rowsThatTheLibraryDoesNotCountToTheirEndAreLeftToIt() {
    func row(_ mark: String, _ count: Int) -> String { String(repeating: mark, count: count) }
    #expect(Self.plain("a " + row("`", 80) + "a" + row("`", 80)) != nil)
    #expect(Self.plain("a " + row("`", 81) + "a" + row("`", 81)) == nil)
    #expect(Self.plain(row("`", 255) + "\na\n" + row("`", 255)) != nil)
    #expect(Self.plain(row("`", 256) + "\na\n" + row("`", 256)) == nil)
    #expect(Self.plain("~~a " + row("~", 102) + " b~~") == nil)
  }

  /// Texts of single channels stand elsewhere than in one piece at the start of the file.
  @Test func whereItStandsInTheFileIsToldAlike() throws {
    for seed in 0..<1000 as Range<UInt64> {
      var generator = PlainMarkdownGenerator(seed: seed)
      let text = generator.text()
      let bytes = Array(text.utf8)
      let middle = bytes.firstIndex(of: 0x20) ?? 0
      let file = SourceText(
        path: "body.md",
        bytes: Array("---".utf8) + bytes[..<middle] + Array("\n ".utf8) + bytes[middle...]
      )
      let first = MarkdownSource.Piece(text: 0, file: 3)
      let second = MarkdownSource.Piece(text: middle, file: middle + 5)
      for source in [
        MarkdownSource(bytes: bytes, pieces: middle > 0 ? [first, second] : [first]),
        MarkdownSource(bytes: bytes, whole: SourceSpan(0, file.bytes.count)),
      ] {
        guard let plain = PlainMarkdown.tree(of: source, maxDepth: 64) else { continue }
        let library = try GFMParser.parse(bytes, maxDepth: 64)
        let made = [plain, library].map {
          MarkdownReader.rendered($0, of: source, in: file, kind: .post).parsed
        }
        #expect(made[0].published == made[1].published, "seed \(seed): \(text.debugDescription)")
        #expect(made[0].images.map(\.span) == made[1].images.map(\.span), "seed \(seed)")
      }
    }
  }

  /// A body is read where it stands behind its head, and not from a copy.
  @Test func whatStandsBeforeATextIsNoneOfIt() throws {
    var read = 0
    for seed in 0..<2000 as Range<UInt64> {
      var generator = PlainMarkdownGenerator(seed: seed)
      let head = ["---\n", "---\na: [b, c]\nd: |\n---\n", "---\r\na: b\r\n---\r\n"][Int(seed % 3)]
      let file = SourceText(path: "body.md", bytes: Array((head + generator.text()).utf8))
      let made = [
        MarkdownSource(within: file, from: head.utf8.count),
        MarkdownSource(restOf: file, from: head.utf8.count),
      ].map { source -> [String] in
        guard let tree = PlainMarkdown.tree(of: source, maxDepth: 64) else { return [] }
        return [DraftKind.post, .thread, .chat].flatMap { kind -> [String] in
          let made = MarkdownReader.rendered(tree, of: source, in: file, kind: kind)
          let parsed = made.parsed
          return [
            "\(parsed.published) \(parsed.segments) \(parsed.regions) \(parsed.links)",
            "\(parsed.attached) \(parsed.unpublished) \(parsed.images)",
            "\(made.problems) \(made.markdown)",
          ]
        }
      }
      #expect(made[0] == made[1], "seed \(seed)")
      read += made[0].isEmpty ? 0 : 1
    }
    #expect(read > 300)
  }

  @Test func whatIsReadIsWhatTheLibraryReads() throws {
    var read = 0
    for seed in 0..<8000 as Range<UInt64> {
      var generator = PlainMarkdownGenerator(seed: seed)
      read += try agrees(generator.text(), "seed \(seed)") ? 1 : 0
    }
    #expect(read > 1200)
  }

  @Test func soItIsInMarkdownOfAllKinds() throws {
    for seed in 0..<3000 as Range<UInt64> {
      var generator = MarkdownGenerator(seed: seed)
      _ = try agrees(generator.text(), "seed \(seed)")
    }
  }

  @Test(.enabled(if: ConformanceData.isThere, "needs the examples of CommonMark"))
  func soItIsInTheExamplesOfTheSpecification() throws {
    let parts = try ConformanceData.text("cmark-gfm/spec.txt")
      .components(separatedBy: String(repeating: "`", count: 32))
    var read = 0
    for part in parts where part.hasPrefix(" example") {
      let lines = part.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
      let text = lines.prefix { $0 != "." }.joined(separator: "\n")
      read +=
        try agrees(text.replacing("→", with: "\t"), "example \(text.debugDescription)") ? 1 : 0
    }
    #expect(read > 50)
  }

  /// Many bytes are looked at together: none that means something may be passed over, wherever it
  /// stands, and on no processor.
  @Test func everyByteThatMeansSomethingIsSuspected() {
    for byte in 0...UInt8.max {
      let isSuspect = byte < 0x20 || byte == 0x7F || "&*<[\\]^_`~".utf8.contains(byte)
      for (length, place) in [(16, 0), (16, 15), (40, 21), (40, 39), (5, 2)] {
        var bytes = [UInt8](String(repeating: "A\".zü@", count: 8).utf8.prefix(length))
        bytes[place] = byte
        let expected = isSuspect ? place : length
        #expect(vouch_plain_length(bytes, length) == expected, "\(byte)")
        #expect(vouch_plain_length_anywhere(bytes, length) == expected, "\(byte)")
      }
    }
  }

  /// True where `text` is plain; it is an issue where the library then reads anything else, or
  /// where its lines have marks within one another: nobody counts them.
  private func agrees(_ text: String, _ name: String) throws -> Bool {
    guard let plain = Self.plain(text) else { return false }
    let hasCode = PlainMarkdown.tree(of: Self.source(text), maxDepth: 64)?.hasCode ?? false
    if !hasCode {
      let deepLine = NestingGuard.deepLine(in: Self.source(text), maxDepth: 1)
      #expect(deepLine == nil, "\(name): \(text.debugDescription)")
    }
    let expected = try Self.library(text)
    if plain != expected {
      let (made, meant) = zip(plain, expected).first { $0 != $1 } ?? ("\(plain)", "\(expected)")
      Issue.record("\(name): \(text.debugDescription)\ngave \(made)\nnot  \(meant)")
    }
    return true
  }

  private static func source(_ text: String) -> MarkdownSource {
    MarkdownSource(
      bytes: Array(text.utf8),
      pieces: [MarkdownSource.Piece(text: 0, file: 0)]
    )
  }

  private static func plain(_ text: String) -> [String]? {
    PlainMarkdown.tree(of: source(text), maxDepth: 64).map { describe($0, of: text) }
  }

  private static func library(_ text: String) throws -> [String] {
    describe(try GFMParser.parse(Array(text.utf8), maxDepth: 64), of: text)
  }

  /// The tree, and all that is made of it.
  private static func describe(_ tree: MarkdownTree, of text: String) -> [String] {
    let file = SourceText(path: "body.md", bytes: Array(text.utf8))
    return tree.nodes.map { describe($0, in: tree) }
      + [DraftKind.post, .thread, .chat].flatMap { kind in
        let made = MarkdownReader.rendered(tree, of: source(text), in: file, kind: kind)
        let parsed = made.parsed
        return [
          "\(parsed.published) \(parsed.segments) \(parsed.regions) \(parsed.links)",
          "\(parsed.attached) \(parsed.unpublished) \(parsed.images.count) \(parsed.rawHTML)",
          "\(made.problems) \(made.markdown)",
        ]
      }
  }

  private static func describe(_ node: MarkdownNode, in tree: MarkdownTree) -> String {
    var text = "\(node.kind) \(node.end) \(node.tight)"
    text += " \(tree.string(node.url)) \(tree.string(node.title))"
    switch node.kind {
    case .paragraph, .heading:
      // The library keeps the end of the last line.
      let content = tree.string(node.literal).trimming { $0 == "\n" }
      return text + " \(node.firstLine)-\(node.lastLine):\(node.column) \(content.debugDescription)"
    case .codeBlock:
      return text
        + " \(node.firstLine):\(node.column) \(tree.string(node.literal).debugDescription)"
    case .list, .item, .thematicBreak: return text + " \(node.firstLine):\(node.column)"
    default: return text + " \(tree.string(node.literal).debugDescription)"
    }
  }
}

extension String {
  fileprivate func trimming(_ isLeftOut: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isLeftOut(last) { text.removeLast() }
    return text
  }
}

/// Writes Markdown of the shapes that need no library, and now and then strikes it.
private struct PlainMarkdownGenerator {
  private var random: SeededGenerator
  private static let marks = [
    "*", "**", "_", "`", "``", "~", "~~", "[", "]", "](", ")", "!", "&", ";", "<", "\\", "|", "#",
    "-",
    "+", "1.", ">", "=", ":", " ", "  ", "\n", "\n\n", "\t", "\r", "é", "\u{A0}", "a", "---", "```",
    "- ", "1. ", "# ", "[^", "]:", "*a*", "\n- ", "\n1. ", "\n# ", "\n```\n", "\n---\n", "\n\n\n",
    "|-|",
  ]

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func text() -> String {
    let count = Int.random(in: 1...4, using: &random)
    var text = (0..<count).map { _ in block() }.joined(separator: chance(6) ? "\n" : "\n\n")
    if chance(2) { text += "\n" }
    for _ in 0..<(chance(2) ? 0 : Int.random(in: 1...3, using: &random)) { strike(&text) }
    return text
  }

  private mutating func block() -> String {
    switch Int.random(in: 0..<11, using: &random) {
    case 0: return pick(["# ", "## ", "###### ", "## Q1 +5m "]) + line()
    case 1:
      return "```" + pick(["", "swift"]) + "\n" + line() + "\n" + pick(["", "a\n\n  b\n"]) + "```"
    case 2: return items { _ in "- " }
    case 3: return items { "\($0 + 1). " }
    case 4: return pick(["---", "* a", "7) b", "- c", "- [x] d\n- [ ] " + line(), "> " + line()])
    case 5:
      let rows = (0..<Int.random(in: 1...2, using: &random)).map { _ in "| \(line()) | \(words()) |"
      }
      return "| \(words()) | \(piece()) |\n|---|--:|\n" + rows.joined(separator: "\n")
    default:
      return (0..<Int.random(in: 1...3, using: &random)).map { _ in line() }.joined(separator: "\n")
    }
  }

  private mutating func items(_ mark: (Int) -> String) -> String {
    let gap = chance(4) ? "\n\n" : "\n"
    return (0..<Int.random(in: 1...3, using: &random)).map { mark($0) + line() }
      .joined(separator: gap)
  }

  private mutating func line() -> String {
    (0..<Int.random(in: 1...5, using: &random)).map { _ in piece() }
      .joined(separator: chance(6) ? "" : " ")
  }

  private mutating func piece() -> String {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: "*" + words() + "*"
    case 1: "**" + words() + pick(["", " *" + words() + "*"]) + "**"
    case 2: "~~" + words() + "~~"
    case 3: "`" + pick(["code", "*a*", "a | b", "<b>", "a\\b", "&amp;"]) + "`"
    case 4:
      pick(["", "", "!"]) + "[" + pick([words(), "*" + words() + "*"]) + "]("
        + pick(["https://example.com/a?b=1&c=2", "/x_y", "a*b*"]) + ")" + pick(["", ".", ","])
    case 5:
      pick(["#tag", "@ana", "Q&A", "a_b", "5 * 3", "(see)", "größe", "2026.", "1.", "- a", "!"])
    default: words() + pick(["", ",", ".", "!", ":"])
    }
  }

  private mutating func words() -> String {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in pick(["We", "moved", "the", "42", "ü"]) }
      .joined(separator: " ")
  }

  private mutating func strike(_ text: inout String) {
    var scalars = Array(text.unicodeScalars)
    let place = Int.random(in: 0...scalars.count, using: &random)
    if chance(3), place < scalars.count {
      scalars.remove(at: place)
    } else {
      scalars.insert(contentsOf: pick(Self.marks).unicodeScalars, at: place)
    }
    text = ""
    text.unicodeScalars.append(contentsOf: scalars)
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &random) ?? ""
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }
}
