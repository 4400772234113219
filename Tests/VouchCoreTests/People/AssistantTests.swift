import Testing
import VouchCore

@Suite struct AssistantTests {
  @Test(arguments: [
    "maya", "a", "0", "agency-7", "ai_agent.v2", "_x", String(repeating: "a", count: 64),
  ])
  func takesPlainNames(name: String) {
    #expect(Assistant.isValid(name: name))
  }

  @Test(arguments: [
    "", "owner", "scheduler", "Maya", "maya ", "ma ya", ".", "..", ".hidden", "-f", "a/b", "a\\b",
    "é", "a\u{301}", "a\n", "a\0", String(repeating: "a", count: 65),
  ])
  func refusesNamesThatCouldBeSomethingElse(name: String) {
    #expect(!Assistant.isValid(name: name))
  }

  @Test(arguments: [Actor.owner, .scheduler, .assistant("maya")])
  func actorsAreToldApartByName(actor: Actor) {
    #expect(Actor(name: actor.name) == actor)
  }
}
