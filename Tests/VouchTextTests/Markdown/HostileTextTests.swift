import Foundation
import Testing
import VouchCore

@testable import VouchText

struct HostileTextTests {
  /// Reads the text, or refuses it; both are answers.
  private func answer(_ text: String) -> String {
    do {
      return try rendered(text).parsed.published.string
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    "![[]()", "<?", "a <?", "> ", "- ", "*a **a ", "_a ", "a_ ", "[a", "a]", "[ (](", "[a](<b",
    "[a](b", "a\n-|-\n", "aaa\rbbb\n-\u{B}\n", "<!--", "</", "&", "\\", "`", "e``", "[^a]", "~~a",
    "|a", "<a ", "<div>\n", "\t", "\r", "[x]: y\n", "1. ", "#", "![p", "<a b=\"", "a\n---\n",
  ])
  func aQuarterOfAMegabyteOfItEnds(unit: String) {
    let text = String(repeating: unit, count: 60_000 / unit.utf8.count)
    #expect(answer(text).utf8.count < 4_000_000)
    #expect(answer("<div>\n" + text).utf8.count < 4_000_000)
  }

  @Test func longDefinitionsAreNotUsedWithoutBound() {
    let text =
      "[r]: " + String(repeating: "u", count: 50_000) + "\n\n"
      + String(repeating: "[r] ", count: 20_000)
    #expect(throws: DraftError.self) { try rendered(text) }
  }

  @Test(arguments: [("> ", 65), ("- ", 65), ("> - ", 33), ("1. ", 65)])
  func nestingHasABound(mark: String, count: Int) throws {
    #expect(throws: DraftError.self) { try rendered(String(repeating: mark, count: count) + "a") }
    _ = try rendered(String(repeating: mark, count: count - 1) + "a")
  }

  @Test func nestedEmphasisHasABound() throws {
    let open = String(repeating: "*a **a ", count: 40)
    let close = String(repeating: " a** a*", count: 40)
    let error = #expect(throws: DraftError.self) { try rendered("x\n\n" + open + "b" + close) }
    #expect(error?.problems.map(\.location.line) == [3])
  }

  @Test func rowsOfStarsAreBreaksHoweverLong() throws {
    #expect(try published("a\n\n" + String(repeating: "* ", count: 90) + "\n\nb") == "a\n\nb")
  }

  @Test func parsesAtTheSameTimeFindTheSame() async throws {
    let texts = (0..<40).map { (seed: UInt64) in
      var generator = MarkdownGenerator(seed: seed + 10_000)
      return generator.text() + "\n\n~~a~~ <https://e.com> | b"
    }
    let expected = texts.map(answer)
    await withTaskGroup(of: [String].self) { group in
      for _ in 0..<4 {
        group.addTask { (0..<10).flatMap { _ in texts.map(answer) } }
      }
      for await answers in group {
        for (index, answer) in answers.enumerated() { #expect(answer == expected[index % 40]) }
      }
    }
  }

  @Test func theSpecificationIsReadWithoutLosingAPlace() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "shared/conformance/cmark-gfm/spec.txt")
    guard let spec = try? String(contentsOf: file, encoding: .utf8) else {
      print("skipped: no specification beside the project")
      return
    }
    let fence = String(repeating: "`", count: 32)
    let examples = spec.components(separatedBy: fence + " example").dropFirst().compactMap {
      $0.components(separatedBy: "\n.\n").first.map { $0.drop { $0 != "\n" }.dropFirst() }
    }
    #expect(examples.count > 600)
    for example in examples {
      let text = example.replacingOccurrences(of: "→", with: "\t")
      guard !text.contains("\u{0}") else { continue }
      let parsed = try rendered(text).parsed
      let lost = parsed.published.origins.filter { $0.end - $0.start > 60 }
      #expect(lost.isEmpty, "\(text.debugDescription): \(lost)")
    }
  }
}
