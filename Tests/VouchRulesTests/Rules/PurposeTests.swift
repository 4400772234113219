import Testing
import VouchCore
import VouchRules

struct PurposeTests {
  private static let draft = """
    ---
    channel: x
    why: People ask us about fees every week.
    ---
    What it costs, and why.
    """

  @Test(arguments: [
    ([4], "submission 4"),
    ([4, 9, 12], "submission 4, 9, 12"),
    ([2, 4, 9, 12], "submission 4, 9, 12 and others"),
  ])
  func `a purpose that many share names the newest three`(_ others: [Int], _ named: String) throws {
    let found = try Asking(history: History(samePurpose: others)).findings(
      "purpose",
      in: Self.draft
    )
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("the `why` is that of \(named)") == true, "\(found)")
  }
}
