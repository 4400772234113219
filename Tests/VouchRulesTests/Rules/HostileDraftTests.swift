import Testing
import VouchCore
import VouchRules

/// Drafts as large as they may be, made to cost as much as they can.
struct HostileDraftTests {
  @Test(
    arguments: [
      "@a1 ", "#t1 ", "ad https://a.example/?aff=1 ", "tag a friend ", "t4g a friend ",
      "!", "LOUD ", "555-", "sk_live_", "password: ", "+1 2 3 ", "like and ", "<b>", "ad ad ",
      "https://a.example/?u=https://b.example ", "#ad #b #c ", "a\n\n---\n\n", "\u{200B}", "(",
    ]
  )
  func `a draft of one thing over and over gets its report`(_ piece: String) throws {
    let body = String(repeating: piece, count: 6000 / piece.utf8.count)
    let thread =
      "---\nchannel: threads\nkind: thread\ntopics: [a]\nwhy: Show that nothing breaks.\n---\nA\n"
    for draft in [thread + body, "A " + body] {
      guard let report = try? Asking().report(on: draft) else { continue }
      for finding in report.findings {
        #expect(finding.start.line >= 1 && finding.start <= finding.end)
      }
    }
  }

  @Test(arguments: ["\n\n", "\n\n\n\n\n\n"])
  func `a topic of several lines is shown on one`(_ breaks: String) throws {
    let draft = "---\nchannel: x\ntopics: [pricin\(breaks) g]\nwhy: Show one line.\n---\nA text.\n"
    let findings = try Asking(policy: "topics: {news: {about: What is new}}")
      .findings("topics", in: draft)
    let spaces = String(repeating: " ", count: breaks.count - 1)
    #expect(findings == ["3:10 error: 'pricin\(spaces)g' is not a topic of the policy"])
  }
}
