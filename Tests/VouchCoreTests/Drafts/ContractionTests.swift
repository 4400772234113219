import Testing
import VouchCore

/// A contracted text is copied in pieces, which must not show.
@Suite struct ContractionTests {
  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func contractionsLeaveWhatOneByOneWouldBeLeft(seed: UInt64) throws {
    var random = Seeded(seed)
    let text = try Self.text(&random)
    let contractions = try Self.contractions(in: text, &random)
    var (expected, done) = (MappedText(), 0)
    for contraction in contractions {
      for place in done..<contraction.range.lowerBound {
        expected.append(text.scalars[place], from: text.origins[place])
      }
      if let scalar = contraction.scalar {
        expected.append(scalar, from: text.span(of: contraction.range))
      }
      done = contraction.range.upperBound
    }
    for place in done..<text.count {
      expected.append(text.scalars[place], from: text.origins[place])
    }
    let contracted = text.contracted(contractions)
    #expect(contracted == expected, "seed \(seed)")
    #expect(Array(contracted.origins) == Array(expected.origins), "seed \(seed)")
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func onlyCapitalsOfASCIIChangeTheirCase(seed: UInt64) throws {
    var random = Seeded(seed)
    var text = try Self.text(&random)
    let expected = text.scalars.map {
      ("A"..."Z").contains($0) ? Unicode.Scalar(UInt8($0.value) | 0x20) : $0
    }
    let origins = text.origins
    text.lowercaseASCII(capitals: ScalarMasks(text.scalars))
    #expect(text.scalars == expected, "seed \(seed)")
    #expect(text.origins == origins, "seed \(seed)")
  }

  private static func text(_ random: inout Seeded) throws -> MappedText {
    let pieces = ["word", "API", "12", " ", "\n\n", "@", "É", "🙂", ".", "[\u{0}]", "\u{2028}"]
    var text = MappedText()
    var offset = 0
    for _ in 0..<random.pick(0...90) {
      let piece = try random.pick(pieces)
      if random.once(in: 4) {
        text.append(piece, from: SourceSpan(offset, offset + random.pick(0...3)))
      } else {
        text.append(utf8: Array(piece.utf8), in: 0..<piece.utf8.count, from: offset)
      }
      offset += random.once(in: 5) ? 1 : piece.utf8.count
    }
    return text
  }

  private static func contractions(
    in text: MappedText,
    _ random: inout Seeded
  ) throws -> [Contraction] {
    var contractions: [Contraction] = []
    var place = random.pick(0...9)
    let distance = random.pick(0...80)
    while place < text.count {
      let end = min(place + random.pick(1...random.pick(1...70)), text.count)
      let scalar: Unicode.Scalar? =
        random.once(in: 3) ? nil : try random.pick([" ", "\n", "a", "é"])
      contractions.append(Contraction(place..<end, to: scalar))
      place = end + random.pick(0...distance)
    }
    return contractions
  }
}
