public import VouchCore

/// Where a draft uses words that its policy names: those of its topics, of what is off limits, and
/// of its phrases.
///
/// The engine looks for all of them in one pass, once a draft, and hands the answer to the rules.
public struct WordHits: Sendable {
  /// One place at which a policy's words stand.
  public struct Hit: Hashable, Sendable {
    /// The words or the pattern, as the policy writes them.
    public let entry: String
    /// The words that were found, in canonical form; empty where a pattern gave up.
    public let words: String
    /// Where they were written.
    public let span: SourceSpan
    /// Where readers meet them; nil for the head.
    public let surface: Surface?
    /// True where they only show once spaced-out and leet spellings are joined.
    public let isDisguised: Bool
    /// True where a pattern hit the bound of its cost, which counts as found.
    public let isExhausted: Bool
    /// The index of the reading they stand in; nil for the head.
    let reading: Int?
  }

  /// Whose words were found.
  enum Owner: Hashable, Sendable {
    case topic(String), offLimits(String), phrase(RuleID)
  }

  private var byOwner: [Owner: [Hit]] = [:]
  private var readings: [Reading] = []

  /// No hits.
  public init() {}

  /// No hits yet, in the readings of `draft`.
  init(in draft: Draft) {
    readings = draft.readings
  }

  /// True where the draft uses none of the words.
  var isEmpty: Bool { byOwner.isEmpty }

  mutating func add(_ hit: Hit, of owner: Owner) {
    byOwner[owner, default: []].append(hit)
  }

  /// The words of the topic `name` in the texts for any of `channels` and in the head.
  public func topic(_ name: String, for channels: [Channel]) -> [Hit] {
    hits(of: .topic(name), for: channels)
  }

  /// The words of the off-limits entry `name`, likewise.
  public func offLimits(_ name: String, for channels: [Channel]) -> [Hit] {
    hits(of: .offLimits(name), for: channels)
  }

  /// The words of the phrase `id`, likewise.
  public func phrase(_ id: RuleID, for channels: [Channel]) -> [Hit] {
    hits(of: .phrase(id), for: channels)
  }

  /// The phrases whose words were found.
  var phrases: Set<RuleID> {
    byOwner.isEmpty
      ? []
      : Set(byOwner.keys.compactMap { if case .phrase(let id) = $0 { id } else { nil } })
  }

  private func hits(of owner: Owner, for wanted: [Channel]) -> [Hit] {
    guard let hits = byOwner[owner] else { return [] }
    return hits.filter { hit in
      guard let reading = hit.reading else { return true }
      return readings[reading].channels.contains { wanted.contains($0) }
    }
  }
}

extension WordHits.Hit {
  /// What an author should know about how the words were found; nil for words in plain sight.
  public var explanation: String? {
    if isExhausted {
      return "the pattern '\(shown(entry))' hit the bound of its cost, which counts as found"
    }
    return isDisguised ? "it reads as '\(shown(words))' however it is spelled" : nil
  }
}
