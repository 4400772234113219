import Testing
import VouchCore

struct SuggestionTests {
  @Test(arguments: [
    ("chanel", "channel"), ("KIND", "kind"), ("pots", "post"), ("disc", "disclosure"),
    ("scheduel", "schedule"), ("x", "x"),
  ])
  func aSlipOfTheKeysAndTheStartOfAWordAreUnderstood(_ written: String, _ meant: String) {
    let known = ["channel", "kind", "post", "disclosure", "schedule", "x"]
    #expect(Suggestion.help(for: written, among: known) == "did you mean '\(meant)'?")
  }

  @Test(arguments: ["", "banana", "di", "channelings", String(repeating: "kind", count: 1000)])
  func whatIsFarFromAllIsNotGuessedAt(_ written: String) {
    let known = ["channel", "kind", "disclosure"]
    #expect(Suggestion.nearest(to: written, among: known) == nil)
    let all = Suggestion.help(for: written, among: known, label: "there are")
    #expect(all == "there are: channel, kind, disclosure")
    #expect(Suggestion.help(for: written, among: [], label: "there are") == nil)
  }

  @Test func ofEquallyNearWordsTheFirstIsMeant() {
    #expect(Suggestion.nearest(to: "cat", among: ["bat", "cut"]) == "bat")
  }
}
