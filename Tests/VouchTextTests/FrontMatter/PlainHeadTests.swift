import Testing
import VouchCore

@testable import VouchText

struct PlainHeadTests {
  @Test(arguments: [
    "channel: x",
    "title: \"It's: a #title\"\nkind: post   # post | thread | reply\nchannels: [linkedin, x]",
    "why: >-\n  One line\n  and another.\ntopics:\n- pricing\n- client-care\n\n# The end\n",
    "schedule:\n  after: 2026-12-01T09:00\n  before: 2026-12-05\npromotional: false",
    "media:\n  - {file: ama.png, alt: \"A notebook\"}\n  - file: b.png\n    alt: größer\n  - c.png",
    "mission:\n  ask: Share it\n  people: [\"@ana\", '@li']\r\nreply-to: https://example.com/1?a=b",
  ])
  func theHeadsThatPeopleWriteNeedNoLibrary(_ head: String) throws {
    let plain = try #require(Self.plain(head))
    #expect(plain == Self.events(head))
  }

  /// What the library has to judge: not one of these may be read without it.
  @Test(arguments: [
    "", "# nothing", "- a", "text", " channel: x", "a: b\na: c", "a: b\n  c", "a: b\n c: d",
    "a: 'b'\n  c", "a: @b", "a: *b", "a: b: c", "a: b #c", "a:b", "a: \"b\\n\"", "a: 'b''c'",
    "a: [b, c", "a: [b, [c", "a: {b: c, b: d}", "a: [b: c]", "a: []", "a: ''", "a:", "a: ~",
    "a: |\n  b", "a: >\n  b", "a: >-\n  b\n\n  c", "a: >-\n  b\n   c", "a: >-\n  b \n",
    "a: >-\nb: c",
    "a: >-\n  b\n\n  # c", "a:\n- b\n - c", "a:\n  - b\n c: d", "a:\tb", "a: b\u{85}c",
    "a: \u{FEFF}b",
    "a: [b, c]d", "a: \"b\"c", "a: \"b\"#c", "? a", "a: ? b", "a: - b", "%a: b", "a: b\n\n  \nc: d",
    "a: b # c\u{85}  d", "# a\u{2028}b\nc: d", "a: # \u{85}\n- b",
  ])
  func whatIsNotPlainIsLeftToTheLibrary(_ head: String) {
    #expect(Self.plain(head) == nil)
  }

  @Test func whatIsReadIsWhatTheLibraryReads() {
    var read = 0
    for seed in 0..<3000 as Range<UInt64> {
      var generator = HeadGenerator(seed: seed)
      let head = generator.head()
      guard let plain = Self.plain(head) else { continue }
      read += 1
      guard plain == Self.events(head) else {
        Issue.record(
          "seed \(seed): \(head.debugDescription) gave \(plain), not \(Self.events(head) ?? "nil")"
        )
        return
      }
    }
    #expect(read > 500)
  }

  private static func plain(_ head: String) -> String? {
    let source = SourceText(path: "draft.md", bytes: Array("---\n\(head)\n---\n".utf8))
    return PlainHead.compose(source, 4..<(5 + head.utf8.count), maxDepth: 64).map(describe)
  }

  /// What the library makes of `head`, where nothing is to be said of it.
  private static func events(_ head: String) -> String? {
    let source = SourceText(path: "draft.md", bytes: Array("---\n\(head)\n---\n".utf8))
    let text = HeadText(source, 4..<(5 + head.utf8.count))
    var scanner = HeadScanner(head: text, maxDepth: 64)
    scanner.scan()
    guard scanner.problems.isEmpty, !scanner.isUnreadable else { return nil }
    return HeadEvents.compose(text).map(describe)
  }

  private static func describe(_ tree: HeadTree) -> String {
    tree.root.map { describe($0, in: tree) } ?? "nothing"
  }

  /// Everything there is to a node, places included.
  private static func describe(_ node: HeadNode, in tree: HeadTree) -> String {
    var parts = node.parts
    var words: [String] = []
    switch node.kind {
    case .scalar: return describe(tree.scalar(at: node), in: tree.file)
    case .sequence:
      while let part = parts.next(in: tree) { words.append(describe(part, in: tree)) }
    case .mapping:
      while let (key, value) = parts.nextPair(in: tree) {
        words.append(describe(key, in: tree) + ": " + describe(value, in: tree))
      }
    }
    return "\(node.kind) \(node.span.start)-\(node.span.end) \(words)"
  }

  private static func describe(_ scalar: HeadScalar, in source: SourceText) -> String {
    let mapped = scalar.mapped(in: source)
    let places = mapped.origins.map { "\($0.start)-\($0.end)" }
    return "\(scalar.span.start)-\(scalar.span.end) \(scalar.text.debugDescription) "
      + "\(scalar.isMissing) \(mapped.string.debugDescription) \(places)"
  }
}

