import Foundation
import Testing
import VouchCore

@Suite struct AssistantTests {
  private static let strict = Studio.policy
    .replacing("per-day: 100}", with: "per-day: 2, requires: [reference, training]}")
    .replacing("assistants:", with: "training: 3\nassistants:")

  @Test func standingIsBuiltUpAndLost() throws {
    let studio = try openStudio(policy: Self.strict)
    let path = try studio.draft("one", body: "A book we read twice.")
    let early = try studio.vouch("submit", path, "--from", "maya")
    #expect(early.status == 1 && early.out.contains("[assistant-standing]"), "\(early)")
    let shown = try studio.vouch("assistant", "show", "maya")
    #expect(shown.out.contains("no reference on file"), "\(shown)")
    try studio.vouch("assistant", "vet", "maya", "--reference", "- Ana, two years")
    let trained = try studio.vouch("assistant", "train", "maya")
    #expect(trained.out == "maya is trained at 3\n", "\(trained)")
    _ = try studio.draft("one", body: "A book we read twice, and again.")
    #expect(try studio.vouch("submit", path, "--from", "maya", "--revises", "1").status == 0)
    #expect(try studio.vouch("assistant", "suspend", "maya").status == 64)
    let suspended = try studio.vouch("assistant", "suspend", "maya", "--because", "spam")
    #expect(suspended.out == "maya is suspended\n  suspended: spam\n", "\(suspended)")
    let refused = try studio.vouch("approve", "1@1")
    #expect(refused.status == 1)
    #expect(try studio.vouch("assistant", "resume", "maya").status == 0)
    #expect(try studio.vouch("assistant", "resume", "maya").status == 1)
  }

  @Test func namesAreKeptApart() throws {
    let studio = try openStudio()
    #expect(try studio.vouch("assistant", "add", "maya").status == 1)
    for name in [
      "owner", "scheduler", "Maya", "a b", "", "../x", String(repeating: "a", count: 65),
    ] {
      #expect(try studio.vouch("assistant", "add", name).status == 1, "\(name)")
    }
    #expect(try studio.vouch("assistant", "show", "eve").status == 1)
    let document = try studio.json("assistant", "list")
    #expect(document["schema"] == "vouch.assistants/1")
    let assistant = try #require(document["assistants"]?.elements.first)
    #expect(
      assistant.keys == [
        "name", "references", "trainedAt", "training", "suspension", "scope", "obstacles",
      ]
    )
  }

  @Test func policiesAreExplained() throws {
    let studio = try openStudio()
    let explained = try studio.json("policy", "explain", "mention-limit")
    #expect(explained["severity"] == "error" && explained["options"]?["max"] == "2")
    #expect(explained["file"]?.string?.hasSuffix("lantern-books.yaml") ?? false, "\(explained)")
    #expect(explained["line"] == 20)
    #expect(try studio.json("policy", "explain", "hidden-text")["locked"] == true)
    #expect(try studio.json("policy", "explain", "shouting")["severity"] == "off")
    #expect(try studio.json("policy", "explain", "no-bestseller")["severity"] == "error")
    let typo = try studio.vouch("policy", "explain", "no-bestsellr")
    #expect(typo.status == 1 && typo.err.contains("no-bestseller"), "\(typo)")
    let tested = try studio.vouch("policy", "test")
    #expect(tested.status == 0 && tested.out.contains("2 examples, all as they say"), "\(tested)")
    // A pattern tied to the start of the text misses it once something stands in front.
    try studio.write(
      "policies/tied.yaml",
      "version: 1\nextends: lantern-books\nphrases:\n  - {id: tied, never: [\"^buy\"], message: No., "
        + "examples: {flags: [buy now], passes: [you sell]}}\n"
    )
    let settings = try String(contentsOfFile: studio.root + "/vouch.yaml", encoding: .utf8)
    try studio.write(
      "vouch.yaml",
      settings.replacing("policy: lantern-books", with: "policy: tied")
    )
    let tied = try studio.vouch("policy", "test")
    #expect(tied.status == 1 && tied.out.contains("with an emoji in front"), "\(tied)")
    try studio.write(
      "policies/lantern-books.yaml",
      Studio.policy.replacing("a good book", with: "a best seller")
    )
    let failed = try studio.vouch("policy", "test")
    #expect(failed.status == 1 && failed.out.contains("error: "), "\(failed)")
  }
}
