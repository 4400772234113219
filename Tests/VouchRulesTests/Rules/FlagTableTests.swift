import Foundation
import Testing
import VouchCore
import VouchRules
import VouchTestSupport

struct FlagTableTests {
  @Test func `the page of flags says what the code does`() throws {
    let page = try String(
      contentsOf: ProjectFiles.root.appending(path: "docs/flags.md"),
      encoding: .utf8
    )
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { row in
      row.split(separator: "|").prefix(3).map {
        $0.trimmingCharacters(in: .init(charactersIn: " `"))
      }
    }
    #expect(
      rows == Flag.Kind.allCases.map { [$0.rawValue, $0.owner.rule.name, $0.owner.severity.name] }
    )
  }

  @Test func `every flag belongs to a rule of the catalogue or to the phrases`() {
    let owners = Set(Flag.Kind.allCases.map(\.owner.rule))
    let known = Set(RuleCatalog.all.rules.map { $0.descriptor.id } + ["phrases"])
    #expect(owners.subtracting(known) == [])
  }
}
