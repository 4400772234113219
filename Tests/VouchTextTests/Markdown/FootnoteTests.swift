import Testing
import VouchCore

@testable import VouchText

struct FootnoteTests {
  @Test(arguments: [
    ("Clay[^1]\n\n[^1]: From here", "Clay[1]\n\n[1] From here"), ("Clay[^1]", "Clay[^1]"),
    ("Clay[\\^1]", "Clay[^1]"),
  ])
  func aCaretIsANoteWhereOneIsDefined(markdown: String, expected: String) throws {
    #expect(try published(markdown) == expected)
  }

  /// The library would take what stands behind such a caret in memory for the name of a note.
  @Test(arguments: [
    "&Hat;", "&#94;", "&#x5e;", "&#X5E;", "&#x00005E;", "&#0000094;",
  ])
  func aCaretWrittenAsAnEntityIsShownAsItIs(caret: String) throws {
    #expect(try published("Clay[\(caret)1]") == "Clay[^1]")
    #expect(try published("Clay[\(caret)1 *and* all that]") == "Clay[^1 and all that]")
    #expect(try published("Clay[\(caret)1]\n\na^b") == "Clay[^1]\n\na^b")
    // Without footnotes, what would define one defines a link.
    let text = try published("Clay[\(caret)1 or so]\n\n[^1]: x")
    #expect(text.hasPrefix("Clay[^1 or so]"), "\(text)")
  }

  /// Other entities behind brackets do not keep a note from being one.
  @Test(arguments: [
    "&amp;", "&#9;", "&#940;", "&#x5;", "&#x5ef;", "&Hat", "&#", "&", "&#94", "&#x",
  ])
  func anotherEntityBehindABracketKeepsNotes(entity: String) throws {
    #expect(try published("[\(entity)x] [^1]\n\n[^1]: Here").hasSuffix("[1]\n\n[1] Here"))
    #expect(try published("[^1]\n\n[^1]: Here [\(entity)").hasPrefix("[1]\n\n[1] Here ["))
  }

  /// What has no mark of a footnote is read without looking for notes.
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
      let marked = try rendered(text + "\n\n\n[^").parsed
      #expect(
        plain.published.string.dropLast() == marked.published.string.dropLast(2),
        "seed \(seed): \(text.debugDescription)"
      )
      #expect(plain.unpublished == marked.unpublished, "seed \(seed)")
      #expect(plain.links.map(\.textRange) == marked.links.map(\.textRange), "seed \(seed)")
    }
  }
}
