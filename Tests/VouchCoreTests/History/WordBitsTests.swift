import Testing
import VouchTestSupport

@testable import VouchCore

@Suite struct WordBitsTests {
  /// The words as one would pick them out, scalar by scalar.
  private func words(of scalars: [Unicode.Scalar], without removed: Set<Int>) -> String {
    let spaced = scalars.enumerated().map { index, scalar -> Unicode.Scalar in
      let isWord =
        scalar.properties.isAlphabetic
        || [.decimalNumber, .nonspacingMark, .spacingMark]
          .contains(scalar.properties.generalCategory)
      return isWord && !removed.contains(index) ? scalar : " "
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: spaced)
    return String(text).unicodeScalars.split(separator: " ").map(String.init)
      .joined(separator: " ")
  }

  @Test func `words are those that one picks out scalar by scalar`() {
    let seed: UInt64 = 23
    var random = SeededGenerator(seed: seed)
    let letters = Array("aezAZ059é\u{301}日ก\u{E31}٣Ⅷ_-. \t\u{A0}\u{7F}\u{0}…🙂".unicodeScalars)
    for round in 0..<400 {
      // Long words and long gaps, over the ends of blocks.
      var scalars: [Unicode.Scalar] = []
      while scalars.count < round / 2 {
        let scalar = letters.randomElement(using: &random) ?? "a"
        let length = Int.random(in: 0..<5, using: &random) == 0 ? 90 : 3
        scalars += Array(repeating: scalar, count: Int.random(in: 1...length, using: &random))
      }
      let removed = Set((0..<3).compactMap { _ in scalars.indices.randomElement(using: &random) })
      var bits = WordBits(scalars, ScalarMasks(scalars))
      #expect(bits.words == words(of: scalars, without: []), "seed \(seed), round \(round)")
      for index in removed { bits.remove(index) }
      #expect(bits.words == words(of: scalars, without: removed), "seed \(seed), round \(round)")
    }
  }
}
