import Testing
import VouchCore

@testable import VouchText

struct HostileHeadTests {
  @Test(arguments: [
    "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "channels: " + String(repeating: "[", count: 5000),
    "channels: " + String(repeating: "{a: ", count: 3000),
    String(repeating: "- ", count: 5000),
    "why: " + String(repeating: "x", count: 20_000),
    "why: !!binary " + String(repeating: "x", count: 100),
    String(repeating: "x", count: 10_000) + ": 1",
  ])
  func whatIsTooMuchIsRefusedInsideTheFile(_ head: String) {
    let text = "---\n\(head)\n---\nA body.\n"
    let source = SourceText(path: "draft.md", bytes: Array(text.utf8))
    do {
      _ = try draft(text)
      Issue.record("it was read: \(head.prefix(40))")
    } catch {
      #expect(error.problems.allSatisfy { $0.end.line <= source.lineCount })
    }
  }

  @Test func aDraftOneByteTooLargeIsRefusedUnread() {
    let text = "---\nchannel: x\n---\n"
    let whole = text + String(repeating: "a", count: 262_145 - text.utf8.count)
    #expect(
      problems(whole) == ["1:1 a draft has at most 262144 bytes; this one has 262145"]
    )
  }

  @Test func aDraftTakesTwentyFilesWhereverTheyAreNamed() {
    func text(listed: Int, shown images: [String], inShort short: [String] = []) -> String {
      let list = (0..<listed).map { "page\($0).png" }.joined(separator: ", ")
      let media = listed == 0 ? "" : "media: [\(list)]\n"
      let texts = short.isEmpty ? "" : "texts:\n  x: \"\(short.map { "![](\($0))" }.joined())\"\n"
      let body = images.map { "![A kettle](\($0))\n\n" }.joined()
      return "---\nchannels: [blog, x]\n\(media)\(texts)---\n\(body)Tea.\n"
    }
    func kettles(_ range: Range<Int>) -> [String] { range.map { "kettle\($0).png" } }
    for draft in [
      text(listed: 20, shown: []),
      text(listed: 5, shown: kettles(0..<15)),
      text(listed: 0, shown: kettles(0..<20), inShort: kettles(0..<20)),
      text(listed: 0, shown: Array(repeating: "kettle.png", count: 50)),
      text(listed: 20, shown: (0..<50).map { "https://example.com/\($0).png" } + ["page3.png"]),
    ] {
      #expect(problems(draft) == [])
    }
    let refusal = "a draft takes at most 20 files; these are 21"
    let help = "leave out the images that say least"
    #expect(
      problems(text(listed: 0, shown: kettles(0..<21))) == ["44:1 \(refusal) [\(help)]"]
    )
    #expect(
      problems(text(listed: 5, shown: kettles(0..<16))) == ["35:1 \(refusal) [\(help)]"]
    )
    #expect(
      problems(text(listed: 0, shown: kettles(0..<11), inShort: kettles(11..<21))).count == 1
    )
    #expect(
      problems(text(listed: 21, shown: [])).map { $0.prefix(30) } == [
        "3:239 a draft takes at most 20"
      ]
    )
  }

  @Test func aMissionAsksFiveHundredPeopleAtMost() {
    func text(_ count: Int) -> String {
      let people = (0..<count).map { "\"@p\($0)\"" }.joined(separator: ", ")
      return
        "---\nchannel: x\nkind: mission\nmission:\n  ask: Read it\n  people: [\(people)]\n---\nTea.\n"
    }
    #expect(problems(text(500)) == [])
    let refused = problems(text(501))
    #expect(refused.count == 1)
    #expect(refused.first?.contains("a mission asks at most 500 people; these are 501") == true)
  }
}
