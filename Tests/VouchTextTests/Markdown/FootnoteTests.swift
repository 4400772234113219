import Testing
import VouchCore

@testable import VouchText

struct FootnoteTests {
  @Test(arguments: [
    ("Clay[^1]\n\n[^1]: From here", "Clay[1]\n\n[1] From here"), ("Clay[^1]", "Clay[^1]"),
  ])
  func aCaretIsANoteWhereOneIsDefined(markdown: String, expected: String) throws {
    #expect(try published(markdown) == expected)
  }

  /// What has no mark of a footnote is read without looking for any; an entity is such a mark.
  @Test func lookingForFootnotesChangesNothingWhereThereAreNone() throws {
    let pieces = [
      "a", "b c", "[", "]", "[a]", "(u)", ": ", "!", "*", "**", "~~", "_", "> ", "- ", "1. ", "\n",
      "\n\n", "\\", "# ", "| a | b |\n|---|---|\n", "[a]: /u\n", "[x] ", "`", "<b>",
    ]
    for seed in 0..<600 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 1...20, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let plain = try rendered(text + "\n\n\nx").parsed
      let marked = try rendered(text + "\n\n\n&").parsed
      #expect(
        plain.published.string.dropLast() == marked.published.string.dropLast(),
        "seed \(seed): \(text.debugDescription)"
      )
      #expect(plain.unpublished == marked.unpublished, "seed \(seed)")
      #expect(plain.links.map(\.textRange) == marked.links.map(\.textRange), "seed \(seed)")
    }
  }
}
