import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Shows the approved queue.
  struct Queue: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the approved posts that wait for their time, in order."
    )

    @OptionGroup var stretch: StretchOptions
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let found = try desk.queue(limit: stretch.all ? .max : stretch.limit)
      let zone = desk.brandZone()
      let documents = Documents(zone: zone)
      let answer = StreamedList("queue", of: "deliveries", output.format, common.style)
      try answer.add(found.posts.map(documents.queued)) { $0.queue(found.posts, zone: zone) }
      try answer.end(hasMore: found.more > 0) { page in
        if found.posts.isEmpty { page.line("the queue is empty") }
        if found.more > 0 { page.line(.dim("and \(found.more) later ones: --limit, or --all")) }
      }
    }
  }
}

extension VouchCommand.Queue: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    stretch = try StretchOptions(plain: &line)
    common = try CommonOptions(plain: &line)
    output = try FormatOption(plain: &line)
  }
}

extension TextPage {
  /// Adds one line a post, and what holds posts back.
  fileprivate mutating func queue(_ posts: [QueuedPost], zone: BrandZone) {
    table(
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
      line(.dim("\(post.delivery.submission) on \(post.delivery.channel): \(reason)"))
    }
  }
}
