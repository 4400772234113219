import Testing
import VouchCore

@testable import VouchText

/// A text without spaced-out words is joined in a quick way, which must not show.
@Suite struct JoinedSpellingTests {
  @Test func aTextIsJoinedTheSameInEitherWay() {
    var (joinedTexts, longTexts) = (0, 0)
    for seed in 0..<2000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let text = Self.text(&random)
      let folded = Folding.changed(MaskedText(text)) ?? MaskedText(text)
      guard SpacedLetters.runs(in: folded.text.scalars).isEmpty else { continue }
      let plain = WhiteSpace.drawnTogether(folded).lowercased
      let quick = JoinedSpelling.joined(plain)
      let slow = JoinedSpelling.joined(folded.lowercased, runs: [], besides: plain.text)
      let context: Comment = "seed \(seed): \(text.string.debugDescription)"
      #expect(quick?.text.string == slow?.string, context)
      #expect(quick.map { Array($0.text.origins) } == slow.map { Array($0.origins) }, context)
      guard let quick else { continue }
      joinedTexts += 1
      if plain.text.count > 64 { longTexts += 1 }
      expectPlain(quick.text, but: quick.changes ?? [], besides: plain.text, context)
      expectNew(quick, context)
    }
    // Or all that would have been held against one another is nothing.
    #expect(joinedTexts > 500 && longTexts > 100, "\(joinedTexts) joined, \(longTexts) long")
  }

  /// Holds that what is neither at one of `changes` nor between it and the scalar before stands in
  /// `plain` just so: rules look for nothing there that they did not find in the plain text.
  private func expectPlain(
    _ joined: MappedText,
    but changes: [Int],
    besides plain: MappedText,
    _ context: Comment
  ) {
    #expect(changes == changes.sorted(), context)
    #expect(changes.allSatisfy(joined.scalars.indices.contains), context)
    let (places, changed) = (places(of: plain), Set(changes))
    var before: Int?
    for (index, scalar) in joined.scalars.enumerated() {
      // Where one version ends, a line end stands for its last scalar once more.
      if let last = before, last == plain.count - 1 {
        #expect(scalar == "\n", context)
        before = nil
        continue
      }
      let place = places[joined.origins[index].start]
      if !changed.contains(index) {
        #expect(place == before.map { $0 + 1 } ?? 0, "\(index) in \(context)")
        #expect(place.map { plain.scalars[$0] } == scalar, "\(index) in \(context)")
      }
      before = place
    }
    #expect(before == plain.count - 1, context)
  }

  /// Holds that the words round the changes of `joined` are those it tells of.
  private func expectNew(_ joined: JoinedView, _ context: Comment) {
    let (scalars, changes) = (joined.text.scalars, Set(joined.changes ?? []))
    let words = scalars.indices.split { scalars[$0].isTwitterSpace }
      .filter { !changes.isDisjoint(with: $0) }
      .flatMap { scalars[$0] + [" "] }
    #expect(joined.newWords == words, context)
  }

  /// Where in `text` stands what begins at a place of the file.
  private func places(of text: MappedText) -> [Int: Int] {
    Dictionary(
      text.origins.enumerated().map { ($1.start, $0) },
      uniquingKeysWith: { one, _ in one }
    )
  }

  /// A text of pieces that may be read in several ways, each scalar with a place of its own.
  private static func text(_ random: inout SeededGenerator) -> MappedText {
    let pieces = [
      "gu4r", "Clay", "1", "!", ".", " ", "  ", "\t", "\n", " \n\n", "-", "$", "@", "l1nk ", "3",
      "0", "the ", "word", "a", "i ", "returns. ", "fire, ", "from 2020 on ", "|", "_", "*", "7",
      "2", "é", "日", "\u{430}b",
    ]
    let count = Int.random(in: 1...40, using: &random)
    let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    let scalars = Array(text.unicodeScalars)
    return MappedText(
      scalars: scalars,
      origins: scalars.indices.map { SourceSpan($0, $0 + 1) }
    )
  }
}
