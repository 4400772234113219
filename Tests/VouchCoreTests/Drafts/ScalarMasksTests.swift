import Testing
import VouchCore

@Suite struct ScalarMasksTests {
  @Test func everyScalarStandsInItsClassAlone() {
    let masks = ScalarMasks(Array("aZ7 \t@#$!é\u{7F}\u{80}".unicodeScalars))
    var expected = ScalarMasks.Block()
    expected.small = 0b1
    expected.capitals = 0b10
    expected.digits = 0b100
    expected.spaces = 0b1000
    expected.breaks = 0b1_0000
    expected.sigils = 0b1110_0000
    expected.marks = 0b1_0000_0000
    expected.others = 0b1110_0000_0000
    #expect(masks.blocks == [expected])
    #expect(masks.anywhere == expected)
    #expect(masks.count == 12)
  }

  @Test func textWithoutScalarsHasNoBlocks() {
    #expect(ScalarMasks([]).blocks.isEmpty)
    #expect(ScalarMasks([]).anywhere == ScalarMasks.Block())
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func masksSayOfEveryScalarWhatItIs(seed: UInt64) throws {
    var random = Seeded(seed)
    let pieces = [
      "word", "API", "12", " ", "\n\n", "@", "#a", "é", "🙂", ".", "'", "\u{0}", "\u{2028}",
    ]
    var text = ""
    for _ in 0..<random.pick(0...120) { text += try random.pick(pieces) }
    let scalars = Array(text.unicodeScalars)
    var masks = ScalarMasks(scalars)
    let read = masks.blocks.flatMap { block in (0..<64).map { Self.classes(of: block, at: $0) } }
    #expect(
      Array(read.prefix(scalars.count)) == scalars.map { [Self.class(of: $0)] },
      "seed \(seed)"
    )
    #expect(!read.dropFirst(scalars.count).contains { !$0.isEmpty }, "seed \(seed)")
    let small = ScalarMasks(
      scalars.map { ("A"..."Z").contains($0) ? Unicode.Scalar(UInt8($0.value) | 0x20) : $0 }
    )
    masks.lowercase()
    #expect(masks == small, "seed \(seed)")
  }

  private enum Class { case small, capital, digit, space, lineBreak, sigil, mark, other }

  private static func `class`(of scalar: Unicode.Scalar) -> Class {
    switch scalar {
    case "a"..."z": .small
    case "A"..."Z": .capital
    case "0"..."9": .digit
    case " ": .space
    case "\t", "\n", "\u{B}", "\u{C}", "\r": .lineBreak
    case "@", "#", "$": .sigil
    default: scalar > "!" && scalar < "\u{7F}" || scalar == "!" ? .mark : .other
    }
  }

  private static func classes(of block: ScalarMasks.Block, at place: Int) -> [Class] {
    let masks: [(Class, UInt64)] = [
      (.small, block.small), (.capital, block.capitals), (.digit, block.digits),
      (.space, block.spaces), (.lineBreak, block.breaks), (.sigil, block.sigils),
      (.mark, block.marks), (.other, block.others),
    ]
    return masks.filter { $0.1 >> UInt64(place) & 1 == 1 }.map(\.0)
  }
}
