public import VouchCore
import VouchRules

/// One example of a phrase entry, which was run when the policy was loaded.
public struct PhraseExample: Sendable, Equatable {
  /// The entry.
  public let phrase: RuleID
  /// The text.
  public let text: String
  /// Whether the entry has to be found in it, or must not be.
  public let mustFlag: Bool
}

extension Desk {
  /// Every example of every phrase entry, all of which did what they say.
  ///
  /// - Throws: `PolicyError`, which names each example that did not: such a policy is refused.
  public func testPhrases() throws -> [PhraseExample] {
    try rulebook().policy.phrases.flatMap { phrase in
      phrase.flags.map { PhraseExample(phrase: phrase.id, text: $0, mustFlag: true) }
        + phrase.passes.map { PhraseExample(phrase: phrase.id, text: $0, mustFlag: false) }
    }
  }
}
