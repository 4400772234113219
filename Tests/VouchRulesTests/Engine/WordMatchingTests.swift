import Testing
import VouchCore
import VouchTestSupport

@testable import VouchRules

struct WordMatchingTests {
  @Test(arguments: (1...60).map(UInt64.init))
  func `the automaton finds what a search for each word finds`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func text(_ length: ClosedRange<Int>, of letters: [Unicode.Scalar]) -> [Unicode.Scalar] {
      (0..<Int.random(in: length, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? "a"
      }
    }
    let words = (0..<Int.random(in: 0...20, using: &random)).map { _ in
      text(0...3, of: ["a", "b", "c", "é", "字"])
        + (Bool.random(using: &random) ? [] : [" "] + text(1...2, of: ["a", "b", "é"]))
    }.filter { $0.first != " " }
    let haystack = text(0...300, of: ["a", "b", "c", "é", "字", " ", "\n", "\u{3000}", "."])
    let line = OneLine(haystack)
    var expected: Set<Place> = []
    for (index, word) in words.enumerated() where !word.isEmpty {
      for start in line.scalars.indices where line.scalars[start...].starts(with: word) {
        expected.insert(Place(word: index, range: line.original(start..<start + word.count)))
      }
    }
    let masks = ScalarMasks(haystack)
    var found: Set<Place> = []
    let automaton = WordAutomaton(words)
    automaton.scan(haystack, masks) { found.insert(Place(word: $0, range: $1)) }
    #expect(found == expected, "seed \(seed)")

    let several = (0...haystack.count).filter { _ in Int.random(in: 0..<8, using: &random) == 0 }
    for places in (0...haystack.count).map({ [$0] }) + [several] {
      let near = expected.filter { found in
        places.contains { found.range.lowerBound <= $0 && $0 <= found.range.upperBound }
      }
      for isUnspaced in [false, true]
      where near.contains(where: { !isUnspaced || !words[$0.word].contains(" ") }) {
        #expect(
          automaton.mayFind(in: haystack, near: places, unspaced: isUnspaced),
          "seed \(seed), \(places)"
        )
      }
    }

