public import VouchCore

/// The rules of a brand, loaded whole: nothing in it is left to defaults at the last minute.
public struct Policy: Sendable {
  /// The name of its file in `policies/`, without `.yaml`.
  public var name: String
  /// Whose it is; nil where the file does not say.
  public var brand: String?
  /// What the brand posts for; nil where the file does not say.
  public var why: String?
  /// SHA-256 over every file it was loaded from, in hexadecimal.
  public var fingerprint: String
  /// The only things assistants may talk about.
  public var topics: [PolicyTopic]
  /// What is never talked about.
  public var offLimits: [PolicyTopic]
  /// The channels a draft may name, with their profiles as the policy tightened them.
  public var channels: ChannelCatalog
  /// When the brand posts, in its zone.
  public var calendar: BrandCalendar
  /// Every rule of the catalogue with what is in force for it, in the order of the catalogue.
  public var entries: [PolicyEntry]
  /// The house's own words, in the order of the file, those of an extended policy first.
  public var phrases: [PhraseEntry]
  /// The number that assistants must have been trained at.
  public var training: Int
  /// What each assistant may do, by name; `default` for all others.
  public var scopes: [String: AssistantScope]
  /// Where its parts stand, by section and name: `topics/pricing`, `slots/x`, `phrases/no-hype`.
  public var places: [String: PolicyPlace] = [:]

  /// What `assistant` may do.
  public func scope(of assistant: String) -> AssistantScope {
    scopes[assistant] ?? scopes["default"] ?? AssistantScope()
  }

  /// True where nobody can waive `rule`.
  public func locks(_ rule: RuleID) -> Bool {
    entries.contains { $0.rule == rule && $0.isLocked }
      || phrases.contains { $0.id == rule && $0.isLocked }
  }
}

/// A topic, or something off limits: a name and the words that give it away.
public struct PolicyTopic: Sendable, Equatable {
  /// The name, as drafts declare it.
  public let name: String
  /// What it covers, for people; empty for what is off limits.
  public let about: String
  /// The words that show it, as written.
  public let words: [String]

  /// A topic.
  public init(name: String, about: String, words: [String]) {
    self.name = name
    self.about = about
    self.words = words
  }
}

/// What a policy says about one rule.
public struct PolicyEntry: Sendable, Equatable {
  /// The rule.
  public let rule: RuleID
  /// How much its findings weigh; nil where the rule is turned off.
  public var severity: Severity?
  /// Its options on every channel that has none of its own.
  public var options: OptionValues
  /// Its options and severity on single channels: whole sets, with the general ones filled in.
  public var overrides: [Channel: Override]
  /// True where an extending policy can only tighten it and nobody can waive it.
  public var isLocked: Bool
  /// The policy file that spoke of it last; nil where it runs with its defaults.
  public var file: String?
  /// The 1-based line there.
  public var line: Int?

  /// What holds on one channel.
  public struct Override: Sendable, Equatable {
    /// How much findings weigh there; nil where the rule is turned off.
    public var severity: Severity?
    /// The options there.
    public var options: OptionValues

    /// What holds on one channel.
    public init(severity: Severity?, options: OptionValues) {
      self.severity = severity
      self.options = options
    }
  }

  /// What a policy says about one rule.
  public init(
    rule: RuleID,
    severity: Severity?,
    options: OptionValues = OptionValues(),
    overrides: [Channel: Override] = [:],
    isLocked: Bool = false,
    file: String? = nil,
    line: Int? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.options = options
    self.overrides = overrides
    self.isLocked = isLocked
    self.file = file
    self.line = line
  }
}

/// Words the house never uses.
public struct PhraseEntry: Sendable, Equatable {
  /// The id it reports under.
  public let id: RuleID
  /// How much a finding weighs; nil where it is turned off.
  public var severity: Severity?
  /// Words or regular expressions, matched on canonical text.
  public var never: [String] { entries.map(\.written) }
  /// The same, ready to be looked for.
  let entries: [ForbiddenEntry]
  /// What to tell the author.
  public let message: String
  /// Texts that must be found.
  public let flags: [String]
  /// Texts that must not be found.
  public let passes: [String]
  /// True where nobody can waive it.
  public var isLocked: Bool

  init(
    id: RuleID,
    severity: Severity?,
    entries: [ForbiddenEntry],
    message: String,
    flags: [String],
    passes: [String],
    isLocked: Bool = false
  ) {
    self.id = id
    self.severity = severity
    self.entries = entries
    self.message = message
    self.flags = flags
    self.passes = passes
    self.isLocked = isLocked
  }
}

/// What an assistant may say, post and do.
public struct AssistantScope: Sendable, Equatable {
  /// Where it may post; nil for everywhere.
  public var channels: [Channel]?
  /// What kinds of post it may hand in; nil for all.
  public var kinds: [DraftKind]?
  /// What it may talk about; nil for every topic of the policy.
  public var topics: [String]?
  /// How many of its submissions may reach `pending` on a brand-local day; nil for no bound.
  public var perDay: Int?
  /// What has to be on file about it.
  public var requires: Set<Requirement>

  /// What has to be on file about an assistant.
  public enum Requirement: String, Hashable, Sendable, CaseIterable {
    /// At least one reference.
    case reference
    /// Training at the policy's `training` number.
    case training
  }

  /// A scope; without bounds unless told otherwise.
  public init(
    channels: [Channel]? = nil,
    kinds: [DraftKind]? = nil,
    topics: [String]? = nil,
    perDay: Int? = nil,
    requires: Set<Requirement> = []
  ) {
    self.channels = channels
    self.kinds = kinds
    self.topics = topics
    self.perDay = perDay
    self.requires = requires
  }
}
