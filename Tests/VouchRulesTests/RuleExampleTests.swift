import Testing
import VouchCore
import VouchRules
import VouchTestSupport

struct RuleExampleTests {
  private static let runner = ExampleRunner(folding: .canonical)

  @Test(arguments: runner.cases)
  func `every example ends as it says`(_ example: ExampleCase) throws {
    let outcome = try Self.runner.outcome(of: example)
    switch example.example.expectation {
    case .passes:
      #expect(outcome.findings == [])
    case .flags(let messages):
      if outcome.markers.isEmpty {
        #expect(!outcome.findings.isEmpty)
      } else {
        #expect(outcome.findings.map(\.start) == outcome.markers)
      }
      for message in messages {
        #expect(
          outcome.findings.contains { $0.message.contains(message) },
          "\(message) is not in \(outcome.findings.map(\.message))"
        )
      }
    }
  }

  @Test(arguments: RuleCatalog.all.rules.map { $0.descriptor.id.name })
  func `every rule shows what it flags and what it lets pass`(_ name: String) throws {
    let rule = try #require(RuleCatalog.all[RuleID(name)])
    let expectations = rule.descriptor.examples.map(\.expectation)
    #expect(expectations.contains(.passes))
    #expect(expectations.contains { $0 != .passes })
  }

  @Test func `rules stand in the order of their ids, each id once`() {
    let names = RuleCatalog.all.rules.map { $0.descriptor.id.name }
    #expect(names == Set(names).sorted())
  }
}
