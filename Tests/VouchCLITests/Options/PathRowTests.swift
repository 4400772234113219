import ArgumentParser
import Testing

@testable import vouch

@Suite struct PathRowTests {
  private static let many = (1...500).map { "drafts/\($0).md" }

  @Test func pathsAreWhatWasGivenHoweverMany() throws {
    let lines = [
      ["submit"] + Self.many + ["--from", "ana"],
      ["submit", "--from", "ana"] + Self.many,
      ["submit", "--from=ana", "first.md", "--batch", "1"] + Self.many,
      ["submit"] + Self.many + ["--from", "ana", "--", "-odd.md"],
    ]
    for line in lines {
      let submit = try #require(VerbTable.command(line) as? VouchCommand.Submit)
      let whole = try #require(try VouchCommand.parseAsRoot(line) as? VouchCommand.Submit)
      #expect(submit.files == whole.files)
      #expect(submit.from == "ana")
      #expect(submit.batch == whole.batch)
    }
  }

  @Test func theParserMeetsAHandfulOfArguments() {
    let row = PathRow(["--from", "ana"] + Self.many + ["--format", "json"])
    #expect(row.arguments.count == 5)
    #expect(row.arguments.prefix(2) == ["--from", "ana"])
    #expect(row.arguments.suffix(2) == ["--format", "json"])
  }

  @Test func aShortRowStaysAsItIs() {
    let few = Array(Self.many.prefix(64))
    #expect(PathRow(few + ["--from", "ana"]).arguments == few + ["--from", "ana"])
  }

  @Test func aMistakeAmongManyPathsIsLeftToTheTree() {
    #expect(VerbTable.command(["check"] + Self.many + ["--wrong"]) == nil)
    #expect(VerbTable.command(["check"] + Self.many + ["--help"]) == nil)
  }

  @Test func checkAndVerifyTakeManyToo() throws {
    let check = try #require(VerbTable.command(["check"] + Self.many) as? VouchCommand.Check)
    #expect(check.paths == Self.many)
    let verify = try #require(VerbTable.command(["verify"] + Self.many) as? VouchCommand.Verify)
    #expect(verify.files == Self.many)
  }
}
