import Testing
import VouchCore
import VouchTestSupport

@testable import VouchRules

@Suite struct WordOpeningsTests {
  private static let words = ["ad", "affiliate link", "x", "é", "10x", "été"].map {
    Array($0.unicodeScalars)
  }

  @Test(arguments: [
    ("an ad", 3), ("an affiliate", 3), ("no", nil), ("so x", 3), ("an été", 3), ("x", 0),
    ("in 10x", 3), ("é", 0), ("", nil),
  ])
  func theNextPlaceIsTheFirstThatFits(text: String, place: Int?) {
    let openings = WordOpenings(Self.words, ignoringCase: false)
    #expect(next(openings, from: 0, in: Array(text.unicodeScalars)) == place)
  }

  private func next(_ openings: WordOpenings, from start: Int, in text: [Unicode.Scalar]) -> Int? {
    let places = ScalarMasks(text).allPlaces
    return text.withUnsafeBufferPointer { openings.next(from: start, of: places, in: $0) }
  }

  @Test(arguments: 1...40)
  func noWordIsPassedOver(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let letters = Array("adfx1é 0et#A".unicodeScalars)
    let text = (0..<80).compactMap { _ in letters.randomElement(using: &generator) }
    let words = Self.words + [["a", "é"]]
    let exact = WordOpenings(words, ignoringCase: false)
    let loose = WordOpenings(words, ignoringCase: true)
    for start in text.indices {
      let stands = words.contains { text[start...].starts(with: $0) }
      if stands { #expect(next(exact, from: start, in: text) == start, "seed \(seed)") }
      let standsInAnyCase = words.contains { word in
        text[start...].starts(with: word) { $0.asciiLowercased == $1 }
      }
      if standsInAnyCase { #expect(loose.canStand(at: start, in: text), "seed \(seed)") }
    }
  }
}
