import Testing
import VouchCore

@testable import VouchText

struct DraftParserTests {
  static let whole = """
    ---
    title: Pricing office hours
    channels: [linkedin, x]          # or  channel: linkedin
    kind: mission
    topics: [pricing]
    why: Start talks with consultants who ask us about fees every week.
    schedule:
      after: 2026-12-01T09:00        # local wall time in the brand's zone
      before: 2026-12-05
      at: 2026-12-02T12:15:40
    media:
      - {file: ama.png, alt: "A notebook with three price columns"}
      - images/other.png
    disclosure: none
    promotional: false
    mission:
      ask: Share the post with one sentence of your own
      people: ["@ana", '@li', bob]
    texts:
      x: Short form for a *short* network.
    campaign: office-hours
    ---
    Body with **weight**.

    """

  @Test func readsEveryKeyOfTheHead() throws {
    let draft = try draft(Self.whole)
    let head = draft.frontMatter
    #expect(head.title?.value == "Pricing office hours")
    #expect(draft.channels == [.linkedin, .x])
    #expect(head.kind == .mission)
    #expect(head.topics.map(\.value) == ["pricing"])
    #expect(head.why?.value == "Start talks with consultants who ask us about fees every week.")
    #expect(head.schedule.after?.value == Instant(seconds: 1_796_133_600))
    #expect(head.schedule.before?.value == Instant(seconds: 1_796_533_200))
    #expect(head.schedule.at?.value == Instant(seconds: 1_796_231_700))
    #expect(head.media.map(\.file.value) == ["ama.png", "images/other.png"])
    #expect(head.media.map(\.alt?.value) == ["A notebook with three price columns", nil])
    #expect(head.disclosure?.value == Disclosure.none)
    #expect(!head.promotional)
    #expect(head.mission?.ask?.value == "Share the post with one sentence of your own")
    #expect(head.mission?.people.map(\.value) == ["@ana", "@li", "bob"])
    #expect(head.campaign?.value == "office-hours")
    #expect(draft.readings.map(\.channels) == [[.linkedin], [.x]])
    #expect(
      draft.renditions.map(\.text) == ["Body with weight.", "Short form for a short network."]
    )
  }

  @Test func locatesEveryValueOfTheHead() throws {
    let draft = try draft(Self.whole)
    let head = draft.frontMatter
    func text(_ span: SourceSpan?) -> String? { span.map(draft.source.text(in:)) }
    #expect(text(head.title?.span) == "Pricing office hours")
    #expect(head.channels.map { text($0.span) } == ["linkedin", "x"])
    #expect(text(head.schedule.at?.span) == "2026-12-02T12:15:40")
    #expect(text(head.media.first?.alt?.span) == "A notebook with three price columns")
    #expect(head.mission?.people.map { text($0.span) } == ["@ana", "@li", "bob"])
    #expect(text(head.span)?.hasPrefix("---\ntitle") == true)
    #expect(text(head.span)?.hasSuffix("office-hours\n---") == true)
  }

  @Test(arguments: [
    "", " \t\n", "\u{A0}", "\u{3000}\n\u{2003}", "\u{85}", "\u{2028}\n", "\u{200B}\u{2060}\u{FEFF}",
    "\u{2800}", "\u{3164}", "\u{AD}",
  ])
  func `a body of white space only is empty`(body: String) {
    let found = problems("---\nchannel: x\n---\n\(body)\n")
    #expect(found == ["4:1 the body is empty [write the post below the head]"])
  }

  @Test(arguments: ["&nbsp;", "&#8203;&ensp;", "**&nbsp;**", "&#x3000;", "`\u{A0}`", "<b></b>"])
  func `a body that shows nothing is refused`(body: String) {
    let found = problems("---\nchannel: x\n---\n\(body)\n")
    #expect(found == ["4:1 nothing of this text would be seen"])
  }

  @Test func cashtagsFoldLikeOtherTokens() throws {
    let draft = try draft("---\nchannel: x\n---\nBuy $ABC or $abc now.\n")
    #expect(draft.readings.flatMap(\.cashtags).map(\.canonical) == ["abc", "abc"])
  }
}
