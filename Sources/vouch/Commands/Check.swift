import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Runs the rules on drafts and changes nothing.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      // Parsed by itself, the command need not look for a wish that only the root can grant.
      _superCommandName: "vouch",
      abstract: "Run the rules on drafts; change nothing.",
      discussion: """
        A folder stands for every .md file below it, '-' for standard input. Exits with 1 where a \
        draft is blocked.
        """
    )

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
    var format: CheckFormat = .text

    @Option(help: ArgumentHelp("How many processes check; else one a core.", valueName: "count"))
    var jobs: Int?

    /// Set where this run is one of several that share the work, and how its text is coloured.
    @Option(help: .private)
    var worker: WorkerStyle?

    @OptionGroup var common: CommonOptions

    /// How a worker colours its text: its own output is no terminal.
    enum WorkerStyle: String, ExpressibleByArgument {
      case plain, coloured
    }

    /// From this many drafts on, several processes are faster than one.
    private static let fewestForTeam = 256

    func validate() throws {
      if policy != nil, from != nil {
        throw ValidationError("--from needs the workspace, which --policy does without")
      }
      if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256") }
    }

    func run() throws {
      Heap.keepWhatIsFreed()
      if Heap.isSmall(for: paths) { Heap.beginAgainWithRoom() }
      if let policy {
        let now = try common.pretended()?.instant {
          throw ValidationError("without a workspace, --now needs an offset, such as …T09:00Z")
        }
        let second = Self.second(of: now ?? Live.clock.now)
        try checking(policyFile: policy, now: second) { checker in
          try check(with: checker, shared: ["--policy", policy] + arguments(at: second))
        }
      } else {
        let desk = try common.desk()
        let place = ["--workspace", desk.workspace.root] + (from.map { ["--from", $0] } ?? [])
        let second = Self.second(of: desk.clock.now)
        try desk.checking(from: from, now: second) { checker in
          try check(with: checker, shared: place + arguments(at: second))
        }
      }
    }

    /// The second that `now` lies in: workers are told no more of it, and all have to agree.
    private static func second(of now: Instant) -> Instant { Instant(seconds: now.seconds) }

    /// What every worker is told beside what is checked by.
    private func arguments(at now: Instant) -> [String] {
      ["--now", BrandZone.utc.format(now), "--format", format.rawValue]
    }

    private func check(with checker: DraftChecker, shared: [String]) throws {
      if let worker {
        let style = Style(isColoured: worker == .coloured)
        return try CheckWorker.run { try record(of: $0, checker, style) }
      }
      let style = common.style
      let count = jobs ?? Live.processors
      var team: CheckTeam?
      /// Others get ready while this process still looks for its drafts.
      func gather(for size: Int) throws {
        guard team == nil, count > 1, size >= Self.fewestForTeam, !paths.contains("-") else {
          return
        }
        let look = WorkerStyle(rawValue: style.isColoured ? "coloured" : "plain") ?? .plain
        let worker = ["check", "--worker", look.rawValue] + shared + ["-"]
        team = try CheckTeam(beside: count - 1, worker) { try record(of: $0, checker, style) }
      }
      let drafts = try draftPaths(paths, foreseeing: gather)
      try gather(for: drafts.count)
      for remark in checker.remarks { Console.line("note: " + remark) }
      let answer = CheckAnswer(checker, format, style, of: drafts.count)
      var failures: [WorkflowError] = []
      func take(_ record: CheckRecord) throws {
        try answer.add(record.piece, skipped: record.failures.count)
        failures += record.failures.map { WorkflowError(.unavailable, $0.message, help: $0.help) }
      }
      if let team {
        try team.check(drafts, take)
      } else {
        var rest = drafts[...]
        while !rest.isEmpty {
          try take(record(of: rest.prefix(CheckTeam.ownSize), checker, style))
          rest = rest.dropFirst(CheckTeam.ownSize)
        }
      }
      try answer.end()
      for failure in failures.dropLast() { Console.line("vouch: \(failure.message)") }
      if let last = failures.last { throw last }
      if answer.counts[.blocked] > 0 { throw Endings.no }
    }

    /// What is said about the drafts at `paths`.
    private func record(
      of paths: ArraySlice<String>,
      _ checker: DraftChecker,
      _ style: Style
    ) throws -> CheckRecord {
      var record = CheckRecord()
      let format = format
      for checked in checker.check(paths) {
        do {
          record.piece.add(try checked.get(), in: format, style)
        } catch let error as WorkflowError where error.code == .unavailable {
          record.failures.append(CheckRecord.Failure(message: error.message, help: error.help))
        }
      }
      return record
    }
  }
}

extension VouchCommand.Check: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    from = try line.value("from")
    policy = try line.value("policy")
    format = try line.value("format") ?? .text
    jobs = try line.value("jobs")
    worker = try line.value("worker")
    common = try CommonOptions(plain: &line)
    paths = try line.neededOperands()
  }
}

extension VouchCommand.Check: PathTaking {
  var givenPaths: [String] {
    get { paths }
    set { paths = newValue }
  }
}

extension CheckFormat: ExpressibleByArgument {
  // Written out: by themselves they are made by looking at each case from outside.
  static var allValueStrings: [String] { allCases.map(\.rawValue) }
  static var allValueDescriptions: [String: String] { [:] }
}
