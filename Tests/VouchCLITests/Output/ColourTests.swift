import Testing

/// Colours help on a terminal, and stay away wherever somebody does not want them.
@Suite struct ColourTests {
  /// The colours in what a terminal was sent; to go back to none is none.
  private func colours(_ text: String) -> [Substring] {
    text.matches(of: /\u{1B}\[[0-9;]*m/).map(\.output).filter { $0 != "\u{1B}[0m" }
  }

  private func onTerminal(
    _ arguments: [String],
    environment: [String: String] = [:]
  ) throws -> String {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    let terminal = try PseudoTerminal(
      arguments,
      in: studio.root,
      environment: studio.variables(nil, environment)
    )
    #expect(try terminal.wait() == 0)
    #expect(terminal.written.contains("About one"), "\(terminal.written)")
    return terminal.written
  }

  @Test func aTerminalGetsColours() throws {
    #expect(try !colours(onTerminal(["list"])).isEmpty)
    // As the convention has it, a variable that is empty says nothing.
    #expect(try !colours(onTerminal(["list"], environment: ["NO_COLOR": ""])).isEmpty)
  }

  @Test(arguments: [["list", "--no-color"], ["--no-color", "list"], ["show", "1", "--no-color"]])
  func anOptionKeepsColoursAway(arguments: [String]) throws {
    #expect(try colours(onTerminal(arguments)).isEmpty)
  }

  @Test(arguments: [["list"], ["show", "1"], ["inbox"]])
  func aVariableKeepsColoursAway(arguments: [String]) throws {
    #expect(try colours(onTerminal(arguments, environment: ["NO_COLOR": "1"])).isEmpty)
  }

  @Test func aReviewInOneColourCanStillBeRead() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    let terminal = try PseudoTerminal(
      ["review"],
      in: studio.root,
      environment: studio.variables(nil, ["NO_COLOR": "1"])
    )
    try terminal.waitFor("A book we read twice.")
    try terminal.waitFor("? help")
    terminal.press("q")
    #expect(try terminal.wait() == 0)
    #expect(colours(terminal.written).isEmpty)
  }

  @Test func whatIsNoTerminalGetsNone() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    for arguments in [["list"], ["show", "1"], ["check", "drafts"]] {
      let outcome = try Program.run(
        arguments,
        in: studio.root,
        environment: studio.variables(nil, ["TERM": "xterm-256color"])
      )
      #expect(outcome.status == 0 && !outcome.out.utf8.contains(0x1B), "\(outcome)")
    }
  }
}
