public import VouchCore

/// Checks one thing about drafts.
///
/// A rule is pure: a draft and a context go in, observations come out. It reads no clock, file or
/// database, and it neither names itself nor chooses how serious it is; the engine does both.
public protocol Rule: Sendable {
  /// What the rule is, for the catalogue, the documentation and the tests.
  static var descriptor: RuleDescriptor { get }

  /// Whether the rule looks at nothing but the draft and the policy: not at the past, at what is
  /// planned, at the present or at who hands in.
  ///
  /// One that does not is asked before anything is known of all that, and only once; nobody asks it
  /// what it needs to know of the past.
  static var looksAtTheDraftAlone: Bool { get }

  /// Words, in lower case, without one of which the rule has nothing to say about canonical text.
  ///
  /// It is told where they may begin, and goes through no text by itself.
  static var tellingWords: [[Unicode.Scalar]] { get }

  /// Why `options`, each sound by itself, make no sense together; nil where they do.
  static func objection(to options: OptionValues) -> String?

  /// A rule with the options of a policy, which have been checked against the descriptor.
  init(options: OptionValues)

  /// What the rule asks about the past before it looks at `draft`; `context` has no history yet.
  func needs(of draft: Draft, in context: RuleContext) -> HistoryNeeds

  /// What the rule sees in `draft`, for the channels of `context`.
  func check(_ draft: Draft, in context: RuleContext) -> [Observation]
}

extension Rule {
  /// A rule that does not say is asked once everything is known.
  public static var looksAtTheDraftAlone: Bool { false }

  /// Most rules look for no words.
  public static var tellingWords: [[Unicode.Scalar]] { [] }

  /// Most options do not depend on one another.
  public static func objection(to options: OptionValues) -> String? { nil }

  /// Most rules ask nothing about the past.
  public func needs(of draft: Draft, in context: RuleContext) -> HistoryNeeds { HistoryNeeds() }
}
