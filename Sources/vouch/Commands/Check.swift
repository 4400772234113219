import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Runs the rules on drafts and changes nothing.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run the rules on drafts; change nothing.",
      discussion: """
        A folder stands for every .md file below it, '-' for standard input. Exits with 1 where a \
        draft is blocked.
        """
    )

    /// How the findings are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, json, sarif, github
    }

    @Argument(
      help: ArgumentHelp("Drafts, folders of drafts, or '-'.", valueName: "path"),
      completion: .drafts
    )
    var paths: [String]

    @Option(help: ArgumentHelp("Who would hand them in.", valueName: "assistant"))
    var from: String?

    @Option(
      help: ArgumentHelp(
        "Use this policy file, without a workspace, its history or its people.",
        valueName: "file"
      ),
      completion: .file(extensions: ["yaml"])
    )
    var policy: String?

    @Option(help: "How to answer; sarif and github are for code hosts.")
    var format: Format = .text

    @OptionGroup var common: CommonOptions

    func validate() throws {
      if policy != nil, from != nil {
        throw ValidationError("--from needs the workspace, which --policy does without")
      }
    }

    func run() throws {
      let result = try check()
      for remark in result.remarks { Console.line("note: " + remark) }
      switch format {
      case .json: try Console.write(Documents.check(result))
      case .sarif: try Console.write(SARIF.document(result))
      case .github: try Console.write(GitHubAnnotations.text(result))
      case .text:
        var page = TextPage(style: common.style)
        for draft in result.drafts { page.findings(draft.report, path: draft.path) }
        page.summary(of: result)
        try Console.write(page.text)
      }
      if let failure = result.failures.first {
        for failure in result.failures.dropLast() { Console.line("vouch: \(failure.message)") }
        throw result.failures.last ?? failure
      }
      if result.isBlocked { throw Endings.no }
    }

    private func check() throws -> CheckResult {
      guard let policy else {
        let progress = Progress("checked", of: nil)
        defer { progress.end() }
        return try common.desk().check(paths, from: from) { progress.step() }
      }
      let now = try common.pretended()?.instant {
        throw ValidationError("without a workspace, --now needs an offset, such as …T09:00Z")
      }
      return try checkDrafts(paths, policyFile: policy, now: now ?? Live.clock.now)
    }
  }
}

extension TextPage {
  /// Adds one line that says how many drafts there were, and how they fared.
  fileprivate mutating func summary(of result: CheckResult) {
    let verdicts = result.drafts.map(\.report.verdict)
    var pieces: [Ink] = ["\(counted(verdicts.count, "draft"))"]
    for verdict in Verdict.allCases {
      let count = verdicts.count { $0 == verdict }
      guard count > 0 else { continue }
      pieces += [
        pieces.count == 1 ? ": " : ", ", Ink("\(count) \(verdict.rawValue)", verdict.look),
      ]
    }
    line(pieces)
  }
}
