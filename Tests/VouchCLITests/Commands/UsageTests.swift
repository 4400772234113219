import ArgumentParser
import Foundation
import Testing
import VouchCore
import VouchTestSupport

@testable import vouch

@Suite struct UsageTests {
  @Test func everyCommandHasHelpAndTheSharedOptions() throws {
    for path in Self.leaves(of: VouchCommand.self, path: []) {
      let outcome = try Program.run(path + ["--help"], in: "/")
      #expect(outcome.status == 0 && outcome.err.isEmpty, "\(path): \(outcome)")
      for option in ["--workspace", "--now", "--no-color"] {
        #expect(outcome.out.contains(option), "\(path) lacks \(option)")
      }
    }
  }

  @Test(arguments: [
    ["frobnicate"], ["list", "--stat", "pending"], ["list", "extra"], ["--workspace"],
    ["show"], ["show", "x"], ["show", "0"], ["show", "99999999999999999999"], ["show", "1@2@3"],
    ["assistant", "frobnicate"], ["list", "--format", "xml"], ["inspect"], ["history", "-1"],
    ["show", "１"],
  ])
  func wrongUsageEndsWith64AndOnlyOnStandardError(arguments: [String]) throws {
    let outcome = try Program.run(arguments, in: "/")
    #expect(outcome.status == 64 && outcome.out.isEmpty, "\(outcome)")
    #expect(outcome.err.hasPrefix("vouch: "), "\(outcome)")
  }

  @Test(arguments: ["VOUCH_NOW", "VOUCH_PATIENCE"])
  func aWrongVariableIsWrongUsageOfTheWholeCommand(variable: String) throws {
    let studio = try openStudio()
    for path in [
      ["list"], ["policy", "check"], ["key", "show"], ["assistant", "list"], ["emit"],
      ["check", "drafts"], ["submit", "a.md", "--from", "maya"], ["approve", "1@1"],
    ] {
      let outcome = try Program.run(
        path,
        in: studio.root,
        environment: studio.variables(nil, [variable: "soon"])
      )
      #expect(outcome.status == 64 && outcome.out.isEmpty, "\(path): \(outcome)")
      let lines = outcome.err.split(separator: "\n")
      let words = path.prefix { $0 != "drafts" && $0 != "a.md" && $0 != "1@1" }
      let verb = "vouch " + words.joined(separator: " ")
      try #require(lines.count == 3, "\(path): \(outcome)")
      #expect(lines[0].hasPrefix("vouch: \(variable) is 'soon', which is no "), "\(outcome)")
      #expect(lines[1].hasPrefix("Usage: \(verb) "), "\(outcome)")
      #expect(lines[2] == "  See '\(verb) --help' for more information.", "\(outcome)")
    }
  }

  @Test func argumentsCannotDriveTheTerminal() throws {
    let outcome = try Program.run(["list", "\u{1B}[2J"], in: "/")
    #expect(outcome.status == 64 && !outcome.err.utf8.contains(0x1B), "\(outcome)")
    let missing = try Program.run(["inspect", "/\u{1B}[2J"], in: "/")
    #expect(missing.status == 2 && !missing.err.utf8.contains(0x1B), "\(missing)")
  }

  @Test func noNumbersOrWordsMakeACommandTrap() throws {
    let studio = try openStudio()
    try studio.submit("one", body: "A book we read twice.")
    let values = [
      "", " ", "0", "-1", "1", "1@1", "999999999", "999999999@999999999", "9223372036854775808",
      "@",
      "1@", "x", "日本", "\u{1F4A9}", "../../etc/passwd", "-", "--",
      String(repeating: "a", count: 5000),
    ]
    for value in values {
      for arguments in [
        ["show", value], ["approve", value], ["history", value], ["plan", "--days", value],
        ["list", "--from", value], ["list", "--channel", value],
        ["revoke", value, "--because", "x"],
        ["rules", value], ["policy", "explain", value], ["assistant", "show", value],
        ["receipt", "1", "--channel", value, "--url", value], ["check", value],
      ] {
        let outcome = try Program.run(
          arguments,
          in: studio.root,
          input: "",
          environment: studio.variables()
        )
        #expect([0, 1, 2, 64].contains(outcome.status), "\(arguments): \(outcome)")
      }
    }
  }

  @Test func driftOfTheCommandLinePage() throws {
    let file = ProjectFiles.root.appending(path: "docs/cli.md")
    if ProcessInfo.processInfo.environment["VOUCH_RECORD"] == "1" {
      try HelpPage.markdown.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("docs/cli.md was written anew; look at it, then test without VOUCH_RECORD")
    }
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(
      written == HelpPage.markdown,
      "docs/cli.md is not what the program says; run 'vouch documentation > docs/cli.md'"
    )
  }

  @Test func theCatalogueAnswersInEveryForm() throws {
    let json = try Program.run(["rules", "--format", "json"], in: "/")
    let rules = try #require(JSON(parsing: json.out)?["rules"]?.elements, "\(json.err)")
    #expect(!rules.isEmpty && rules.allSatisfy { $0["examples"]?.elements.isEmpty == false })
    let markdown = try Program.run(["rules", "--format", "markdown"], in: "/")
    for rule in rules {
      #expect(markdown.out.contains("\n## \(rule["id"]?.string ?? "?")\n"))
    }
    let one = try Program.run(["rules", "mention-limit"], in: "/")
    #expect(one.status == 0 && one.out.contains("option max"), "\(one)")
    let typo = try Program.run(["rules", "mention-limt"], in: "/")
    #expect(typo.status == 1 && typo.err.contains("did you mean 'mention-limit'?"), "\(typo)")
  }

  @Test func completionsAreMadeForEveryShell() throws {
    for shell in ["bash", "zsh", "fish"] {
      let outcome = try Program.run(["--generate-completion-script", shell], in: "/")
      #expect(outcome.status == 0 && outcome.out.contains("changes-requested"), "\(shell)")
    }
  }

  private static func leaves(of command: any ParsableCommand.Type, path: [String]) -> [[String]] {
    let children = command.configuration.subcommands.filter { $0.configuration.shouldDisplay }
    guard !children.isEmpty else { return [path] }
    return children.flatMap { leaves(of: $0, path: path + [$0._commandName]) }
  }
}
