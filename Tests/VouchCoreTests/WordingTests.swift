import Testing
import VouchTestSupport

@testable import VouchCore

struct WordingTests {
  @Test(
    arguments: [
      ("people ask us about fees", "people ask us about fees"),
      ("people ask us about fees.", "people ask us about fees"),
      ("people ask us, about  fees!", "people ask us about fees"),
      ("\u{2022} people ask us\nabout fees \u{2026}", "people ask us about fees"),
      ("料金について、毎週", "料金について 毎週"),
      (" … !", nil),
      ("", nil),
    ] as [(String, String?)]
  )
  func `a why is told from another by its words alone`(_ text: String, _ key: String?) {
    #expect(Wording.purposeKey(canonical: text) == key)
  }

  private static let fee = """
    most consultants set their first fee by guessing write down what the client saves in a year \
    take a tenth of it and say that number out loud before you send the proposal
    """

  @Test(
    arguments: [
      (
        fee,
        fee.replacing("by guessing", with: "by a guess").replacing("a tenth", with: "one tenth")
      ),
      (fee, "new week new tip " + fee + " what do you think"),
      (
        "most consultants lose an hour rehearsing one sentence the fee",
        "most consultants lose an hour rehearsing just one sentence their fee"
      ),
      (
        "料金の決め方に迷ったらまずお客様が一年で節約できる金額を書き出してみましょう",
        "料金の決め方に迷うならまずはお客様が一年間で節約できる金額を書き出してみましょう"
      ),
      (
        "ราคาที่ดีเริ่มจากการถามลูกค้าว่าอะไรสำคัญที่สุดสำหรับเขาแล้วค่อยเขียนข้อเสนอ",
        "ราคาที่ดีเริ่มจากการถามลูกค้าว่าอะไรสำคัญที่สุดแล้วค่อยเขียนข้อเสนอ"
      ),
      ("good morning", "good morning"),
    ]
  )
  func `a copy with changed words stays above sixty percent`(_ left: String, _ right: String) {
    let similarity = Wording(canonical: left).similarity(to: Wording(canonical: right))
    #expect(similarity > 60, "\(similarity)")
    #expect(Wording(canonical: right).similarity(to: Wording(canonical: left)) == similarity)
    #expect(isNear(left, right), "a store would not find it")
  }

  @Test(arguments: ["", "a", "ab", "abc", "abcd", "one fee for all that you need"])
  func `a letter beyond ASCII changes nothing about the others`(end: String) {
    // Plain lines are read another way than all others.
    let plain = "we promise one fee and keep it \(end)"
    let runs = plain.unicodeScalars.count - 1
    // Besides the runs with the two letters, the last one of the plain line has no space behind it.
    let similarity = Wording(canonical: plain).similarity(to: Wording(canonical: plain + " é"))
    #expect(similarity >= (runs - 6) * 100 / (runs + 3), "\(similarity)")
  }

  @Test(
    arguments: [
      (
        "this week in the show ana silva on raising fees without losing clients listen on thursday",
        "this week in the show tom berg on saying no to rush work listen on thursday"
      ),
      (
        "new in the guide chapter four explains deposits",
        "new in the guide chapter five explains late payment"
      ),
      ("what do you charge for a first talk", "what do you charge for a rush job"),
      (
        "料金の決め方に迷ったらまずお客様が一年で節約できる金額を書き出してみましょう",
        "請求書の送り方に迷ったらまず支払期限を書き出してみましょう"
      ),
      ("good morning", "good night"), ("", ""), ("", "good morning"), ("a", "b"),
    ]
  )
  func `posts of one template stay below`(_ left: String, _ right: String) {
    #expect(Wording(canonical: left).similarity(to: Wording(canonical: right)) <= 60)
  }

  @Test func `the closest pair of texts counts`() {
    let two = Wording(canonical: "something else entirely about bread\n" + Self.fee)
    #expect(two.similarity(to: Wording(canonical: Self.fee)) == 100)
    #expect(two.prints.count == 2)
    #expect(two.prints.last == Wording(canonical: Self.fee).prints.first)
  }

  /// The share of runs of letters, counted in the simplest way there is.
  private func share(_ left: String, _ right: String) -> Int {
    func runs(_ text: String) -> Set<String> {
      let letters = [" "] + text.unicodeScalars.map(String.init) + [" "]
      guard letters.count >= 4 else { return [letters.joined()] }
      return Set((0...letters.count - 4).map { letters[$0..<$0 + 4].joined() })
    }
    let (left, right) = (runs(left), runs(right))
    return left.intersection(right).count * 100 / left.union(right).count
  }

