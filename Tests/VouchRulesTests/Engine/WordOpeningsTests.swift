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
    let openings = WordOpenings(Self.words)
    #expect(next(openings, from: 0, in: Array(text.unicodeScalars)) == place)
  }

  private func next(_ openings: WordOpenings, from start: Int, in text: [Unicode.Scalar]) -> Int? {
    text.indices.dropFirst(start).first { openings.canStand(at: $0, in: text) }
  }

  @Test(arguments: ["x y", "x  y", "x\ty", "X\u{A0}y"])
  func anyWhiteSpaceStandsForASpace(text: String) {
    let openings = WordOpenings([Array("x y".unicodeScalars)])
    #expect(openings.canStand(at: 0, in: Array(text.unicodeScalars)))
  }

  @Test(arguments: ["tag", "t'ag", "ta\u{2019}g", "T\u{2BC}\u{2BC}ag"])
  func apostrophesCountForNothing(text: String) {
    let openings = WordOpenings([Array("tag".unicodeScalars)])
    #expect(openings.canStand(at: 0, in: Array(text.unicodeScalars)))
  }

  @Test(arguments: 1...100)
  func placesAreThoseAtWhichAWordMayStand(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let openings = WordOpenings(Self.words)
    let letters = Array("adfxé 0et#".unicodeScalars)
    let count = Int.random(in: 0...150, using: &generator)
    let text = (0..<count).compactMap { _ in letters.randomElement(using: &generator) }
    let starts = text.indices.filter { index in
      guard text[index].isASCII else { return true }
      guard text[index].isASCIIAlphanumeric else { return false }
      return index == 0 || !text[index - 1].isASCIIAlphanumeric
    }
    let expected = starts.filter { openings.canStand(at: $0, in: text) }
    let places = openings.places(in: text, ScalarMasks(text))
    #expect(text.indices.filter { places.next(from: $0) == $0 } == expected, "seed \(seed)")
  }

  @Test(arguments: 1...40)
  func noWordIsPassedOver(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let letters = Array("adfx1é 0et#A".unicodeScalars)
    let text = (0..<80).compactMap { _ in letters.randomElement(using: &generator) }
    let words = Self.words + [["a", "é"]]
    let openings = WordOpenings(words)
    for start in text.indices {
      let standsInAnyCase = words.contains { word in
        text[start...].starts(with: word) { $0.asciiLowercased == $1 }
      }
      if standsInAnyCase { #expect(openings.canStand(at: start, in: text), "seed \(seed)") }
    }
  }
}
