public import VouchCore
import VouchRules

/// One example of a phrase entry, run as it stands and in other surroundings.
public struct PhraseExample: Sendable, Equatable {
  /// The entry.
  public let phrase: RuleID
  /// The text.
  public let text: String
  /// Whether the entry has to be found in it, or must not be.
  public let mustFlag: Bool
  /// The surroundings in which it does not do what it says; none where all is well.
  public let failures: [String]
}

extension Desk {
  /// Every example of every phrase entry, each run as it stands, with an emoji in front, and
  /// between CRLF line ends.
  ///
  /// - Throws: `PolicyError`, which names each example that fails as it stands: such a policy is
  ///   refused.
  public func testPhrases() throws -> [PhraseExample] {
    let rulebook = try rulebook()
    return rulebook.policy.phrases.filter { $0.severity != nil }.flatMap { phrase in
      phrase.flags.map { example($0, of: phrase.id, mustFlag: true, rulebook) }
        + phrase.passes.map { example($0, of: phrase.id, mustFlag: false, rulebook) }
    }
  }

  private func example(
    _ text: String,
    of phrase: RuleID,
    mustFlag: Bool,
    _ rulebook: Rulebook
  ) -> PhraseExample {
    let variants = [
      ("as it stands", text),
      ("with an emoji in front", "\u{1F9F6} " + text),
      ("between CRLF line ends", "A line.\r\n" + text + "\r\nAnother line.\r\n"),
    ]
    return PhraseExample(
      phrase: phrase,
      text: text,
      mustFlag: mustFlag,
      failures: variants.compactMap { name, variant in
        rulebook.engine.phrases(in: variant).contains(phrase) == mustFlag ? nil : name
      }
    )
  }
}
