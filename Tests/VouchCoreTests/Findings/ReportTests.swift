import Testing
import VouchCore

@Suite struct ReportTests {
  private func finding(
    _ rule: RuleID,
    _ severity: Severity,
    line: Int = 1,
    column: Int = 1,
    message: String = "m",
    isWaived: Bool = false
  ) -> Finding {
    let place = SourceLocation(line: line, column: column)
    return Finding(
      rule: rule,
      severity: severity,
      message: message,
      start: place,
      end: place,
      isWaived: isWaived
    )
  }

  private func report(_ findings: [Finding]) -> Report {
    Report(findings: findings, policyName: "harbor", policyFingerprint: "f")
  }

  @Test(
    arguments: [
      ([], .clear), ([.note], .clear), ([.note, .warning], .flagged), ([.error, .note], .blocked),
      ([.warning, .error, .warning], .blocked),
    ] as [([Severity], Verdict)]
  )
  func theWorstFindingMakesTheVerdict(severities: [Severity], verdict: Verdict) {
    #expect(report(severities.map { finding("r", $0) }).verdict == verdict)
  }

  @Test func aWaivedErrorStillFlags() {
    #expect(report([finding("r", .error, isWaived: true)]).verdict == .flagged)
    let mixed = report([finding("r", .error, isWaived: true), finding("s", .error)])
    #expect(mixed.verdict == .blocked)
    #expect(report([finding("r", .note, isWaived: true)]).verdict == .clear)
  }

  @Test func waivingMarksTheErrorsOfTheNamedRulesAlone() {
    let before = report([
      finding("length", .error, line: 1), finding("length", .warning, line: 2),
      finding("length", .error, line: 3), finding("links", .error, line: 4),
    ])
    let after = before.waiving(["length", "unheard-of"])
    #expect(after.findings.map(\.isWaived) == [true, false, true, false])
    #expect(after.verdict == .blocked)
    #expect(after.waiving(["links"]).verdict == .flagged)
    #expect(before.waiving([]) == before)
  }

  @Test func findingsStandInOneOrderHoweverTheyCame() {
    let ordered = [
      finding("b", .note, line: 1, column: 9), finding("a", .error, line: 2, column: 1),
      finding("b", .error, line: 2, column: 1, message: "k"),
      finding("b", .error, line: 2, column: 1, message: "l"),
      finding("b", .note, line: 2, column: 1, message: "l"), finding("a", .note, line: 10),
    ]
    var random = Seeded(11)
    for _ in 0..<20 {
      #expect(report(ordered.shuffled(using: &random)).findings == ordered)
    }
  }

  @Test func severitiesHaveNamesAndWeights() {
    #expect(Severity.allCases.map(\.name) == ["note", "warning", "error"])
    #expect(Severity.allCases == Severity.allCases.sorted())
    for severity in Severity.allCases { #expect(Severity(name: severity.name) == severity) }
    #expect(Severity(name: "Error") == nil)
    #expect(Severity(name: "off") == nil)
  }

  @Test func anUnreadableDraftReportsUnderTheIdDraft() {
    let place = SourceLocation(line: 3, column: 4)
    let problem = DraftProblem("unknown key 'chanel'", at: place, help: "did you mean 'channel'?")
    let finding = Finding(problem)
    #expect(
      finding
        == Finding(
          rule: "draft",
          severity: .error,
          message: "unknown key 'chanel'",
          start: place,
          end: place,
          help: "did you mean 'channel'?"
        )
    )
  }
}

@Suite struct WindowTests {
  private let early = Instant(seconds: 100)
  private let late = Instant(seconds: 200)

  @Test func startsAtItsStartAndEndsBeforeItsEnd() {
    let window = Window(start: early, end: late)
    #expect(window.contains(early))
    #expect(!window.contains(early - TimeSpan(milliseconds: 1)))
    #expect(window.contains(late - TimeSpan(milliseconds: 1)))
    #expect(!window.contains(late))
    #expect(!window.hasPassed(at: late - TimeSpan(milliseconds: 1)))
    #expect(window.hasPassed(at: late))
  }

  @Test func openEndsHoldEverything() {
    #expect(Window.always.contains(Instant(milliseconds: .min)))
    #expect(!Window.always.hasPassed(at: Instant(milliseconds: .max)))
    #expect(Window(start: late).contains(Instant(milliseconds: .max)))
    #expect(!Window(start: late).hasPassed(at: Instant(milliseconds: .max)))
    #expect(Window(end: early).contains(Instant(milliseconds: .min)))
    #expect(!Window(start: late, end: early).contains(early))
  }
}