    var atWords: Set<Place> = []
    WordAutomaton(words, startsAtWords: true).scan(haystack, masks) {
      atWords.insert(Place(word: $0, range: $1))
    }
    #expect(atWords.isSubset(of: expected), "seed \(seed)")
    #expect(
      atWords.isSuperset(
        of: expected.filter { Letters.isBoundary($0.range.lowerBound, in: haystack) }
      ),
      "seed \(seed)"
    )
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func `what is disguised is found near what changed as in the whole text`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = ["tag", "a", "your", "friend", "good", "a-b", "x.", "fan", "fans", "t-a-g", "e"]
    let entries = ["tag", "e", "a tag", "your friend", "*ood", "fan*", "te", "ai"].compactMap {
      ForbiddenWords($0, folding: .lowercase).map(ForbiddenEntry.words)
    }
    let phrase = PhraseEntry(
      id: "p",
      severity: .error,
      entries: entries,
      message: "",
      flags: [],
      passes: []
    )
    let words = PolicyWords(topics: [], offLimits: [], phrases: [phrase], folding: .lowercase)
    for _ in 0..<20 {
      let count = Int.random(in: 0...12, using: &random)
      let text = (0..<count).map { _ in
        (pieces.randomElement(using: &random) ?? "")
          + ([" ", " ", "! ", "-", "\n"].randomElement(using: &random) ?? " ")
      }.joined()
      let changed = ChangedText(Array(text.unicodeScalars), &random)
      #expect(
        words.phraseSpans(in: changed.canonical(knowsChanges: true)).map(\.span)
          == words.phraseSpans(in: changed.canonical(knowsChanges: false)).map(\.span),
        "seed \(seed): \(text)"
      )
    }
  }

  @Test(
    arguments: [
      ("fee", "A fee, a FEE and fee-based fees; coffee", 3),
      ("fee*", "fees feed coffee", 2),
      ("*fee", "coffee fee fees", 2),
      ("*fee*", "coffees", 1),
      ("guaranteed results", "guaranteed\n\n\t results", 1),
      ("guaranteed results", "guaranteed\u{A0}results", 1),
      ("guaranteed results", "guaranteedresults", 0),
      ("guaranteed results", "guaranteed-results, guaranteed_results, guaranteed/results", 3),
      ("guaranteed results", "guaranteed \u{B7} results | guaranteed.results", 2),
      ("guaranteed results", "guaranteed - results and guaranteed results", 2),
      ("guaranteed results", "Fees are guaranteed. Results vary.", 0),
      ("guaranteed results", "- guaranteed\n- results", 0),
      ("guaranteed results", "guaranteed, results", 0),
      ("  guaranteed   results ", "guaranteed results", 1),
      ("#ad", "#ad #adventure a#ad", 2),
      ("don't", "I don't.", 1),
      ("選挙", "次の選挙は", 1),
      ("เลือกตั้ง", "การเลือกตั้งครั้งนี้", 1),
      ("ai", "用ai写作, said", 1),
      ("선거*", "선거가 온다", 1),
      ("선거", "선거가 온다", 0),
      ("année", "ANNÉE", 1),
      ("x²", "x² + y", 1),
      ("a", "", 0),
    ]
  )
  func `words match whole words, in any capitals, whatever breaks the line`(
    _ word: String,
    _ text: String,
    _ count: Int
  ) {
    let topic = PolicyTopic(name: "t", about: "", words: [word])
    let words = PolicyWords(topics: [topic], offLimits: [], phrases: [], folding: .lowercase)
    let hits = words.hits(in: .words(text)).topic("t", for: [.linkedin])
    #expect(hits.count == count, "\(hits)")
  }

  @Test func `a hit knows its place, its words and what hides them`() {
    let topic = PolicyTopic(name: "t", about: "", words: ["risk free"])
    let words = PolicyWords(topics: [], offLimits: [topic], phrases: [], folding: .leet)
    let draft = Draft.words("é Risk \n free, r1sk fr33", joins: true)
    let hits = words.hits(in: draft).offLimits("t", for: [.linkedin])
    #expect(hits.map(\.span) == [SourceSpan(3, 14), SourceSpan(16, 25)])
    #expect(hits.map(\.words) == ["risk free", "risk free"])
    #expect(hits.map(\.isDisguised) == [false, true])
    #expect(
      hits.map(\.explanation) == [nil, "it reads as 'risk free' however it is spelled"]
    )
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `what changed is looked at as the whole text is`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let entries = ["guaranteed results", "risk free", "fee*", "sure", "cheap cheap price"]
    let phrase = PhraseEntry(
      id: "never",
      severity: .error,
      entries: entries.compactMap { ForbiddenEntry(never: $0, folding: .leet) },
      message: "",
      flags: [],
      passes: []
    )
    let words = PolicyWords(topics: [], offLimits: [], phrases: [phrase], folding: .leet)
    let pieces = [
      "guaranteed", "results", "risk", "free", "fees", "sure", "cheap", "price", "tea", "are",
    ]
    let gaps = [
      " ", " ", "-", " - ", " / ", "\n", ". ", " \u{B7} ", "", "---------- ", " || || || ",
    ]
    for _ in 0..<20 {
      var joined: [Unicode.Scalar] = []
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        joined += (pieces.randomElement(using: &random) ?? "").unicodeScalars
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          joined += (gaps.randomElement(using: &random) ?? "").unicodeScalars
        }
      }
      let changes = joined.indices.filter {
        joined[$0].isASCIILetter && Int.random(in: 0..<8, using: &random) == 0
      }
      var plain = joined
      for index in changes { plain[index] = "3" }
      func mapped(_ scalars: [Unicode.Scalar]) -> MappedText {
        MappedText(scalars: scalars, origins: scalars.indices.map { SourceSpan($0, $0 + 1) })
      }
      func hits(_ changes: [Int]?) -> [SourceSpan] {
        let view = mapped(joined)
        let text = CanonicalText(
          text: mapped(plain),
          joined: changes.map { JoinedView(view, changes: $0) } ?? JoinedView(view)
        )
        return words.phraseSpans(in: text).map(\.span)
      }
      let known = CanonicalText(
        text: mapped(plain),
        joined: JoinedView(mapped(joined), changes: changes)
      )
      var suspects = Suspects()
      suspects.add(known, SuspectWords(named: words.beginnings, telling: [["t", "e", "a"]]))
      #expect(words.phraseSpans(in: known, suspects).map(\.span) == hits(nil), "seed \(seed)")
      #expect(
        hits(changes) == hits(nil),
        "seed \(seed): \(String(String.UnicodeScalarView(plain)))"
      )
    }
  }

  @Test func `a text without any space does not cost a walk for each hit`() {
    let topic = PolicyTopic(name: "t", about: "", words: ["*a*"])
    let words = PolicyWords(topics: [topic], offLimits: [], phrases: [], folding: .lowercase)
    let hits = words.hits(in: .words(String(repeating: "a", count: 100_000)))
    #expect(hits.topic("t", for: [.linkedin]).count == 100_000)
  }

  @Test func `white space is one space, and every scalar knows where it was`() {
    let text = Array("a \u{3000}\n b\tc  ".unicodeScalars)
    let line = OneLine(text)
    #expect(String(String.UnicodeScalarView(line.scalars)) == "a b c ")
    #expect(line.original(0..<3) == 0..<6)
    #expect(line.original(2..<5) == 5..<8)
    #expect(line.original(5..<6) == 8..<9)
  }

  private struct Place: Hashable {
    let word: Int
    let range: Range<Int>
  }
}
