import ArgumentParser
import Testing

@testable import vouch

@Suite struct VerbTableTests {
  @Test func theTableHoldsEveryVerbOfTheTree() {
    let table = Self.paths(VerbTable.all)
    let tree = Self.paths(below: VouchCommand.self)
    #expect(table.sorted() == tree.sorted(), "VerbTable.swift and VouchCommand.swift differ")
  }

  @Test func aCommandIsParsedByItself() throws {
    let check = try #require(VerbTable.command(["check", "a.md", "--from", "maya"]))
    #expect((check as? VouchCommand.Check)?.from == "maya")
    let list = try #require(VerbTable.command(["assistant", "list"]))
    #expect(list is VouchCommand.AssistantCommand.ListAll)
  }

  @Test(arguments: [
    "", "help", "check", "check --help", "check a.md --wrong", "assistant", "chek a",
  ])
  func whatTheTreeHasToAnswerIsLeftToIt(line: String) {
    #expect(VerbTable.command(line.split(separator: " ").map(String.init)) == nil)
  }

  private static func paths(_ verbs: [GlobalArguments.Verb], behind path: String = "") -> [String] {
    verbs.flatMap { verb in
      let path = "\(path) \(verb.name)=\(verb.command)"
      return [path] + paths(verb.children, behind: path)
    }
  }

  private static func paths(
    below command: any ParsableCommand.Type,
    behind path: String = ""
  ) -> [String] {
    command.configuration.subcommands.flatMap { child in
      let path = "\(path) \(child._commandName)=\(child)"
      return [path] + paths(below: child, behind: path)
    }
  }
}