  @Test func `what is alike beyond a limit is told exactly, and nothing else`() {
    let seed: UInt64 = 29
    var random = SeededGenerator(seed: seed)
    let text = { (random: inout SeededGenerator) in
      String(
        (0..<Int.random(in: 1...60, using: &random)).map { _ in
          "abcé".randomElement(using: &random) ?? "a"
        }
      )
    }
    for _ in 0..<500 {
      let own = text(&random)
      let others = (0..<4).map { _ in String(own.prefix(Int.random(in: 0...40, using: &random))) }
        .map { $0 + text(&random) }
      let limit = Int.random(in: 0...100, using: &random)
      let found = Wording(canonical: own)
        .similarities(to: others.map { Wording(canonical: $0) }, above: limit)
      let counted = others.map { share(own, $0) }.map { $0 > limit ? $0 : nil }
      #expect(found == counted, "seed \(seed): \(own) beside \(others), limit \(limit)")
    }
  }

  @Test func `marks never say less than what texts have in common, and seldom much more`() throws {
    let seed: UInt64 = 31
    var random = SeededGenerator(seed: seed)
    let text = { (length: Int, letters: String, random: inout SeededGenerator) in
      String((0..<length).map { _ in letters.randomElement(using: &random) ?? "a" })
    }
    var beyond = 0
    for _ in 0..<500 {
      let letters = Bool.random(using: &random) ? "abcé" : "abcdefghijklmnopqrstuvwxyzäöü "
      let own = text(Int.random(in: 1...900, using: &random), letters, &random)
      let other =
        String(own.prefix(Int.random(in: 0...900, using: &random)))
        + text(Int.random(in: 1...900, using: &random), letters, &random)
      let marks = try [own, other].map {
        try #require(Wording(canonical: $0).prints.first).marks
      }
      let most = marks[0].mostInCommon(with: marks[1])
      let exact = Wording(canonical: own).similarity(to: Wording(canonical: other))
      #expect(most >= exact && most <= 100, "seed \(seed): \(own) beside \(other)")
      #expect(marks[1].mostInCommon(with: marks[0]) == most)
      beyond += most - exact
    }
    #expect(beyond < 500 * 20, "seed \(seed): \(beyond)")
  }

  @Test func `a sketch never changes, because it is stored`() throws {
    let sketch = try #require(Wording(canonical: "good morning").prints.first).sketch
    let hex = sketch.bytes.prefix(16).map { String($0, radix: 16) }.joined(separator: " ")
    #expect(hex == "26 fc 93 52 7 91 80 2f ac 36 b2 d9 89 79 8a 13")
    #expect(sketch.bytes.count == WordingSketch.byteCount)
    let stored = sketch.bytes.withUnsafeBytes { WordingSketch(reading: $0) }
    #expect(stored.distance(to: sketch) == 0)
    #expect(Wording(canonical: "").prints == [])
    #expect(Wording(canonical: "\n\n").prints == [])
  }

  @Test func `sketches differ in as many bits as one counts`() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      let bytes = (0..<2).map { _ in (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
      }
      let sketches = bytes.map { $0.withUnsafeBytes { WordingSketch(reading: $0) } }
      let counted = zip(bytes[0], bytes[1]).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
      #expect(sketches[0].distance(to: sketches[1]) == counted)
      #expect(sketches[0].bytes == bytes[0])
    }
    let none = [UInt8](repeating: 0, count: 64).withUnsafeBytes { WordingSketch(reading: $0) }
    let all = [UInt8](repeating: 255, count: 64).withUnsafeBytes { WordingSketch(reading: $0) }
    #expect(none.distance(to: all) == 512)
  }

  @Test func `copies are near, others seldom are`() {
    let seed: UInt64 = 11
    var random = SeededGenerator(seed: seed)
    let words = (0..<400).map { _ in
      String(
        (0..<Int.random(in: 3...9, using: &random)).map { _ in
          "abcdefghijklmnoprstuvw".randomElement(using: &random) ?? "a"
        }
      )
    }
    var (copies, found, strangers, crossed) = (0, 0, 0, 0)
    for _ in 0..<400 {
      let length = Int.random(in: 8...120, using: &random)
      let text = (0..<length).map { _ in words.randomElement(using: &random) ?? "" }
      var copy = text
      for _ in 0..<length / 10 {
        copy[Int.random(in: 0..<length, using: &random)] = words.randomElement(using: &random) ?? ""
      }
      let other = (0..<length).map { _ in words.randomElement(using: &random) ?? "" }
      let original = text.joined(separator: " ")
      if Wording(canonical: original).similarity(
        to: Wording(canonical: copy.joined(separator: " "))
      )
        > 60
      {
        copies += 1
        if isNear(original, copy.joined(separator: " ")) { found += 1 }
      }
      strangers += 1
      if isNear(original, other.joined(separator: " ")) { crossed += 1 }
    }
    #expect(copies > 200 && found * 100 >= copies * 99, "seed \(seed): \(found) of \(copies)")
    #expect(crossed * 100 <= strangers * 2, "seed \(seed): \(crossed) of \(strangers)")
  }

  private func isNear(_ left: String, _ right: String) -> Bool {
    let stored = Wording(canonical: right).prints.map(\.sketch)
    return Wording(canonical: left).prints.contains { print in
      !SketchTable(stored).near(print.sketch, within: print.reach(percent: 60)).isEmpty
    }
  }
}
