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
}
