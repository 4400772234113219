import Testing
import VouchCore

@testable import VouchText

struct EyeTextTests {
  /// Addresses far from any name are not taken out of the text; something odd at its end has all of
  /// them taken out.
  @Test func whatIsPassedOverFarFromNamesChangesNone() {
    var found = 0
    for seed in 0..<4000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var text: [Unicode.Scalar] = []
      var skipped: [Range<Int>] = []
      for _ in 0..<Int.random(in: 1...14, using: &random) {
        let start = text.count
        let piece = Self.pieces.randomElement(using: &random) ?? ""
        text += Array(piece.unicodeScalars)
        if piece.contains("://") || Int.random(in: 0..<12, using: &random) == 0 {
          let end = Int.random(in: start...text.count, using: &random)
          skipped.append(piece.contains("://") ? start..<text.count : start..<end)
        }
      }
      skipped.removeAll(where: \.isEmpty)
      let short = Self.names(in: text, skipping: skipped)
      let long = Self.names(in: text + [" ", "\u{200B}"], skipping: skipped)
      #expect(short == long, "seed \(seed): \(String(scalars: text[...])) \(skipped)")
      found += short.count
    }
    #expect(found > 1000)
  }

  private static let pieces = [
    "word", "Ana", "@ana", "@", "#tag", "#", " ", " ", " ", "\n", ".", "!", "rt ",
    "@li@host.example",
    "://", " https://a.example/b", " https://a.example/@b#c ", "x.example", "_", "1",
    "@ana.example",
  ]

  private static func names(in text: [Unicode.Scalar], skipping: [Range<Int>]) -> [FoundSpan] {
    let tokens = SurfaceTokens(
      MappedText(String(scalars: text[...]), at: SourceSpan(0, 0)),
      masks: ScalarMasks(text),
      on: .published,
      links: [],
      skipping: skipping
    )
    return tokens.found.mentions + tokens.found.hashtags
  }
}
