/// For channels of a draft, the instant it would go out at, or why it cannot.
///
/// A row of them, for to hash the name of a channel takes longer than to compare it with the few
/// that a draft has.
public struct ChannelPlan: Sendable, ExpressibleByDictionaryLiteral {
  /// What comes of planning for one channel.
  public typealias Outcome = Result<Instant, PlanObstacle>

  private var outcomes: [(channel: Channel, outcome: Outcome)] = []

  /// What is known of each channel, each once.
  public init(dictionaryLiteral elements: (Channel, Outcome)...) {
    for (channel, outcome) in elements { self[channel] = outcome }
  }

  /// What is known of `channel`; nil where nothing is.
  public subscript(channel: Channel) -> Outcome? {
    get { place(of: channel).map { outcomes[$0].outcome } }
    set {
      if let place = place(of: channel) { outcomes.remove(at: place) }
      if let newValue { outcomes.append((channel, newValue)) }
    }
  }

  private func place(of channel: Channel) -> Int? {
    outcomes.firstIndex { $0.channel == channel }
  }
}
