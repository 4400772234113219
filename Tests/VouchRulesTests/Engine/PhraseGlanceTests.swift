import Testing
import VouchCore
import VouchTestSupport

@testable import VouchRules

@Suite struct PhraseGlanceTests {
  private static let patterns = [
    "tag a|your friend", "f4f|klout", "help us? reach #", "# more? fans", "grow our … likes",
    "like and share", "^drop it here", "i|we always? nod", "don't nod", "# our", "a and #",
  ]
  private static let pieces = [
    "tag", "a", "your", "friend", "f4f", "klout", "help", "us", "reach", "5,000", "12", "more",
    "fans", "grow", "our", "likes", "like", "and", "share", "drop", "it", "here", "i", "we", "nod",
    "word", "let's", "na\u{EF}ve", "\u{2BC}tag", "don\u{2019}t", "tag's", "dont",
    "t'ag", "y'our", "d'rop",
  ]
  private static let gaps = [
    " ", " ", " ", " ", ", ", ". ", "! ", "!! ", "?? ", "\n", " & ", "+", "-", "... ", " 字 ", "。",
  ]

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func sentencesAreLookedAtAsTheWholeText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let table = PhraseTable(Self.patterns, exempting: ["we"])
    for _ in 0..<20 {
      let scalars = Self.text(&random)
      let spans = scalars.indices.map { SourceSpan($0, $0 + 1) }
      let text = MappedText(scalars: scalars, origins: spans)
      let quick = Self.spans(of: table, in: CanonicalText(text: text))
      // Of a joined view that may differ anywhere, no sentence is passed over.
      let slow = Self.spans(
        of: table,
        in: CanonicalText(text: MappedText(), joined: JoinedView(text))
      )
      #expect(quick == slow, "seed \(seed): \(Self.string(scalars))")
      let isFound = scalars.withUnsafeBufferPointer(table.isFound)
      #expect(isFound == !slow.isEmpty, "seed \(seed): \(Self.string(scalars))")
    }
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func whatChangedIsLookedAtAsTheWholeText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let table = PhraseTable(Self.patterns, exempting: ["we"])
    for _ in 0..<20 {
      let text = ChangedText(Self.text(&random), &random)
      #expect(
        Self.spans(of: table, in: text.canonical(knowsChanges: true))
          == Self.spans(of: table, in: text.canonical(knowsChanges: false)),
        "seed \(seed): \(Self.string(text.plain)) as \(Self.string(text.joined))"
      )
    }
  }

  private static func spans(of table: PhraseTable, in text: CanonicalText) -> [SourceSpan] {
    let others = ["other", "é"].map { Array($0.unicodeScalars) }
    var suspects = Suspects()
    suspects.add(text, SuspectWords(named: others, telling: table.tellingWords))
    return table.spans(in: [text], suspects)
  }

  private static func text(_ random: inout SeededGenerator) -> [Unicode.Scalar] {
    var text = ""
    for _ in 0..<Int.random(in: 0...30, using: &random) {
      text +=
        (pieces.randomElement(using: &random) ?? "") + (gaps.randomElement(using: &random) ?? "")
    }
    return Array(text.unicodeScalars)
  }

  private static func string(_ scalars: [Unicode.Scalar]) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}
