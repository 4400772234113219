import Testing
import VouchCore
import VouchTestSupport

@testable import VouchRules

struct PatternLiteralsTests {
  @Test(
    arguments: [
      ("nobody beats our bowls?", ["nobody beats our bowl"]),
      ("risk[- ]free", ["risk"]),
      (#"\d+% Guaranteed"#, ["% guaranteed"]),
      ("fees?|rates?", ["fee", "rate"]),
      ("(?:cheap|low) (?:price|fee)s", ["cheap", "low"]),
      ("(a|b) discount", ["discount"]),
      ("ab+c", ["ab"]),
      ("colou{0,1}r", ["colo"]),
      (#"\w+ing results\b"#, ["ing results"]),
      (#"only \$5\.00"#, ["only $5.00"]),
      ("選挙|投票", ["選挙", "投票"]),
      ("caf\u{E9} bars", ["bars"]),
      ("[]a]+ sale", ["sale"]),
      ("a  b", ["a  b"]),
    ]
  )
  func `what a pattern cannot do without is read off it`(_ pattern: String, _ words: [String]) {
    let required = PatternLiterals.required(by: pattern)
    #expect(required?.map { String(String.UnicodeScalarView($0)) } == words)
  }

  @Test(
    arguments: [
      "fee|", #"\d+"#, "a?b?", "(sale)?", "(sale){0,2}", "sale*|x", "(?x) sale # the word",
      "(?!sale) now", #"\Qa.b\E c"#, #"\x41bc"#, "[[:alpha:]] sale", "sale(?i)now", "(*UTF)sale",
      #"sale\K now"#, "a{x} sale", "", " ",
    ]
  )
  func `nothing is made of what is not known or not needed`(_ pattern: String) {
    #expect(PatternLiterals.required(by: pattern) == nil)
  }

  @Test(arguments: 1...400 as ClosedRange<UInt64>)
  func `no match stands in a text without what its pattern needs`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func row(_ pieces: [String], _ count: ClosedRange<Int>) -> String {
      (0..<Int.random(in: count, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }
    let elements = [
      "a", "b", "ab", "K", "s", " ", "é", "字", "(a|b)", "(?:ab|ba)", "(ab)?", "[ab]", "[^]a]", ".",
      #"\w"#, #"\s"#, #"\."#, "|", "+", "*", "?", "{1,2}", "+?", "(b |s)", ")", "(", #"\b"#, "$",
    ]
    let pieces = ["a", "b", "k", "s", " ", "é", "字", ".", "\n", "ab", "ba"]
    for _ in 0..<20 {
      let written = row(elements, 1...6)
      guard let pattern = try? compiled(written) else { continue }
      guard let required = PatternLiterals.required(by: written) else { continue }
      for _ in 0..<20 {
        let text = Array(row(pieces, 0...12).unicodeScalars)
        var isHeld = false
        WordAutomaton(required).scan(text, ScalarMasks(text)) { _, _ in isHeld = true }
        let found = pattern.search(OneLine(text).scalars)
        #expect(found.ranges.isEmpty || isHeld, "seed \(seed): '\(written)' in '\(text)'")
      }
    }
  }

  @Test func `a long list of patterns finds what each of them finds by itself`() throws {
    let patterns = ["risk[- ]free", #"\d+ offers?"#, "(sale|deal)s", #"\d\d%"#, "unbeatable"]
    let text = MappedText("1 offer: risk free deals, 10% off, risk-free", at: SourceSpan(0, 0))
    func found(_ patterns: [String]) throws -> Set<String> {
      let phrases = patterns.enumerated().map { index, pattern in
        PhraseEntry(
          id: RuleID("p\(index)"),
          severity: .error,
          entries: [.pattern(pattern, folded: pattern)],
          message: "",
          flags: [],
          passes: []
        )
      }
      let matches = ForbiddenPatterns(phrases).matches(in: text, ScalarMasks(text.scalars))
      return Set(matches.map(\.words))
    }
    let all = try found(patterns)
    #expect(all == ["risk free", "1 offer", "deals", "10%", "risk-free"])
    #expect(try patterns.reduce(into: []) { $0.formUnion(try found([$1])) } == all)
  }
}
