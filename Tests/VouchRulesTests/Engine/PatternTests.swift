import Testing
import VouchCore
import VouchTestSupport

@testable import VouchRules

struct PatternTests {
  @Test(
    arguments: [
      ("risk[- ]free", "Risk-free, RISK FREE, asterisk-free, risk-freedom", [0..<9, 11..<20]),
      (#"\$\d+"#, "only $15 or a$3", [5..<8, 13..<15]),
      ("colou?r", "color colours", [0..<5]),
      (#"crypto\w*"#, "cryptography", [0..<12]),
      ("選挙|投票", "次の選挙は", [2..<4]),
      ("a|b)(?:c", "", []),
      ("É+", "éé", [0..<2]),
      ("a*", "b", []),
      ("(?x) risk # the word", "a risk", [2..<6]),
      (#"a\Kb"#, "ab", [1..<2]),
    ]
  )
  func `patterns match whole words in any capitals`(
    _ pattern: String,
    _ text: String,
    _ ranges: [Range<Int>]
  ) throws {
    guard let regex = try? compiled(pattern) else {
      #expect(pattern == "a|b)(?:c", "only what is unbalanced by itself is refused")
      return
    }
    #expect(regex.search(Array(text.unicodeScalars)).ranges == ranges)
  }

  @Test(
    arguments: [
      ("a(b", 3), ("[z-a]", 3), (#"\C"#, 2), ("a{2,1}", 5), ("*a", 0), (#"é\"#, 2),
      (#"\p{Nope}"#, 8),
    ]
  )
  func `a flaw knows where it is`(_ pattern: String, _ offset: Int) throws {
    let flaw = try #require(Pattern.flaw(in: pattern))
    #expect(flaw.offset == offset)
    #expect(!flaw.message.isEmpty)
  }

  @Test(
    arguments: [
      (#"(a+)+[xz]"#, "a"), (#"(a|aa)+[xz]"#, "a"), (#"(.*a){12}[xz]"#, "a"),
      (#"(\w+\s?)*[xz]"#, "ab "), (#"a+a+a+a+[xz]"#, "a"), (#".*a.*a.*[xz]"#, "a"),
    ]
  )
  func `no draft makes a pattern run away`(_ pattern: String, _ piece: String) throws {
    let text = Array(String(repeating: piece, count: 20_000).unicodeScalars)
    let found = try compiled(pattern).search(text)
    #expect(found.ranges.isEmpty)
    #expect(found.isExhausted)
  }

  @Test(arguments: 0..<40)
  func `a match is found once, wherever in a long text it stands`(_ offset: Int) throws {
    let start = 2048 * (1 + offset / 10) - 10 + offset % 10
    var text = [Unicode.Scalar](repeating: " ", count: 12_000)
    text.replaceSubrange(start..<start + 9, with: Array("risk-free".unicodeScalars))
    #expect(try compiled("risk[- ]free").search(text).ranges == [start..<start + 9])
    #expect(try compiled("(?<= )risk[- ]free(?= )").search(text).ranges == [start..<start + 9])
    #expect(try compiled("^risk.free").search(text).ranges == [])
    #expect(try compiled("risk.free$").search(text).ranges == [])
    text.removeLast(text.count - start - 9)
    #expect(try compiled("risk.free$").search(text).ranges == [start..<start + 9])
    text.append("s")
    #expect(try compiled("risk[- ]free").search(text).ranges == [])
  }

  @Test func `a long text that matches often costs no more than its first matches`() throws {
    let text = Array((String(repeating: "a ", count: 100_000) + "z").unicodeScalars)
    let found = try compiled("a(?=.*z)").search(text)
    #expect(found.ranges.count == Pattern.matchLimit)
    #expect(!found.isExhausted)
  }

  @Test func `an honest pattern reads the longest draft to its end`() throws {
    let text = Array((String(repeating: "a bowl of clay ", count: 17_000) + "hurry").unicodeScalars)
    let found = try compiled(#"hurry|last \w+ chance|only \d+ left"#).search(text)
    #expect(found == Pattern.Found(ranges: [255_000..<255_005]))
  }

  @Test func `patterns are folded letter by letter as texts are`() {
    let folding = Folding { text in
      let plain: [Unicode.Scalar: Unicode.Scalar] = ["é": "e", "а": "a"]
      var folded = MappedText()
      for scalar in text.unicodeScalars {
        folded.append(plain[scalar] ?? scalar, from: SourceSpan(0, 0))
      }
      return CanonicalText(text: folded)
    }
    #expect(Pattern.folded(#"caf[éа]\d+"#, folding) == #"caf[ea]\d+"#)
  }
}

/// The pattern that `text` is, refused for its flaws as the policy's loader refuses it.
func compiled(_ text: String) throws -> Pattern {
  if let flaw = Pattern.flaw(in: text) { throw flaw }
  return try #require(Pattern(sound: text))
}
