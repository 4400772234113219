import Testing
import VouchCore

@Suite struct InspectTests {
  private func inspect(_ arguments: String..., input: String) throws -> Program.Outcome {
    try Program.run(["inspect"] + arguments, in: "/", input: input)
  }

  @Test func documentsHaveExactlyTheKeysOfTheContract() throws {
    let text = "Hello @Ana and @ana, see https://example.org/a #Books $ACME\n"
    let outcome = try inspect("-", "--channel", "x", "--format", "json", input: text)
    let document = try #require(JSON(parsing: outcome.out), "\(outcome)")
    #expect(
      document.keys == [
        "schema", "path", "mentions", "hashtags", "cashtags", "links", "flags", "channels",
      ]
    )
    #expect(document["schema"] == "vouch.inspect/1" && document["path"] == "-")
    #expect(
      document["mentions"] == [
        [
          "text": "@Ana", "canonical": "ana", "line": 1, "column": 7, "surface": "published",
        ]
      ]
    )
    #expect(document["hashtags"]?.elements.first?["canonical"] == "books")
    #expect(document["cashtags"]?.elements.first?["text"] == "$ACME")
    let link = try #require(document["links"]?.elements.first)
    #expect(link.keys == ["text", "url", "host", "line", "column"])
    #expect(link["host"] == "example.org" && link["column"] == 26)
    let channel = try #require(document["channels"]?.elements.first)
    #expect(channel.keys == ["channel", "text", "segments", "length", "limit", "unit"])
    #expect(channel["limit"] == 280 && channel["unit"] == "weighted")
  }

  @Test func withoutAHeadEveryChannelIsShown() throws {
    let outcome = try inspect("-", "--format", "json", input: "Just *words*.\n")
    let document = try #require(JSON(parsing: outcome.out), "\(outcome)")
    #expect(
      document["channels"]?.elements.compactMap { $0["channel"]?.string }
        == ChannelCatalog.known.profiles.map(\.channel.name)
    )
    #expect(document["channels"]?.elements.first?["text"] == "Just words.")
  }

  @Test func chatsTellWhenEachPostGoesOut() throws {
    let draft = "---\nchannel: x\nkind: chat\n---\nWelcome\n\n## Q1 +5m\n\nFirst?\n"
    let outcome = try inspect("-", "--format", "json", input: draft)
    let channel = try #require(
      JSON(parsing: outcome.out)?["channels"]?.elements.first,
      "\(outcome)"
    )
    #expect(channel["offsets"] == [0, 300])
    #expect(channel["segments"]?.elements.count == 2)
  }

  @Test func plainTextIsTakenAsItIs() throws {
    let outcome = try inspect(
      "-",
      "--plain",
      "--channel",
      "x",
      "--format",
      "json",
      input: "*a* <b>"
    )
    #expect(
      JSON(parsing: outcome.out)?["channels"]?.elements.first?["text"] == "*a* <b>",
      "\(outcome)"
    )
  }

  @Test func eachLineGetsADocumentOfItsOwn() throws {
    let input = "\"Hi @ana\"\n\"two\\nlines #tag\"\n"
    let outcome = try inspect("-", "--lines", "--plain", "--format", "json", input: input)
    let lines = outcome.out.split(separator: "\n").map { JSON(parsing: String($0)) }
    #expect(lines.count == 2, "\(outcome)")
    #expect(lines.first??["mentions"]?.elements.first?["canonical"] == "ana")
    #expect(lines.last??["hashtags"]?.elements.first?["line"] == 2)
    let broken = try inspect("-", "--lines", input: "\"ok\"\nnot json\n")
    #expect(broken.status == 1 && broken.err.contains("line 2 of -"), "\(broken)")
  }

  @Test func unknownChannelsAreNamed() throws {
    let outcome = try inspect("-", "--channel", "myspace", input: "Hi")
    #expect(outcome.status == 1 && outcome.err.contains("there are x, mastodon"), "\(outcome)")
  }
}
