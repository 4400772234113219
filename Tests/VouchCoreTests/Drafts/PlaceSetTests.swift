import Testing
import VouchCore

@Suite struct PlaceSetTests {
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func placesComeInOrderAndNoneIsLost(seed: UInt64) throws {
    var random = Seeded(seed)
    var text: [Unicode.Scalar] = []
    for _ in 0..<random.pick(0...300) { text.append(try random.pick(["a", " ", "é", "1"])) }
    let masks = ScalarMasks(text)
    let behindLetters = PlaceSet(masks) { block, before in
      block.letters << 1 | before.letters >> 63
    }
    let odd = PlaceSet(masks, where: { block, _ in block.letters }, keeping: { $0 % 2 == 1 })
    let letters = text.indices.filter { text[$0] == "a" }
    #expect(
      places(of: behindLetters, upTo: text.count)
        == letters.map { $0 + 1 }.filter { $0 < text.count },
      "seed \(seed)"
    )
    #expect(places(of: odd, upTo: text.count) == letters.filter { $0 % 2 == 1 }, "seed \(seed)")
    #expect(odd.isEmpty == !letters.contains { $0 % 2 == 1 }, "seed \(seed)")
  }

  private func places(of set: PlaceSet, upTo end: Int) -> [Int] {
    var places: [Int] = []
    while let next = set.next(from: places.last.map { $0 + 1 } ?? 0), next < end {
      places.append(next)
    }
    return places
  }
}
