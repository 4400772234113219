import VouchCore

/// Flags words of what the policy never talks about, whatever topic a draft declares.
///
/// Some subjects cost a brand more than any post can earn. Title, body, alt text and a mission's
/// request are read, in canonical form, so that no spelling hides a word. There is nothing to turn
/// off: a policy without off-limits words flags nothing.
struct OffLimits: Rule {
  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "off-limits",
    summary: "Use none of the off-limits words",
    rationale: """
      Some subjects cost a brand more than any post can earn. Their words are looked for in title, \
      body, alt text and a mission's request, as whole words and in canonical form, so that no \
      spelling hides one. A policy without off-limits words flags nothing.
      """,
    severity: .error,
    examples: [
      .passes(
        "We selected three glazes for the winter.",
        policy: "off-limits: {politics: [election, ballot*]}"
      ),
      .flags(
        "Before the ▸election we fire the kiln once more.",
        saying: "'election' is off limits (politics)",
        policy: "off-limits: {politics: [election, ballot*]}"
      ),
      .flags(
        "Mugs for ▸Ballots Night, and a plate for the ▸Election.",
        saying: "'ballots' is off limits (politics)",
        policy: "off-limits: {politics: [election, ballot*]}"
      ),
    ]
  )

  /// How many places of one entry are reported; a text full of them says no more by being listed
  /// whole.
  private static let reported = 20

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    if context.words.isEmpty { return [] }
    return context.policy.offLimits.flatMap { topic in
      let hits = context.words.offLimits(topic.name, for: context.channels)
      return hits.prefix(Self.reported).enumerated().map { index, hit in
        let isLast = index == Self.reported - 1 && hits.count > Self.reported
        return Observation(
          "'\(hit.words)' is off limits (\(topic.name))",
          at: hit.span,
          surface: hit.surface,
          help: isLast ? "and \(hits.count - Self.reported) more places" : hit.explanation
        )
      }
    }
  }
}
