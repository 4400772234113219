import Testing

@testable import vouch

@Suite struct GlobalArgumentsTests {
  private let verbs: [GlobalArguments.Verb] = [
    .init("list", VouchCommand.List.self),
    .init(
      "assistant",
      VouchCommand.AssistantCommand.self,
      [.init("show", VouchCommand.AssistantCommand.ShowOne.self)]
    ),
  ]

  private func moved(_ line: String) -> String {
    GlobalArguments.movedBehindVerb(line.split(separator: " ").map(String.init), verbs: verbs)
      .joined(separator: " ")
  }

  @Test(arguments: [
    ("list", "list"),
    ("--workspace D list --state pending", "list --workspace D --state pending"),
    ("--workspace=D --no-color list", "list --workspace=D --no-color"),
    (
      "--now 2026-09-07T08:00 --format json assistant show maya",
      "assistant show --now 2026-09-07T08:00 --format json maya"
    ),
    ("assistant --workspace D show maya", "assistant show --workspace D maya"),
    ("--workspace D frobnicate x", "frobnicate --workspace D x"),
    // What stands behind the verb stays where it is.
    ("list --workspace D", "list --workspace D"),
    // What is not understood is left to the parser.
    ("--workspace", "--workspace"),
    ("--version", "--version"),
    ("--workspace D --help", "--workspace D --help"),
    ("", ""),
  ])
  func sharedOptionsMoveBehindTheVerb(line: String, expected: String) {
    #expect(moved(line) == expected)
  }
}
