import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Shows what the networks would see.
  struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what the networks would see of a text.",
      discussion: """
        Needs no workspace and judges nothing. Without a head or --channel, every channel is \
        shown, and mentions are those that any network or reader would see.
        """
    )

    @Argument(
      help: ArgumentHelp("A draft, a text, or '-'.", valueName: "path"),
      completion: .drafts
    )
    var path: String

    @Flag(help: "Take the input as plain text instead of Markdown.")
    var plain = false

    @Option(help: "Read as this network reads.", completion: .channels)
    var channel: String?

    @Option(
      help: ArgumentHelp(
        "Flag the phrases of this policy, in place of the workspace's.",
        valueName: "file"
      ),
      completion: .file(extensions: ["yaml"])
    )
    var policy: String?

    @Flag(help: "Read one JSON string a line, and write one document a line.")
    var lines = false

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let inspector = try Inspector(
        workspace: workspace(),
        policyFile: policy,
        channelName: channel,
        isPlain: plain
      )
      guard !lines else { return try inspectLines(inspector) }
      let text: InspectedText
      do {
        text = try inspector.inspect(path)
      } catch let error as DraftError {
        throw Unreadable.refusal(of: path, error)
      }
      try answer(
        output.format,
        common.style,
        json: Documents.inspect(text, path: path, channels: inspector.channels)
      ) { page in
        page.inspection(text, channels: inspector.channels)
      }
    }

    /// The workspace where there is one; inspecting needs none.
    private func workspace() throws -> Workspace? {
      if common.workspace != nil || Live.environment("VOUCH_WORKSPACE") != nil {
        return try common.findWorkspace()
      }
      return try? common.findWorkspace()
    }

    private func inspectLines(_ inspector: Inspector) throws {
      var isRefused = false
      for (index, line) in try Inspector.lines(of: path).enumerated() {
        let name = "\(path):\(index + 1)"
        let document: JSON
        switch Result(catching: { () throws(DraftError) in
          try inspector.inspect(Array(line.utf8), path: name)
        }) {
        case .success(let text):
          document = Documents.inspect(text, path: name, channels: inspector.channels)
        case .failure(let error):
          isRefused = true
          let problems = JSON.strings(error.problems.map(\.message))
          document = Documents.document(
            "inspect",
            [.init("path", .string(name)), .init("errors", problems)]
          )
        }
        try Console.write(TerminalText.safe(json: document.text()) + "\n")
      }
      if isRefused { throw Endings.no }
    }
  }
}
