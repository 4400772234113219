import VouchCore

/// Flags keys, tokens, passwords, card numbers and private telephone numbers.
///
/// What was posted once is public for good, whoever deletes it. Every surface is looked at, hidden
/// ones too, because a blog publishes them. Turn it off for nothing; waive the one post that means
/// to show a telephone number.
struct Secrets: Rule {
  static let descriptor = RuleDescriptor(
    id: "secrets",
    summary: "Give away no keys, passwords, card or private telephone numbers",
    rationale: """
      What was posted once is public for good, whoever deletes it. Better waive the one post that \
      means to show a telephone number than turn this off.
      """,
    severity: .error,
    examples: [
      .flags("The key is `▸sk_live_4eC39HqLyjWDarjtT1zdp7dc`.", saying: "an API key"),
      .flags("Ask for ▸AKIAIOSFODNN7EXAMPLE at the desk.", saying: "an API key"),
      .flags("Log in with password: ▸Tr0ub4dor&3x!", saying: "a password"),
      .flags("Charge it to ▸4111 1111 1111 1111 please.", saying: "a card number"),
      .flags("Call my mobile ▸+49 151 23456789.", saying: "a telephone number"),
      .passes("Order 4111-1111-1111-1112 ships on 2026-12-01 for 1,299.00."),
      .passes("ISBN 978-3-16-148410-0, pages 100-250, 2019-2024."),
      .passes("Choose a password: at least twelve letters."),
      .passes("The task_live_stream and the sk_ prefix are explained in the guide."),
    ]
  )

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    var observations: [Observation] = []
    for reading in draft.readings(for: context.channels) {
      observations += secrets(in: reading.published, .published)
      for text in reading.attached { observations += secrets(in: text, .attached) }
      for text in reading.unpublished { observations += secrets(in: text, .unpublished) }
    }
    if let ask = draft.frontMatter.mission?.ask {
      observations += secrets(in: MappedText(ask.value, at: ask.span), nil)
    }
    return observations
  }

  private func secrets(in text: MappedText, _ surface: Surface?) -> [Observation] {
    SecretScanner.secrets(in: text.scalars).map { secret in
      Observation(
        // The finding goes into reports and the ledger, so it does not repeat the secret.
        "looks like \(secret.kind.rawValue)",
        at: text.span(of: secret.range),
        surface: surface,
        help: help(for: secret.kind)
      )
    }
  }

  private func help(for kind: SecretScanner.Kind) -> String {
    switch kind {
    case .key, .privateKey, .token, .password: "take it out, and change it: somebody has seen it"
    case .card: "take it out"
    case .phone: "take it out, or link to a contact page"
    }
  }
}
