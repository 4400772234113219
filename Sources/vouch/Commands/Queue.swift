import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Shows the approved queue.
  struct Queue: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the approved posts that wait for their time, in order."
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let posts = try desk.queue()
      let zone = desk.brandZone()
      try answer(output.format, common.style, json: Documents(zone: zone).queue(posts)) { page in
        guard !posts.isEmpty else { return page.line("the queue is empty") }
        page.table(
          posts.map { post in
            [
              "\(zone.local(post.delivery.scheduledAt))", "\(post.delivery.channel)",
              .bold("\(post.delivery.submission)@\(post.delivery.revision)"),
              Ink(post.delivery.state.rawValue, post.delivery.state.look),
              Ink(post.title ?? ""),
            ]
          }
        )
        for post in posts {
          guard let reason = post.delivery.reason else { continue }
          page.line(.dim("\(post.delivery.submission) on \(post.delivery.channel): \(reason)"))
        }
      }
    }
  }
}
