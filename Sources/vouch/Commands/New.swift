import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Makes a draft from a template.
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Start a draft from a template.",
      discussion: "Without a file, the draft goes into drafts/ under a name that is free."
    )

    @Argument(
      help: "One of the workspace's templates: post, thread, reply, mission, chat.",
      completion: .list(["post", "thread", "reply", "mission", "chat"])
    )
    var template: String

    @Argument(help: "Where the draft goes.", completion: .drafts)
    var file: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let path = try common.desk().newDraft(template, at: file)
      try answer(
        output.format,
        common.style,
        json: Documents.document("new", [.init("path", .string(path))])
      ) { page in
        page.line("made ", .bold(path))
        page.line("next: write it, then 'vouch check \(path)'")
      }
    }
  }
}
