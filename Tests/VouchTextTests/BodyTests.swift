import Testing
import VouchCore

@testable import VouchText

struct BodyTests {
  private let head = "---\nchannels: [x, linkedin]\n---\n"

  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyLineEndIsUnderstood(end: String) throws {
    let text = (head + "One\ntwo\n\n> three\n").split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    .joined(separator: end)
    for mark in ["", "\u{FEFF}"] {
      let draft = try draft(mark + text)
      #expect(draft.readings[0].published.string == "One two\n\n> three")
      let three = draft.readings[0].published
      let place = draft.source.location(at: three.origins[three.count - 5].start)
      #expect(place == SourceLocation(line: 7, column: 3))
    }
  }

  @Test func theBodyKnowsItsPlaceInTheFile() throws {
    let draft = try draft(head + "Héllo **@ana**")
    let published = draft.readings[0].published
    #expect(draft.source.text(in: published.span(of: 6..<10)) == "@ana")
    #expect(
      draft.source.location(at: published.origins[6].start) == SourceLocation(line: 4, column: 9)
    )
  }

  @Test(arguments: [
    "---\nchannels: [x]\ntexts:\n  x: |\n    One *two*\n\n    > three\n---\n",
    "---\nchannels: [x]\ntexts:\n  x: |-\n      One *two*\n\n      > three\n---\n",
    "---\r\nchannels: [x]\r\ntexts:\r\n  x: |\r\n    One *two*\r\n\r\n    > three\r\n---\r\n",
  ])
  func textsOfChannelsKnowTheirPlaces(text: String) throws {
    let draft = try draft(text)
    let reading = try #require(draft.readings.last)
    #expect(reading.published.string == "One two\n\n> three")
    for (index, scalar) in reading.published.scalars.enumerated()
    where scalar.properties.isAlphabetic {
      #expect(draft.source.text(in: reading.published.origins[index]) == String(scalar))
    }
  }

  @Test(arguments: [
    ("x: One *two*", "One two"), ("x: 'it''s *two*'", "it's two"),
    ("x: \"a \\\"b\\\" c\"", "a \"b\" c"),
    ("x: One\n    two", "One two"), ("x: >\n    One\n    two\n", "One two"),
  ])
  func otherSpellingsOfTextsKnowTheirPlacesToo(spelling: String, published: String) throws {
    let draft = try draft("---\nchannel: x\ntexts:\n  \(spelling)\n---\n")
    let reading = try #require(draft.readings.last)
    #expect(reading.published.string == published)
    for (index, scalar) in reading.published.scalars.enumerated()
    where scalar.properties.isAlphabetic {
      #expect(draft.source.text(in: reading.published.origins[index]) == String(scalar))
    }
  }

  @Test(arguments: [
    (
      "",
      [
        "1:1 a draft begins with a head between two lines of three dashes ['vouch new post' makes one to start from]"
      ]
    ),
    (
      "---\nchannel: x\n",
      ["1:1 the head is not closed [put a line of three dashes behind its last key]"]
    ),
    ("---\nchannel: x\n---\n  \n\t\n", ["4:1 the body is empty [write the post below the head]"]),
    ("---\nchannel: x\n---\n<!-- only -->\n", ["4:1 nothing of this text would be seen"]),
    (
      "---\nchannel: x\n---\n\n---\ntitle: b\n---\nText",
      [
        "5:1 a second head begins here; a draft has one [put all keys into the first head, or each draft into a file of its own]"
      ]
    ),
    (
      "---\nchannel: x\n---\nText\n---\nmore",
      [
        "5:1 this line of dashes makes a heading of the text above it [leave a blank line above it, or write the heading with ##]"
      ]
    ),
    ("---\nchannel: x\n---\nText\u{0}", ["4:5 a NUL byte; a draft is text"]),
  ])
  func whatIsNoDraftIsRefused(text: String, expected: [String]) {
    #expect(problems(text) == expected)
  }

  @Test func whatIsNotUTF8IsRefusedAtItsPlace() {
    let bytes = Array("---\nchannel: x\n---\nä".utf8) + [0xC3, 0x28]
    let error = #expect(throws: DraftError.self) { try parser.parse(bytes, path: "-") }
    #expect(
      error?.problems == [
        DraftProblem("the byte 0xC3 is not UTF-8", at: SourceLocation(line: 4, column: 2))
      ]
    )
  }

  @Test(arguments: 0..<24)
  func aByteThatBeginsNoLetterIsRefusedWhereverItStands(place: Int) {
    let before = Array("---\nchannel: x\n---\n".utf8) + Array(repeating: 0x61, count: place)
    for byte in Array(0x80...0xC1) + Array(0xF5...0xFF) as [UInt8] {
      let bytes = before + [byte] + Array("and what follows".utf8)
      let error = #expect(throws: DraftError.self) { try parser.parse(bytes, path: "-") }
      let code = String(byte, radix: 16, uppercase: true)
      let location = SourceLocation(line: 4, column: place + 1)
      #expect(error?.problems == [DraftProblem("the byte 0x\(code) is not UTF-8", at: location)])
    }
  }

  @Test func limitsHoldBeforeAnythingIsParsed() {
    let long = head + String(repeating: "a", count: 262_144)
    #expect(problems(long) == ["1:1 a draft has at most 262144 bytes; this one has 262176"])
    let wide = "---\n" + String(repeating: "# comment\n", count: 1700) + "---\n"
    #expect(problems(wide) == ["2:1 a head has at most 16384 bytes; this one has 17000"])
    let deep = "---\nchannel: x\ntopics: " + String(repeating: "[", count: 8000) + "\n---\nText"
    #expect(problems(deep).first == "3:72 the head is nested more than 64 deep")
    let dashes =
      "---\nchannel: x\ntopics:\n  " + String(repeating: "- ", count: 8000) + "\n---\nText"
    #expect(problems(dashes).first == "4:127 the head is nested more than 64 deep")
  }

  @Test func aChannelWithMarkdownGetsTheMarkdown() throws {
    let draft = try draft("---\nchannels: [blog, x]\n---\n\n# One\r\n\r\n*two*  \r\n\r\n")
    #expect(draft.renditions.map(\.text) == ["# One\n\n*two*", "One\n\ntwo"])
  }

  @Test func timesThatExistTwiceAreNoted() throws {
    let draft = try draft("---\nchannel: x\nschedule: {at: 2026-11-01T01:30}\n---\nText")
    #expect(draft.frontMatter.schedule.at?.value == Instant(seconds: 1_793_511_000))
    #expect(draft.notes.map(\.location) == [SourceLocation(line: 3, column: 16)])
  }

  @Test func inspectionNeedsNoHead() throws {
    let bytes = Array("*Hi* @ana".utf8)
    let all = try parser.inspect(bytes, path: "-", plain: false, channel: nil)
    #expect(all.renditions.map(\.channel) == ChannelCatalog.known.profiles.map(\.channel))
    let plain = try parser.inspect(bytes, path: "-", plain: true, channel: .x)
    #expect(plain.renditions.map(\.text) == ["*Hi* @ana"])
    let headed = try parser.inspect(
      Array((head + "*Hi*").utf8),
      path: "-",
      plain: false,
      channel: nil
    )
    #expect(headed.renditions.map(\.text) == ["Hi", "Hi"])
    let other = try parser.inspect(
      Array((head + "*Hi*").utf8),
      path: "-",
      plain: false,
      channel: .bluesky
    )
    #expect(other.renditions.map(\.channel) == [.bluesky])
  }
}
