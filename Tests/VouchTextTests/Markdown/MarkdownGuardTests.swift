import Testing
import VouchCore

@testable import VouchText

struct MarkdownGuardTests {
  /// Texts about as long as those that are just not small any more.
  @Test func whatIsCalledSmallIsRefusedForItsDepthAtMost() {
    var small = 0
    for seed in 0..<400 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let units = [
        "|", "]", "a|b\n", "-|-\n", "|", "![", "](", "[x]: ", "<?", "<!a", "> ", "\n\n", "word ",
        "---\n",
      ].shuffled(using: &random).prefix(3)
      let count = Int.random(in: 1...1200, using: &random)
      let text = (0..<count).map { _ in units.randomElement(using: &random) ?? "" }.joined()
      let source = MarkdownSource(bytes: Array(text.utf8), pieces: [])
      guard MarkdownGuard.isSmall(source) else { continue }
      small += 1
      let refusal = MarkdownGuard.closeRefusal(of: source, maxDepth: 64)
      #expect(refusal == nil || refusal?.message.hasPrefix("nested") == true, "seed \(seed)")
    }
    #expect(small > 100)
  }

  private let head = "---\nchannel: x\n---\n"

  @Test func aTableThatFillsEveryShortRowUpIsRefused() {
    let columns = 300
    let table =
      String(repeating: "|a", count: columns) + "|\n" + String(repeating: "|-", count: columns)
      + "|\n" + String(repeating: "b\n", count: 300)
    #expect(
      problems(head + table) == [
        "222:1 what may be a table has too many cells: 301 for each row"
      ]
    )
  }

  @Test func aRowOfThousandsOfCellsIsRefused() {
    let row = String(repeating: "a|", count: 2000)
    #expect(problems(head + "a|b\n-|-\n\(row)\n") == ["6:1 too many '|' in one line: 2000"])
  }

  @Test func aTableAsLargeAsPeopleWriteIsRead() throws {
    let rows = String(repeating: "| a | b | c | d | e |\n", count: 500)
    let table = "| a | b | c | d | e |\n|---|---|---|---|---|\n" + rows
    #expect(try draft(head + table).readings[0].published.string.hasSuffix("a | b | c | d | e"))
  }

  @Test func shortTablesWithBlankLinesBetweenThemDoNotAddUp() {
    let table = "|a|b|c|\n|-|-|-|\n|d|e|f|\n\n"
    #expect(problems(head + String(repeating: table, count: 1500)) == [])
  }

  @Test func aLineOfVerticalTabsDoesNotEndWhatMayBeATable() {
    let columns = 300
    let table =
      String(repeating: "|a", count: columns) + "|\n" + String(repeating: "|-", count: columns)
      + "|\n" + String(repeating: "\u{0B}\n", count: 300)
    #expect(problems(head + table).count == 1)
  }

  @Test func aLongAddressThatIsUsedManyTimesIsRefused() {
    let text =
      "[r]: https://example.com/" + String(repeating: "r", count: 20_000) + "\n\n"
      + String(repeating: "[c][r] ", count: 2000)
    #expect(problems(head + text) == ["4:1 too many uses of a definition this long"])
  }

  @Test func linksThatSayTheirOwnHostAreShownOnce() throws {
    let text = String(repeating: "[a.example](https://a.example) *b* ", count: 50)
    let reading = try #require(try draft(head + text).readings.first)
    #expect(reading.regions.filter { $0.kind == .linkText }.count == 50)
    #expect(reading.regions.filter { $0.kind == .emphasis }.count == 50)
  }

  @Test(arguments: ["<?", "<!A ", "<![CDATA["])
  func whatTheLibraryLooksForTheEndOfAgainAndAgainIsRefused(_ opener: String) {
    let text = "a " + String(repeating: opener, count: 25_000)
    #expect(problems(head + text).first?.contains("too many HTML instructions") == true)
  }

  @Test func aFewDeclarationsAreRead() throws {
    let text = "A <!DOCTYPE html> word.\n" + String(repeating: "word and word\n", count: 3000)
    #expect(try draft(head + text).readings[0].rawHTML.count == 1)
  }
}
