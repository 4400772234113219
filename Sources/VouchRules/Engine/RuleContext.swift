public import VouchCore

/// All that a rule may know beyond the draft.
///
/// The workflow fills it; rules fetch nothing. It never changes, and is handed from rule to rule
/// without being copied.
public final class RuleContext: Sendable {
  /// Why the rules are asked.
  public let stage: RuleStage
  /// The channels that this run is about, never none.
  ///
  /// They are those of the draft for which the rule's options are the same.
  public let channels: [Channel]
  /// The texts that will go to any of the channels.
  public let readings: [Reading]
  /// What the draft says in those texts and in its published head.
  let spoken: [CanonicalText]
  /// The present instant.
  public let now: Instant
  /// For each channel of the draft, the instant it would go out at, or why it cannot.
  ///
  /// Empty where nothing is known of what else is planned.
  public let plan: ChannelPlan
  /// Who hands in the draft; nil where nobody is named (`check` without `--from`).
  public let assistant: AssistantFacts?
  /// The past and what is planned; nil outside a workspace.
  public let history: History?
  /// Where the draft uses words that the policy names.
  public let words: WordHits
  /// Where in the canonical texts of the draft there is something to look at.
  let suspects: Suspects
  private let prepared: PreparedPolicy

  private let draft: Draft

  init(
    _ prepared: PreparedPolicy,
    _ draft: Draft,
    stage: RuleStage,
    channels: [Channel],
    now: Instant,
    plan: ChannelPlan = [:],
    assistant: AssistantFacts? = nil,
    history: History? = nil,
    words: WordHits = WordHits(),
    suspects: Suspects = Suspects()
  ) {
    self.prepared = prepared
    self.draft = draft
    self.stage = stage
    self.channels = channels
    let readings = draft.readings(for: channels)
    let head = draft.publishedHeadText
    self.readings = readings
    // Most drafts say one thing, whose texts need not be listed anew.
    spoken =
      readings.count == 1 && head.isEmpty
      ? readings[0].canonical : readings.flatMap(\.canonical) + head
    self.now = now
    self.plan = plan
    self.assistant = assistant
    self.history = history
    self.words = words
    self.suspects = suspects
  }

  /// The policy in force.
  public var policy: Policy { prepared.policy }

  /// The words of the topic that the policy calls `name`; nil where it has none of that name.
  func words(ofTopic name: String) -> [String]? { prepared.topics[name] }

  /// The same for some of the channels.
  func narrowed(to channels: [Channel]) -> RuleContext {
    RuleContext(
      prepared,
      draft,
      stage: stage,
      channels: channels,
      now: now,
      plan: plan,
      assistant: assistant,
      history: history,
      words: words,
      suspects: suspects
    )
  }
}

extension RuleContext {
  /// What `list` answers about each of the texts, in order.
  func inReadings<Element>(_ list: (Reading) -> [Element]) -> [Element] {
    // Most drafts have one text, and its answer is the whole.
    readings.count == 1 ? list(readings[0]) : readings.flatMap(list)
  }
}

/// Who hands in a draft, as far as rules care.
public struct AssistantFacts: Sendable, Equatable {
  /// The name.
  public var name: String
  /// Whether it is the owner, whom neither scope nor standing bind.
  public var isOwner: Bool
  /// What is on file; nil where the workspace does not know the assistant (yet).
  public var standing: Standing?

  /// Facts about whoever hands in a draft.
  public init(name: String, isOwner: Bool = false, standing: Standing? = nil) {
    self.name = name
    self.isOwner = isOwner
    self.standing = standing
  }
}
