import Testing
import VouchCore

@testable import VouchText

/// Scanners look only where a text has something for them, which must not show.
@Suite struct ShortWayTests {
  private static let pieces = [
    "word", "a", "I", "g u a r", "f.r.e.e", "b-u-y", "@", "@ana", "#tag", "＠ana", "＃x", "$", "é",
    "選挙", "•", "•x", "\u{200B}", "n\u{301}", "🚀", "gu4r4nteed", "w1nn3rs", "H2O", "!", "s@l3s!",
    "evil[.]net", "hxxps://x.io", "h**p[:]//a.b", "evil (dot) com", "a.b", "x:y", "1", "\u{1}",
  ]
  private static let gaps = ["", " ", "  ", "\n", "\r\n", "\n \n", "\t", ".", "\u{A0}", "\u{2028}"]

  private static func text(_ generator: inout SeededGenerator, gaps: [String]) -> [[Unicode.Scalar]]
  {
    (0..<Int.random(in: 0...60, using: &generator)).map { _ in
      let piece = pieces.randomElement(using: &generator) ?? ""
      return Array((piece + (gaps.randomElement(using: &generator) ?? "")).unicodeScalars)
    }
  }

  @Test(arguments: 1...200)
  func spacedOutWordsAreFoundWherePlacesSayTheyMayBe(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let text = Self.text(&generator, gaps: Self.gaps).flatMap(\.self)
    let quick = SpacedLetters.runs(in: text, masks: ScalarMasks(text))
    #expect(quick.map(\.letters) == SpacedLetters.runs(in: text).map(\.letters), "seed \(seed)")
  }

  @Test(arguments: 1...100)
  func replacedLettersAndBrokenAddressesAreFoundAsInEachLineAlone(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let lines = Self.text(&generator, gaps: ["\n"])
    let text = lines.flatMap(\.self)
    #expect(Self.leetWords(in: text) == lines.flatMap(Self.leetWords), "seed \(seed)")
    #expect(Self.addresses(in: text) == lines.flatMap(Self.addresses), "seed \(seed)")
  }

  /// A digit may stand for a letter where one stands beside it, or beside others that may.
  @Test(arguments: 1...200)
  func digitsNearLettersAreLookedAt(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let pieces = [
      "1", "20", "3", "!", "@", "$", "+", " ", " ", "a", "é", "word", ".", "-", "\u{20AC}",
    ]
    let text = (0..<Int.random(in: 0...90, using: &generator)).flatMap { _ in
      Array((pieces.randomElement(using: &generator) ?? "").unicodeScalars)
    }
    func isSpelling(_ index: Int) -> Bool {
      text.indices.contains(index) && LeetSpelling.letter(for: text[index], stroke: .asI) != nil
    }
    let masks = ScalarMasks(text)
    for index in text.indices where text[index].isASCIIDigit {
      let isNear = [-1, 1].contains { step in
        let distance = (1...5).first { !isSpelling(index + $0 * step) } ?? 5
        let place = index + distance * step
        return text.indices.contains(place) && text[place].isLetter
      }
      let isLookedAt = masks.blocks[index / 64].digitsNearLetters >> UInt64(index % 64) & 1 == 1
      #expect(isLookedAt || !isNear, "seed \(seed), \(index)")
    }
    let far = ScalarMasks(Array("In 2026, 1634 of 213".unicodeScalars)).blocks[0]
    #expect(far.digitsNearLetters == 0)
  }

  private static func leetWords(in text: [Unicode.Scalar]) -> [String] {
    let mapped = MappedText(String(scalars: text[...]), at: SourceSpan(0, 1))
    return SpellingFlags.flags(in: mapped, masks: ScalarMasks(text), [], links: [])
      .filter { $0.kind == .leet }.map(\.text)
  }

  private static func addresses(in text: [Unicode.Scalar]) -> [String] {
    DefangedAddresses.find(in: text, masks: ScalarMasks(text)).map { text.string($0) }
  }

  @Test(arguments: 1...200)
  func theEyeSeesEachScalarAsItSeesItAlone(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let text = Self.text(&generator, gaps: Self.gaps).flatMap(\.self)
    var skipped: [Range<Int>] = []
    for _ in 0..<3 where Bool.random(using: &generator) && !text.isEmpty {
      let start = Int.random(in: 0..<text.count, using: &generator)
      skipped.append(start..<Int.random(in: start...min(start + 9, text.count), using: &generator))
    }
    skipped.sort { $0.lowerBound < $1.lowerBound }
    let eye = Self.eye(text, skipping: skipped)
    var (seen, places): ([Unicode.Scalar], [Int]) = ([], [])
    for index in text.indices where !skipped.contains(where: { $0.contains(index) }) {
      let alone = Self.eye([text[index]], skipping: []).scalars
      seen += alone
      places += alone.map { _ in index }
    }
    #expect(eye.scalars == seen, "seed \(seed)")
    #expect(seen.indices.map { eye.textRange($0..<$0 + 1).lowerBound } == places, "seed \(seed)")
    #expect(eye.sigils == seen.indices.filter { seen[$0].isSigil }, "seed \(seed)")
    let touching = seen.indices.dropFirst().filter { places[$0 - 1] + 1 == places[$0] }
    #expect(seen.indices.filter(eye.touchesPrevious) == Array(touching), "seed \(seed)")
  }

  private static func eye(_ text: [Unicode.Scalar], skipping: [Range<Int>]) -> EyeText {
    let sigils = text.indices.filter { text[$0].isSigil }
    return EyeText(text, masks: ScalarMasks(text), sigils: sigils, skipping: skipping)
  }

  @Test(arguments: 1...200)
  func whiteSpaceIsDrawnTogetherAndKeepsItsPlaces(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let text = Self.text(&generator, gaps: Self.gaps).flatMap(\.self)
    let origins = text.indices.map { SourceSpan($0, $0 + 1) }
    let mapped = MappedText(scalars: text, origins: origins)
    let drawn = WhiteSpace.drawnTogether(MaskedText(mapped)).text
    let words = text.split(whereSeparator: \.isTwitterSpace)
    #expect(drawn.scalars.split(whereSeparator: \.isTwitterSpace) == words, "seed \(seed)")
    for (index, scalar) in drawn.scalars.enumerated() {
      let place = drawn.origins[index]
      let written = text[place.start..<place.end]
      if scalar.isTwitterSpace {
        #expect(written.allSatisfy(\.isTwitterSpace) && scalar.isASCII, "seed \(seed)")
        let next = index + 1 < drawn.count && drawn.scalars[index + 1].isTwitterSpace
        #expect(!next, "seed \(seed)")
      } else {
        #expect(Array(written) == [scalar], "seed \(seed)")
      }
    }
  }
}
