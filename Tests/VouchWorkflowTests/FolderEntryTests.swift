import Testing
import VouchTestSupport

@testable import VouchWorkflow

@Suite struct FolderEntryTests {
  private static let letters = ["a", "b", "e", "z", "-", "1", "\u{301}", "é", "\u{327}", "字", "~"]

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func theOrderIsThatOfTheNames(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let names = (0..<30).map { _ in
      // Much alike, so that they differ anywhere.
      let start = String("eaze-1ee".prefix(Int.random(in: 0...8, using: &random)))
      let count = Int.random(in: 0...4, using: &random)
      return start
        + (0..<count).map { _ in Self.letters.randomElement(using: &random) ?? "" }.joined()
    }
    let sorted = names.map { FolderEntry($0, isFolder: nil) }.sorted().map(\.name)
    #expect(sorted == names.sorted(), "seed \(seed)")
  }
}
