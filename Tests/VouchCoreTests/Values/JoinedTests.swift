import Testing
import VouchCore

@Suite struct JoinedTests {
  @Test(arguments: [[], [""], ["one"], ["one", "two"], ["", "é", "", "👩‍👧"]])
  func listsOfTextsAreJoinedAsTheLibraryDoes(texts: [String]) {
    // A slice is the library's own business.
    #expect(texts.joined() == texts[...].joined())
    #expect(texts.joined(separator: ", ") == texts[...].joined(separator: ", "))
  }
}
