import Testing
import VouchCore
import VouchRules
import VouchTestSupport

struct PolicyEngineTests {
  private let now = Instant(seconds: 1_800_273_600)

  @Test func `channels with the same options are asked about together`() throws {
    let report = try report(
      "Some body",
      "rules: {per-channel: {max: 3, on: {x: {max: 1}, bluesky: {severity: error}, threads: off}}}",
      channels: [.x, .linkedin, .bluesky, .threads, .facebook]
    )
    #expect(
      report.findings.map(\.description) == [
        "1:1-1:5 warning at most 1 on x",
        "1:1-1:5 error at most 3 on bluesky",
        "1:1-1:5 warning at most 3 on linkedin and facebook",
        "1:6-1:10 note the same everywhere",
      ]
    )
  }

  @Test func `a rule that is off, or not asked at this stage, is silent`() throws {
    #expect(try report("Some body", "rules: {per-channel: off}").findings == [])
    #expect(try report("Some body", "brand: K", stage: .emit).findings == [])
    #expect(try report("Some body", "brand: K", stage: .check).findings.count == 2)
  }

  @Test func `raising a rule does not raise what the rule calls milder`() throws {
    let report = try report("Some body", "rules: {per-channel: error}")
    #expect(report.findings.map(\.severity) == [.error, .note])
    #expect(report.verdict == .blocked)
  }

  @Test func `phrases report under their own id with the words found`() throws {
    let policy = """
      rules: {per-channel: off}
      phrases:
        - id: no-guarantees
          never: ["guaranteed results", "risk[- ]free"]
          message: We do not promise outcomes.
          severity: warning
          examples: {flags: ["Guaranteed results in a week"], passes: ["Results vary"]}
      """
    let report = try report(
      "héllo\nRISK-FREE and\nguaranteed   Results",
      policy,
      title: "Risk free"
    )
    #expect(
      report.findings == [
        Finding(
          rule: "no-guarantees",
          severity: .warning,
          message: "We do not promise outcomes. ('risk free')",
          start: SourceLocation(line: 1, column: 1),
          end: SourceLocation(line: 1, column: 1)
        ),
        Finding(
          rule: "no-guarantees",
          severity: .warning,
          message: "We do not promise outcomes. ('risk-free')",
          start: SourceLocation(line: 2, column: 1),
          end: SourceLocation(line: 2, column: 10),
          excerpt: "RISK-FREE",
          surface: .published
        ),
        Finding(
          rule: "no-guarantees",
          severity: .warning,
          message: "We do not promise outcomes. ('guaranteed results')",
          start: SourceLocation(line: 3, column: 1),
          end: SourceLocation(line: 3, column: 21),
          excerpt: "guaranteed Results",
          surface: .published
        ),
      ]
    )
    #expect(report.policyName == "brand")
  }

  @Test func `a pattern that hits its bound counts as found and says so`() throws {
    let policy = """
      rules: {per-channel: off}
      phrases:
        - id: slow
          never: ['(a+)+[!?]']
          message: No screaming.
          examples: {flags: ["aaa!"], passes: ["a"]}
      """
    let report = try report(String(repeating: "a", count: 5000) + " ", policy)
    #expect(report.findings.map(\.message) == ["No screaming."])
    #expect(
      report.findings.map(\.help) == [
        "the pattern '(a+)+[!?]' hit the bound of its cost, which counts as found"
      ]
    )
    #expect(report.verdict == .blocked)
  }

  @Test func `notes of the parser stand among the findings`() throws {
    let place = SourceLocation(line: 3, column: 2)
    let report = try report(
      "Some body",
      "rules: {per-channel: off}",
      notes: [DraftProblem("the time exists twice", at: place, help: "the earlier one is taken")]
    )
    #expect(
      report.findings == [
        Finding(
          rule: .draft,
          severity: .note,
          message: "the time exists twice",
          start: place,
          end: place,
          help: "the earlier one is taken"
        )
      ]
    )
    #expect(report.verdict == .clear)
  }

  @Test func `the longest text with a word everywhere is told of the first places`() throws {
    let report = try report(
      String(repeating: "ballot ", count: 30_000),
      "rules: {per-channel: off}\noff-limits: {politics: [ballot]}"
    )
    #expect(report.findings.count == 20)
    #expect(report.findings.last?.help == "and 29980 more places")
    #expect(report.findings.last?.start.column == 19 * 7 + 1)
  }

  @Test func `excerpts are one line of at most eighty scalars`() throws {
    let long = String(repeating: "long \t\n word ", count: 20)
    let report = try report(
      long,
      """
      rules: {per-channel: off}
      phrases:
        - {id: long, never: ['long.*word'], message: M,
           examples: {flags: [long word], passes: [a]}}
      """
    )
    let words = String(repeating: "long word ", count: 8)
    #expect(report.findings.map(\.excerpt) == [String(words.dropLast())])
  }

  @Test func `the same draft gives the same report, however often it is asked`() throws {
    let engine = try engine(
      "off-limits: {p: [ballot], q: [ballot, vote]}\nrules: {off-limits: warning}"
    )
    let draft = Draft.words("ballot vote ballot")
    var reports = (0..<5).map { _ in engine.report(on: draft, stage: .submit, now: now) }
    let glance = engine.glance(at: draft, stage: .submit, now: now)
    reports.append(engine.report(on: draft, stage: .submit, now: now, glance: glance))
    // What others have seen is not taken for what this one would.
    let other = try self.engine("off-limits: {p: [vote]}\nrules: {off-limits: error}")
    for glance in [
      other.glance(at: draft, stage: .submit, now: now),
      engine.glance(at: draft, stage: .emit, now: now),
    ] {
      reports.append(engine.report(on: draft, stage: .submit, now: now, glance: glance))
    }
    #expect(Set(reports).count == 1)
    #expect(reports[0].findings.count == 7)
  }

  private func engine(_ policy: String) throws -> PolicyEngine {
    PolicyEngine(
      policy: try LoadingPolicies().load(policy),
      catalog: .stubs,
      folding: .lowercase
    )
  }

  private func report(
    _ body: String,
    _ policy: String,
    channels: [Channel] = [.linkedin],
    title: String = "",
    stage: RuleStage = .submit,
    notes: [DraftProblem] = []
  ) throws -> Report {
    let draft = Draft.words(body, channels: channels, title: title, notes: notes)
    return try engine(policy).report(on: draft, stage: stage, now: now)
  }
}

extension Finding {
  fileprivate var description: String {
    "\(start.line):\(start.column)-\(end.line):\(end.column) \(severity.name) \(message)"
  }
}