/// Writes heads, most of them plain, some with a mark where it means something.
private struct HeadGenerator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func head() -> String {
    var head = mapping(indent: 0, depth: 0)
    if chance(3) { strike(&head) }
    if chance(8) { strike(&head) }
    if chance(12) { head = String(head.flatMap { $0 == "\n" ? Array("\r\n") : [$0] }) }
    return head
  }

  private mutating func mapping(indent: Int, depth: Int, isOpen: Bool = false) -> String {
    let margin = String(repeating: " ", count: indent)
    var names = ["a", "bc", "de-f", "why", "x_1", "Title"].shuffled(using: &random)
    return (0..<Int.random(in: 1...4, using: &random)).map { index in
      let key = (index == 0 && isOpen ? "" : margin) + (names.popLast() ?? "z") + ":"
      return key + value(indent: indent, depth: depth)
    }.joined(separator: chance(9) ? pick(["\n\n", "\n# note\n", "\n  # note\n"]) : "\n")
  }

  private mutating func value(indent: Int, depth: Int) -> String {
    let deeper = indent + Int.random(in: 1...3, using: &random)
    let margin = String(repeating: " ", count: deeper)
    switch Int.random(in: 0..<(depth > 2 ? 7 : 10), using: &random) {
    case 0...3: return pick([" ", " ", " ", "  "]) + line() + tail()
    case 4, 5: return " " + flow(depth: depth) + tail()
    case 6:
      let lines = (0..<Int.random(in: 1...3, using: &random)).map { _ in margin + words() }
      return pick([" >-", " >-", " >-", " >", " |", " |-"]) + "\n" + lines.joined(separator: "\n")
    case 7: return tail() + "\n" + mapping(indent: deeper, depth: depth + 1)
    default:
      let column = chance(3) ? indent : deeper
      return tail() + "\n" + sequence(indent: column, depth: depth + 1)
    }
  }

  private mutating func sequence(indent: Int, depth: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    return (0..<Int.random(in: 1...3, using: &random)).map { _ in
      let dash = margin + "- "
      if depth < 3, chance(3) {
        return dash + mapping(indent: indent + 2, depth: depth, isOpen: true)
      }
      return dash + (chance(3) ? flow(depth: depth) : line()) + tail()
    }.joined(separator: "\n")
  }

  private mutating func flow(depth: Int) -> String {
    let count = Int.random(in: 1...3, using: &random)
    let comma = pick([", ", ", ", ","])
    switch Int.random(in: 0..<(depth > 3 ? 4 : 7), using: &random) {
    case 0, 1: return quoted()
    case 2, 3:
      return pick(["word", "two words", "a/b_c.png", "é", "12:15", "x@y", "-1", "a'b", "1"])
    case 4, 5:
      return "[" + (0..<count).map { _ in flow(depth: depth + 1) }.joined(separator: comma) + "]"
    default:
      return "{"
        + (0..<count).map { "k\($0): " + flow(depth: depth + 1) }.joined(separator: comma) + "}"
    }
  }

  private mutating func line() -> String { chance(3) ? quoted() : words() }

  private mutating func quoted() -> String {
    let text = pick(["a b", "@ana", " #tag ", "a: b", "größer", "日本", "a, b]", "x"])
    let mark = pick(["\"", "'"])
    return mark + text + mark
  }

  private mutating func words() -> String {
    (0..<Int.random(in: 1...4, using: &random)).map { _ in
      pick([
        "word", "Another", "2026-12-01T09:00Z", "https://a.example/?b=c#d", "größe", "日本語", "(x)",
        "it's", "a\"b", "[x]", "C#", "50%", "a,b", "–", "\u{A0}", "5", "&c", "*", "e\u{301}",
      ])
    }.joined(separator: chance(6) ? "  " : " ")
  }

  private mutating func tail() -> String {
    chance(8) ? pick([" ", "  ", " # note", " #note", " #", "# note"]) : ""
  }

  private mutating func strike(_ head: inout String) {
    let place = head.indices.randomElement(using: &random) ?? head.startIndex
    if chance(3) {
      if place < head.endIndex { head.remove(at: place) }
    } else {
      let mark = pick([
        " ", "\n", "\n ", ":", ": ", " #", "#", "\"", "'", "[", "]", "{", "}", ",", "- ", "? ", "|",
        ">", "&", "*", "!", "%", "@", "\t", "\r", "\\", "\u{85}", "\u{2028}", "\u{FEFF}", "...\n",
      ])
      head.insert(contentsOf: mark, at: place)
    }
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &random) ?? ""
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }
}
