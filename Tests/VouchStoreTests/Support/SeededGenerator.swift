/// A small generator whose numbers depend on nothing but its seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func flag() -> Bool { Bool.random(using: &self) }

  /// One of `elements`, which must not be empty.
  mutating func one<Element>(of elements: [Element]) -> Element {
    elements[number(0...elements.count - 1)]
  }

  mutating func list<Element>(
    upTo count: Int,
    _ element: (inout SeededGenerator) -> Element
  ) -> [Element] {
    (0..<number(0...count)).map { _ in element(&self) }
  }

  mutating func optional<Element>(_ element: (inout SeededGenerator) -> Element) -> Element? {
    flag() ? element(&self) : nil
  }

  /// Texts that trip over quoting, encoding and normalisation; none with NUL.
  mutating func text() -> String {
    let pieces = [
      "", "a", "Pricing office hours", "\"", "\\", "'", "\n", "\r\n", "\t", "\u{1}", "\u{1F}",
      "\u{7F}", "e\u{301}", "é", "👩‍👩‍👧‍👦", "\u{FEFF}", "\u{202E}", "\u{FFFD}", "𝒳", "%", "_", "?",
      "{}", "null", "--", "; DROP TABLE revision", String(repeating: "long ", count: 500),
    ]
    return (0..<number(0...4)).map { _ in one(of: pieces) }.joined()
  }
}
