public import VouchCore

/// All that a rule may know beyond the draft.
///
/// The workflow fills it; rules fetch nothing.
public struct RuleContext: Sendable {
  /// Why the rules are asked.
  public var stage: RuleStage
  /// The channels that this run is about, never none.
  ///
  /// They are those of the draft for which the rule's options are the same.
  public var channels: [Channel]
  /// The policy in force.
  public var policy: Policy
  /// The present instant.
  public var now: Instant
  /// For each channel of the draft, the instant it would go out at, or why it cannot.
  ///
  /// Empty where nothing is known of what else is planned.
  public var plan: [Channel: Result<Instant, PlanObstacle>]
  /// Who hands in the draft; nil where nobody is named (`check` without `--from`).
  public var assistant: AssistantFacts?
  /// The past and what is planned; nil outside a workspace.
  public var history: History?
  /// Where the draft uses words that the policy names.
  public var words: WordHits

  /// A context.
  public init(
    stage: RuleStage,
    channels: [Channel],
    policy: Policy,
    now: Instant,
    plan: [Channel: Result<Instant, PlanObstacle>] = [:],
    assistant: AssistantFacts? = nil,
    history: History? = nil,
    words: WordHits = WordHits()
  ) {
    self.stage = stage
    self.channels = channels
    self.policy = policy
    self.now = now
    self.plan = plan
    self.assistant = assistant
    self.history = history
    self.words = words
  }
}

extension RuleContext {
  /// What `draft` says in the texts for the channels of this run and in its published head.
  func spoken(of draft: Draft) -> [CanonicalText] {
    draft.readings(for: channels).flatMap(\.canonical) + draft.publishedHeadText
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
