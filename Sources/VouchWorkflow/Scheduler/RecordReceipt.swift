import VouchCore
import VouchStore

/// What a publisher says became of a post.
public enum ReceiptNews: Sendable {
  /// It can be seen at this address.
  case published(url: String)
  /// It did not work, for this reason.
  case failed(why: String)
}

extension Desk {
  /// Records what became of an emitted post.
  ///
  /// - Throws: ``WorkflowError`` where no such post went out, or `StoreError`.
  public func record(_ news: ReceiptNews, of id: Int, on channelName: String) throws {
    try storeForWriting().write { writer in
      _ = try writer.reader.requiredSubmission(id)
      let channel = Channel(channelName)
      let delivery = try writer.reader.deliveries(of: id).last { $0.channel == channel }
      guard let delivery else {
        throw WorkflowError(.notFound, "submission \(id) has no delivery on \(channelName)")
      }
      let action: DeliveryAction
      let event: LedgerEvent
      switch news {
      case .published(let url):
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
          throw WorkflowError(.invalid, "'\(url)' is no address", help: "give the whole https URL")
        }
        action = .publish
        event = LedgerEvent("published", delivery.ledgerDetails.adding("url", .string(url)))
      case .failed(let why):
        guard !why.trimmingWhitespace().isEmpty else {
          throw WorkflowError(.invalid, "say why it failed")
        }
        action = .fail
        event = LedgerEvent("failed", delivery.ledgerDetails.adding("reason", .string(why)))
      }
      do {
        try writer.transition(delivery, action, by: .owner, at: clock.now, event: event) {
          switch news {
          case .published(let url):
            $0.url = url
            $0.reason = nil
          case .failed(let why): $0.reason = why
          }
        }
      } catch let error as TransitionError {
        throw WorkflowError(
          .notAllowed,
          "the post of submission \(id) on \(channelName) is \(error.from)"
        )
      }
    }
  }
}
