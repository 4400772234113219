import Testing
import VouchCore

@testable import VouchText

struct SegmentTests {
  private func segments(_ markdown: String, _ kind: DraftKind) throws -> [String] {
    let parsed = try rendered(markdown, kind: kind).parsed
    return parsed.segments.map { parsed.published.string(in: $0.range) }
  }

  private func problems(_ markdown: String, _ kind: DraftKind) throws -> [String] {
    try rendered(markdown, kind: kind).problems.map { "\($0.location.line) \($0.message)" }
  }

  @Test func aThreadFallsIntoPostsAtItsBreaks() throws {
    let body = "One\n\n---\n\nTwo\n\n* * *\n\n> Three\n"
    #expect(try segments(body, .thread) == ["One", "Two", "> Three"])
    #expect(try published(body, kind: .thread) == "One\n\nTwo\n\n> Three")
    #expect(try rendered(body, kind: .thread).markdown == ["One", "Two", "> Three"])
  }

  @Test func aBreakInsideAQuoteStartsNoPost() throws {
    #expect(try segments("> One\n>\n> ---\n>\n> Two", .thread) == ["> One\n>\n> Two"])
  }

  @Test func otherKindsAreOnePost() throws {
    #expect(try segments("One\n\n---\n\nTwo", .post) == ["One\n\nTwo"])
  }

  @Test func emptyPostsOfAThreadAreProblems() throws {
    #expect(
      try problems("One\n\n---\n\n---\n\nTwo", .thread)
        == ["5 this break starts the next post, but the one before it is empty"]
    )
    #expect(try problems("One\n\n---\n", .thread) == ["3 the post after this break is empty"])
    #expect(
      try problems("---\n\nOne", .thread)
        == ["1 this break starts the next post, but the one before it is empty"]
    )
  }

  @Test(arguments: [DraftKind.post, .thread, .reply])
  func dashesRightUnderATextAreAProblem(kind: DraftKind) throws {
    #expect(
      try problems("One\n---\n\nTwo", kind) == [
        "2 this line of dashes makes a heading of the text above it"
      ]
    )
    #expect(try problems("One\n===\n\nTwo", kind) == [])
  }

  @Test func aChatFallsIntoQuestionsWithTheirTimes() throws {
    let body = """
      Welcome.

      ## Q1 +5m

      First?

      ## Q2 +1h30m What do *you* charge?

      Tell us.
      """
    let parsed = try rendered(body, kind: .chat).parsed
    #expect(
      parsed.segments.map { parsed.published.string(in: $0.range) }
        == ["Welcome.", "Q1\n\nFirst?", "Q2 What do you charge?\n\nTell us."]
    )
    #expect(parsed.segments.map(\.offset) == [.minutes(0), .minutes(5), .minutes(90)])
    #expect(
      try rendered(body, kind: .chat).markdown == [
        "Welcome.", "## Q1 +5m\n\nFirst?", "## Q2 +1h30m What do *you* charge?\n\nTell us.",
      ]
    )
  }

  @Test func aChatMayBeginWithAQuestion() throws {
    let parsed = try rendered("## Q1 +0m\n\nFirst?", kind: .chat).parsed
    #expect(parsed.segments.map(\.offset) == [.minutes(0)])
    #expect(parsed.published.string == "Q1\n\nFirst?")
  }

  @Test(arguments: [
    ("Just text", ["1 a chat needs at least one question"]),
    (
      "## Q1\n\nText",
      ["1 a chat needs at least one question", "1 this looks like a question but names no time"]
    ),
    (
      "## Q1 +5m\n\na\n\n## Q2 +5m\n\nb", ["5 the times of questions must rise: 5m is not after 5m"]
    ),
    ("Hello\n\n## Q1 +0m\n\na", ["3 the times of questions must rise: 0s is not after 0s"]),
    ("## Q1 +5m\n\n## Q2 +6m\n\nb", ["1 this question has no text"]),
    (
      "### Q1 +5m\n\na",
      ["1 a chat needs at least one question", "1 a question is a heading of the second level"]
    ),
  ])
  func problemsOfAChatAreNamed(body: String, expected: [String]) throws {
    #expect(try problems(body, .chat).sorted() == expected)
  }
}
