import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Records what became of an emitted post.
  struct Receipt: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record what became of an emitted post.",
      discussion: "For whatever carries the outbox to the networks."
    )

    @Argument(help: "The submission.")
    var id: SubmissionNumber

    @Option(help: "Where it was to appear.", completion: .channels)
    var channel: String

    @Option(help: "It can be seen at this address.")
    var url: String?

    @Option(
      parsing: .unconditional,
      help: ArgumentHelp("It did not work, for this reason.", valueName: "why")
    )
    var failed: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard (url == nil) != (failed == nil) else {
        throw ValidationError("say either --url or --failed")
      }
    }

    func run() throws {
      let news: ReceiptNews = url.map { .published(url: $0) } ?? .failed(why: failed ?? "")
      try common.desk().record(news, of: id.id, on: channel)
      let state: DeliveryState = url == nil ? .failed : .published
      let json = Documents.document(
        "receipt",
        [
          .init("id", .int(id.id)),
          .init("channel", .string(channel)),
          .init("state", .string(state.rawValue)),
          .init("url", .optional(url)),
          .init("reason", .optional(failed)),
        ]
      )
      try answer(output.format, common.style, json: json) { page in
        page.line(.bold("\(id.id)"), " \(channel) ", Ink(state.rawValue, state.look))
      }
    }
  }
}
