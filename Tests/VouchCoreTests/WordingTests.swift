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
    let shared = Set(Wording(canonical: left).bands)
      .intersection(Wording(canonical: right).bands)
    #expect(!shared.isEmpty, "a store would not find it")
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
    #expect(!Set(two.bands).isDisjoint(with: Wording(canonical: Self.fee).bands))
  }

  @Test func `a sketch never changes, because it is stored`() {
    let wording = Wording(canonical: "good morning")
    #expect(wording.sketch.count == 96)
    #expect(wording.bands.count == 24)
    #expect(wording.sketch.prefix(4) == [155_205_936, 702_924_728, 674_463_105, 29_249_829])
    #expect(Wording(canonical: "").sketch == [])
    #expect(Wording(canonical: "").bands == [])
  }

  @Test func `texts that are alike share a band, others seldom do`() {
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
    for _ in 0..<60 {
      let text = (0..<40).map { _ in words.randomElement(using: &random) ?? "" }
      var copy = text
      for _ in 0..<4 { copy[Int.random(in: 0..<40, using: &random)] = "changed" }
      let other = (0..<40).map { _ in words.randomElement(using: &random) ?? "" }
      let original = Wording(canonical: text.joined(separator: " "))
      let near = Wording(canonical: copy.joined(separator: " "))
      let far = Wording(canonical: other.joined(separator: " "))
      if original.similarity(to: near) > 60 {
        copies += 1
        if !Set(original.bands).isDisjoint(with: near.bands) { found += 1 }
      }
      strangers += 1
      if !Set(original.bands).isDisjoint(with: far.bands) { crossed += 1 }
    }
    #expect(copies > 40 && found * 100 >= copies * 97, "seed \(seed): \(found) of \(copies)")
    #expect(crossed * 100 <= strangers * 5, "seed \(seed): \(crossed) of \(strangers)")
  }
}
