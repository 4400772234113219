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
    "한\u{1161}", "🚀", "“quoted”", "Ünïted—États", "بيان", "بيانA", "é\u{1}ن", "שלום", "שa", "中ن",
    "がぎ\u{3099}", "¡Olé!", "Ǆ", "ŉ", "ß", "İ", "👩‍💻", "\u{301}stray", "end\u{308}", "½", "№", "\u{1}",
    "x\u{1}\u{301}", "…",
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

  @Test(arguments: 1...200)
  func plainScalarsFoldToWhatAllStepsMakeOfThem(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var text: [Unicode.Scalar] = []
    for _ in 0..<12 {
      text += Array((Self.words.randomElement(using: &generator) ?? "").unicodeScalars)
      if Bool.random(using: &generator) { text += Self.anyOfTheRanges(&generator) }
      if Bool.random(using: &generator) { text.append(" ") }
    }
    let island = Folding(island: text, keepingJoiners: false)
    #expect(folded(text) == island.scalars, "seed \(seed)")
  }

  /// A scalar of the parts of Unicode that have plain ones, or one beside them.
  private static func anyOfTheRanges(_ generator: inout SeededGenerator) -> [Unicode.Scalar] {
    let ranges: [ClosedRange<UInt32>] = [
      0x80...0x260, 0x1E00...0x1F00, 0x2000...0x2070, 0x2FF0...0x3130, 0x3400...0x9FFF,
      0xAC00...0xD7FF, 0x1F2F0...0x1F700, 0x5B0...0x6F0, 0x300...0x36F,
    ]
    let range = ranges.randomElement(using: &generator) ?? 0x80...0x80
    return [Unicode.Scalar(UInt32.random(in: range, using: &generator))].compactMap(\.self)
  }

  private func folded(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let mapped = MappedText(scalars: text, origins: text.indices.map { SourceSpan($0, $0 + 1) })
    return (Folding.changed(MaskedText(mapped)) ?? MaskedText(mapped)).lowercased.text.scalars
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
    for view in [canonical.text, canonical.joined?.text].compactMap(\.self) {
      #expect(view.scalars.count == view.origins.count, "seed \(seed)")
      for (scalar, place) in zip(view.scalars, view.origins) {
        #expect(place.start >= 0 && place.end <= text.count, "seed \(seed)")
        // A plain letter stands where it, or its capital, was written.
        guard scalar.isASCIILetter, place.end == place.start + 1, text[place.start].isASCII else {
          continue
        }
        let isLetter = text[place.start].asciiLowercased == scalar.value
        #expect(isLetter || view.scalars == canonical.joined?.text.scalars, "seed \(seed)")
      }
    }
  }
}
