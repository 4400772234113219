import Testing
import VouchCore

@testable import VouchText

@Suite
struct TokenReaderTests {
  private static func plain(_ text: String) -> (ParsedText, SourceText) {
    let source = SourceText(path: "-", bytes: Array(text.utf8))
    let whole = SourceSpan(0, source.bytes.count)
    return (ParsedText(MappedText(verbatim: whole, of: source)), source)
  }

  @Test(arguments: 0..<600 as Range<UInt64>)
  func `whatever is found lies in the text and is what stands there`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let (text, source) = Self.plain(RandomText.make(using: &generator))
    for dialect in TokenDialect.allCases {
      let found = TokenReader(source: source).read(text, dialect: dialect)
      for tokens in [found.mentions, found.hashtags, found.cashtags] {
        for token in tokens {
          #expect(token.text == text.published.string(in: token.range), "seed \(seed)")
          #expect(token.text == source.text(in: token.span), "seed \(seed)")
          #expect(!token.canonical.isEmpty || token.kind != .mention, "seed \(seed)")
        }
        let starts = tokens.map(\.range.lowerBound)
        #expect(starts == starts.sorted(), "seed \(seed)")
        #expect(
          zip(tokens, tokens.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound }
        )
      }
      for link in found.links {
        let range = link.range ?? 0..<0
        #expect(link.text == text.published.string(in: range), "seed \(seed)")
      }
      for flag in found.flags {
        #expect(
          flag.span.start <= flag.span.end && flag.span.end <= source.bytes.count,
          "seed \(seed)"
        )
      }
    }
  }

  @Test(arguments: 0..<600 as Range<UInt64>)
  func `the strictest reading counts every person a network would link`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let (text, source) = Self.plain(RandomText.make(using: &generator))
    let reader = TokenReader(source: source)
    let strict = reader.read(text, dialect: .strict)
    for dialect in [TokenDialect.x, .bluesky] {
      for mention in reader.read(text, dialect: dialect).mentions {
        // Faces and addresses are left out on purpose.
        let isName = mention.canonical.contains { $0 != "_" && $0 != "/" }
        let isSeen = strict.mentions.contains { $0.range.overlaps(mention.range) }
        let isLinked = strict.links.contains { $0.range?.overlaps(mention.range) ?? false }
        #expect(
          isSeen || isLinked || !isName,
          "seed \(seed), \(dialect) finds \(mention.text) in \(text.published.string.debugDescription)"
        )
      }
    }
  }

  @Test
  func `each network reads its own way`() {
    let (text, source) = Self.plain("@ana@example.social @li.example.com (@mo) #1a #b-c $ABC x.com")
    let reader = TokenReader(source: source)
    func found(_ dialect: TokenDialect) -> [[String]] {
      let found = reader.read(text, dialect: dialect)
      return [found.mentions, found.hashtags, found.cashtags].map { $0.map(\.text) } + [
        found.links.map(\.text)
      ]
    }
    #expect(found(.x) == [["@li", "@mo"], ["#1a", "#b"], ["$ABC"], ["x.com"]])
    #expect(found(.bluesky) == [["@li.example.com"], ["#1a", "#b-c"], ["$ABC"], ["x.com"]])
    #expect(
      found(.mastodon)
        == [["@ana@example.social", "@li.example.com", "@mo"], ["#1a", "#b"], [], []]
    )
    #expect(
      found(.strict)
        == [
          ["@ana@example.social", "@li.example.com", "@mo"], ["#1a", "#b"], ["$ABC"], ["x.com"],
        ]
    )
  }

  @Test
  func `published words of the head are read strictly`() {
    let (text, source) = Self.plain("Share it with @ana and @l\u{456} #now")
    let flags = TokenReader(source: source).flags(
      inFrontMatter: text.published,
      masks: ScalarMasks(text.published.scalars)
    )
    let head = flags.filter { $0.kind == .frontMatter }.map(\.text)
    #expect(head == ["@ana", "@l\u{456}", "#now"])
    #expect(flags.contains { $0.kind == .homoglyph })
  }

  @Test
  func `nothing is found in nothing`() {
    let (text, source) = Self.plain("")
    for dialect in TokenDialect.allCases {
      let found = TokenReader(source: source).read(text, dialect: dialect)
      #expect(found.mentions == [] && found.links == [] && found.flags == [])
    }
  }
}
