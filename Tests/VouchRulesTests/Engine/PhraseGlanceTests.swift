import Testing
import VouchCore
import VouchTestSupport

@testable import VouchRules

@Suite struct PhraseGlanceTests {
  private static let patterns = [
    "tag a|your friend", "f4f|klout", "help us? reach #", "# more? fans", "grow our … likes",
    "like and share", "^drop it here", "i|we always? nod", "don't nod",
  ]
  private static let pieces = [
    "tag", "a", "your", "friend", "f4f", "klout", "help", "us", "reach", "5,000", "12", "more",
    "fans", "grow", "our", "likes", "like", "and", "share", "drop", "it", "here", "i", "we", "nod",
    "word", "let's", "na\u{EF}ve", "\u{2BC}tag", "don\u{2019}t", "tag's", "dont",
    "t'ag", "y'our", "d'rop",
  ]
  private static let gaps = [
    " ", " ", " ", " ", ", ", ". ", "! ", "!! ", "?? ", "\n", " & ", "+", "-", "... ", " 字 ",
  ]

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func noPatternIsPassedOver(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let table = PhraseTable(Self.patterns, exempting: ["we"])
    var glance = PhraseGlance()
    for pattern in Self.patterns {
      let bare = pattern.utf8.dropFirst(pattern.hasPrefix("^") ? 1 : 0)
      glance.insert(bare.split(separator: UInt8(ascii: " ")))
    }
    for _ in 0..<20 {
      let text = Self.text(&random)
      let found = table.slowHits(in: text)
      if !found.isEmpty {
        #expect(glance.mayFind(in: text, ScalarMasks(text)), "seed \(seed): \(Self.string(text))")
      }
    }
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func whatChangedIsLookedAtAsTheWholeText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let table = PhraseTable(Self.patterns, exempting: ["we"])
    for _ in 0..<20 {
      let plain = Self.text(&random)
      let (joined, changes, places) = Self.changed(plain, &random)
      let text = MappedText(scalars: plain, origins: plain.indices.map { SourceSpan($0, $0 + 1) })
      let other = MappedText(scalars: joined, origins: places.map { SourceSpan($0, $0 + 1) })
      let quick = CanonicalText(text: text, joined: other, changes: changes)
      let slow = CanonicalText(text: text, joined: other)
      #expect(
        table.spans(in: [quick]) == table.spans(in: [slow]),
        "seed \(seed): \(Self.string(plain)) as \(Self.string(joined))"
      )
    }
  }

  private static func text(_ random: inout SeededGenerator) -> [Unicode.Scalar] {
    var text = ""
    for _ in 0..<Int.random(in: 0...30, using: &random) {
      text +=
        (pieces.randomElement(using: &random) ?? "") + (gaps.randomElement(using: &random) ?? "")
    }
    return Array(text.unicodeScalars)
  }

  /// `plain` with hyphens inside of words left out, some letters and exclamation marks replaced, and
  /// where.
  private static func changed(
    _ plain: [Unicode.Scalar],
    _ random: inout SeededGenerator
  ) -> (text: [Unicode.Scalar], changes: [Int], places: [Int]) {
    var (text, changes, places): ([Unicode.Scalar], [Int], [Int]) = ([], [], [])
    for (index, scalar) in plain.enumerated() {
      let isInside =
        index > 0 && index + 1 < plain.count && plain[index - 1].isWordPart
        && plain[index + 1].isWordPart
      if isInside, scalar == "-", Bool.random(using: &random) {
        changes.append(text.count)
        continue
      }
      if isInside, scalar.isASCIILetter, Int.random(in: 0..<40, using: &random) == 0 {
        changes.append(text.count)
        text.append("e")
      } else if scalar == "!", Bool.random(using: &random) {
        changes.append(text.count)
        text.append("i")
      } else {
        text.append(scalar)
      }
      places.append(index)
    }
    return (text, changes, places)
  }

  private static func string(_ scalars: [Unicode.Scalar]) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}
