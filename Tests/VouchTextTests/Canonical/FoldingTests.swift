import Testing
import VouchCore
import VouchTestSupport

@testable import VouchText

/// Folding takes a short way past plain words, which must not show.
@Suite struct FoldingTests {
  private static let words = [
    "Plain", "WORDS", "of", "a", "text,", "Größe", "naïve", "Cafe\u{301}", "выборы", "pаypal",
    "ｗｉｄｅ",
    "𝗯𝗼𝗹𝗱", "a\u{200B}b", "guar\u{AD}anteed", "\u{202E}txet", "•", "•\u{301}", "•x", "•é", "選挙",
    "한\u{1161}", "🚀", "👩‍💻", "\u{301}stray", "end\u{308}", "½", "№", "\u{1}", "x\u{1}\u{301}", "…",
  ]
  private static let gaps = [
    " ", "  ", "\n", "\r\n", "\t", "\u{A0}", "\u{3000}", "\u{1} ", " \u{1}",
  ]

  @Test(arguments: 1...40)
  func everyWordIsFoldedAsItIsByItself(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var text: [Unicode.Scalar] = []
    var expected: [Unicode.Scalar] = []
    for _ in 0..<30 {
      let word = Self.words.randomElement(using: &generator) ?? ""
      // A mark at the start of a word stands on the space before it, and both are one thing.
      let piece = Array((" " + word).unicodeScalars)
      text += piece
      expected += folded(piece)
    }
    #expect(folded(text) == expected, "seed \(seed)")
  }

  private func folded(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let mapped = MappedText(scalars: text, origins: text.indices.map { SourceSpan($0, $0 + 1) })
    return Folding.folded(mapped, masks: ScalarMasks(text)).scalars
  }

  @Test(arguments: 1...40)
  func everyPlaceIsOneOfTheText(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var text: [Unicode.Scalar] = []
    for _ in 0..<30 {
      text += Array((Self.words.randomElement(using: &generator) ?? "").unicodeScalars)
      text += Array((Self.gaps.randomElement(using: &generator) ?? "").unicodeScalars)
    }
    let places = text.indices.map { SourceSpan($0, $0 + 1) }
    let canonical = Canonicalizer.canonical(MappedText(scalars: text, origins: places))
    for view in [canonical.text, canonical.joined].compactMap(\.self) {
      #expect(view.scalars.count == view.origins.count, "seed \(seed)")
      for (scalar, place) in zip(view.scalars, view.origins) {
        #expect(place.start >= 0 && place.end <= text.count, "seed \(seed)")
        // A plain letter stands where it, or its capital, was written.
        guard scalar.isASCIILetter, place.end == place.start + 1, text[place.start].isASCII else {
          continue
        }
        let isLetter = text[place.start].asciiLowercased == scalar.value
        #expect(isLetter || view.scalars == canonical.joined?.scalars, "seed \(seed)")
      }
    }
  }
}
