import VouchCore

/// Flags drafts that declare no topic or one the policy does not name, and texts that say nothing
/// about a topic they declare.
///
/// A brand that talks about everything stands for nothing; topics are the only things assistants
/// may talk about. Turn it off for a policy that means any subject to be fine.
struct Topics: Rule {
  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "topics",
    summary: "Talk about the topics of the policy, and say which",
    rationale: """
      Assistants may talk about what the brand chose and about nothing else. Every draft declares \
      its topics, each of them one of the policy's; where a topic has words, a text with none of \
      them is probably about something else. A policy without topics allows every subject.
      """,
    severity: .error,
    examples: [
      .passes(
        """
        ---
        channel: linkedin
        topics: [gardening]
        why: Help neighbours start their first vegetable bed.
        ---
        Start your compost before the first frost.
        """,
        policy: "topics: {gardening: {about: Growing food, words: [compost, soil*]}}"
      ),
      .passes(
        """
        ---
        channel: linkedin
        topics: [gardening]
        why: Help neighbours start their first vegetable bed.
        ---
        Why is bread with fresh leaves so good?
        """,
        policy: "topics: {gardening: {about: Growing food}}"
      ),
      .flags(
        """
        ---
        channel: linkedin
        topics: [gardening, ▸gardenning]
        why: Help neighbours start their first vegetable bed.
        ---
        Start your compost before the first frost.
        """,
        saying: "'gardenning' is not a topic of the policy",
        policy: "topics: {gardening: {about: Growing food, words: [compost, soil*]}}"
      ),
      .flags(
        """
        ▸---
        channel: linkedin
        why: Help neighbours start their first vegetable bed.
        ---
        Start your compost before the first frost.
        """,
        saying: "no topic is declared",
        policy: "topics: {gardening: {about: Growing food, words: [compost, soil*]}}"
      ),
      .flags(
        """
        ---
        channel: linkedin
        topics: [▸gardening]
        why: Help neighbours start their first vegetable bed.
        ---
        Ten films to watch on a rainy day.
        """,
        saying: "nothing in the text speaks of 'gardening'",
        policy: "topics: {gardening: {about: Growing food, words: [compost, soil*]}}"
      ),
    ]
  )

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    let known = context.policy.topics
    guard !known.isEmpty else { return [] }
    let head = draft.frontMatter
    guard !head.topics.isEmpty else {
      let start = SourceSpan(head.span.start, head.span.start)
      return [Observation("no topic is declared", at: start, help: allowed(known))]
    }
    return head.topics.compactMap { declared in
      guard let words = context.words(ofTopic: declared.value) else {
        let nearest = Suggestion.nearest(to: declared.value, among: known.map(\.name))
        return Observation(
          "'\(shown(declared.value))' is not a topic of the policy",
          at: declared.span,
          help: nearest.map { "did you mean '\($0)'?" } ?? allowed(known)
        )
      }
      guard !words.isEmpty, context.words.topic(declared.value, for: context.channels).isEmpty
      else { return nil }
      // As the policy spells it.
      let name = known.first { $0.name == declared.value }?.name ?? declared.value
      return Observation(
        "nothing in the text speaks of '\(name)'",
        at: declared.span,
        cap: .warning,
        help: "it has none of: \(words.joined(separator: ", "))"
      )
    }
  }
}

private func allowed(_ topics: [PolicyTopic]) -> String {
  "the policy's topics: \(topics.map(\.name).joined(separator: ", "))"
}
