import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Hands in drafts.
  struct Submit: ParsableCommand {
    static let configuration = CommandConfiguration(
      // Parsed by itself, the command need not look for a wish that only the root can grant.
      _superCommandName: "vouch",
      abstract: "Hand in drafts.",
      discussion: """
        Drafts are kept some at a time, and each is told of once it is safe; what is wrong with \
        one does not touch the others. The same bytes again change nothing. Exits with 1 where a \
        draft is blocked.
        """
    )

    @Argument(
      help: ArgumentHelp(
        "Drafts, folders of drafts, or '-' for standard input.",
        valueName: "file"
      ),
      completion: .drafts
    )
    var files: [String]

    @Option(help: ArgumentHelp("Who hands them in: an assistant, or owner.", valueName: "name"))
    var from: String

    @Option(
      help: ArgumentHelp("The submission that the one draft revises.", valueName: "id")
    )
    var revises: SubmissionNumber?

    @Option(
      help: ArgumentHelp(
        "How many drafts are kept in one step at most; 1 for each by itself.",
        valueName: "number"
      )
    )
    var batch = Desk.batchSize

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      if revises != nil, files.count != 1 {
        throw ValidationError("--revises goes with exactly one draft")
      }
      guard (1...10_000).contains(batch) else {
        throw ValidationError("--batch takes 1 to 10000")
      }
    }

    func run() throws {
      Heap.keepWhatIsFreed()
      let desk = try common.desk()
      let answer = SubmissionAnswer(output.format, common.style, of: files.count)
      try answer.telling {
        try desk.submit(files, from: from, revising: revises?.id, batchSize: batch, progress: $0)
      }
    }
  }
}

extension VouchCommand.Submit: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    from = try line.needed("from")
    revises = try line.value("revises")
    batch = try line.value("batch") ?? Desk.batchSize
    common = try CommonOptions(plain: &line)
    output = try FormatOption(plain: &line)
    files = try line.neededOperands()
  }
}

extension VouchCommand.Submit: PathTaking {
  var givenPaths: [String] {
    get { files }
    set { files = newValue }
  }
}
