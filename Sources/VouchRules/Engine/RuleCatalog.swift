public import VouchCore

/// The rules a policy can speak of.
public struct RuleCatalog: Sendable {
  /// The types of the rules, sorted by id.
  public let rules: [any Rule.Type]
  private let byID: [RuleID: any Rule.Type]

  /// A catalogue of `rules`, whose ids and former ids are all different.
  public init(_ rules: [any Rule.Type]) {
    self.rules = rules
    var byID: [RuleID: any Rule.Type] = [:]
    for rule in rules {
      let descriptor = rule.descriptor
      byID[descriptor.id] = rule
      for former in descriptor.formerIDs { byID[former] = rule }
    }
    self.byID = byID
  }

  /// The rule of that id, present or former; nil where there is none.
  public subscript(id: RuleID) -> (any Rule.Type)? { byID[id] }

  /// The rules that ship with Vouch.
  public static let all = RuleCatalog([
    AltText.self,
    AssistantScopeRule.self,
    AssistantStanding.self,
    CadenceRule.self,
    DisclosureRule.self,
    DuplicateWording.self,
    EngagementBait.self,
    HashtagLimit.self,
    HiddenText.self,
    Length.self,
    Links.self,
    MassTagging.self,
    MentionLimit.self,
    MissionBatch.self,
    MissionPace.self,
    MissionRest.self,
    OffLimits.self,
    Purpose.self,
    RawHTML.self,
    Secrets.self,
    Shouting.self,
    Soapbox.self,
    Topics.self,
    VanityMetrics.self,
  ])
}
