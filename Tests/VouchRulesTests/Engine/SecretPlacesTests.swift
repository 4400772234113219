import Testing
import VouchCore
import VouchTestSupport

@testable import VouchRules

@Suite struct SecretPlacesTests {
  private static let pieces = [
    "sk_live_4eC39HqLyjWDarjtT1zdp7dc", "SK_LIVE_4EC39HQLYJWDARJTT1ZDP7DC",
    "password: Tr0ub4dor&3x",
    "API  key = a1b2c3d4e5f6g7h8", "api\nkey: a1b2c3d4e5f6g7h8!", "AKIAIOSFODNN7EXAMPLE", "+49 151",
    "23456789", "4111 1111", "1111 1111", "call", "(555) 123-4567",
    "-----BEGIN RSA PRIVATE KEY-----",
    "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.abc", "word", "é", "a_", "task_", "Token", "secret", "is",
    "12", "\u{2022}",
  ]
  private static let gaps = [" ", " ", "\n", "  ", ": ", ", ", "-", ""]

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func noSecretIsPassedOver(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<10 {
      let text = Self.text(&random)
      let masks = ScalarMasks(text)
      let everywhere = PlaceSet(masks) { block, _ in block.all }
      for isCanonical in [false, true] {
        let text = isCanonical ? Self.canonical(text) : text
        let masks = ScalarMasks(text)
        let everywhere = isCanonical ? PlaceSet(masks) { block, _ in block.all } : everywhere
        let quick = SecretScanner.secrets(
          in: text,
          at: SecretScanner.places(in: text, masks),
          isCanonical: isCanonical
        )
        let slow = SecretScanner.secrets(in: text, at: everywhere, isCanonical: isCanonical)
        #expect(quick.map(\.range) == slow.map(\.range), "seed \(seed): \(text)")
      }
    }
  }

  /// Why the canonical form of a text without any place need not be looked at.
  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func lowerCaseAndNarrowSpacesMakeNoPlaces(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<10 {
      let text = Self.text(&random).filter { $0.isASCII || $0 == "\u{2022}" }
      guard SecretScanner.places(in: text, ScalarMasks(text)).isEmpty else { continue }
      let canonical = Self.canonical(text)
      #expect(
        SecretScanner.places(in: canonical, ScalarMasks(canonical)).isEmpty,
        "seed \(seed): \(text)"
      )
    }
  }

  /// Why a text need not be looked at for what its canonical form does not hold.
  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func nothingIsFoundButWhatMayBegin(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<10 {
      let text = Self.text(&random).filter { $0.isASCII || $0 == "\u{2022}" }
      let canonical = Self.canonical(text)
      let masks = ScalarMasks(canonical)
      let openings = WordOpenings(SecretScanner.tellingWords + [["w", "o", "r", "d"]])
      let suspects = openings.places(in: canonical, masks)
      let known = SecretScanner.beginnings(in: canonical, masks, at: suspects)
      for (text, isCanonical) in [(text, false), (canonical, true)] {
        let masks = ScalarMasks(text)
        let everywhere = PlaceSet(masks) { block, _ in block.all }
        let found = SecretScanner.secrets(in: text, at: everywhere, isCanonical: isCanonical)
        let told = SecretScanner.places(in: text, masks, of: known)
        #expect(
          SecretScanner.secrets(in: text, at: told, isCanonical: isCanonical).map(\.range)
            == found.map(\.range),
          "seed \(seed): \(text)"
        )
      }
    }
  }

  private static func text(_ random: inout SeededGenerator) -> [Unicode.Scalar] {
    var text = ""
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      text +=
        (pieces.randomElement(using: &random) ?? "") + (gaps.randomElement(using: &random) ?? "")
    }
    return Array(text.unicodeScalars)
  }

  private static func canonical(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    OneLine(text).scalars.map(\.asciiLowercased)
  }
}
