import Testing

@testable import vouch

@Suite struct LineChangeTests {
  private func diff(_ old: String, _ new: String) -> [String] {
    LineChange.changes(from: Array(old.utf8), to: Array(new.utf8)).map(\.text)
  }

  @Test func changesStandBetweenLinesThatStayed() {
    #expect(diff("a\nb\nc\n", "a\nB\nc\n") == ["  a", "- b", "+ B", "  c", "  "])
    #expect(diff("a\r\nb", "a\nb") == [])
    #expect(diff("", "a") == ["+ a"])
    #expect(diff("same", "same") == [])
  }

  @Test func onlyLinesNearAChangeAreShown() {
    let old = (1...100).map { "line \($0)" }
    var new = old
    new[49] = "another"
    let changes = diff(old.joined(separator: "\n"), new.joined(separator: "\n"))
    #expect(changes.first == "  line 47" && changes.last == "  line 53" && changes.count == 8)
  }

  @Test func textsWithoutACommonLineAreShownWhole() {
    let old = (0..<60_000).map { "a\($0)" }.joined(separator: "\n")
    let new = (0..<60_000).map { "b\($0)" }.joined(separator: "\n")
    #expect(diff(old, new).count == 120_000)
  }
}
