import VouchCore

/// Flags keys, tokens, passwords, card numbers and private telephone numbers.
///
/// What was posted once is public for good, whoever deletes it. Every surface is looked at, hidden
/// ones too, because a blog publishes them. Turn it off for nothing; waive the one post that means
/// to show a telephone number.
struct Secrets: Rule {
  static let looksAtTheDraftAlone = true

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

  static var tellingWords: [[Unicode.Scalar]] { SecretScanner.tellingWords }

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    var observations: [Observation] = []
    for reading in context.readings {
      let canonical = reading.canonical.first
      let known = beginnings(in: canonical, context)
      if known?.isAny ?? true {
        observations += secrets(in: reading.published, reading.masks, canonical, known, .published)
      }
      for (index, text) in reading.attached.enumerated() {
        let canonical = index + 1 < reading.canonical.count ? reading.canonical[index + 1] : nil
        let known = beginnings(in: canonical, context)
        guard known?.isAny ?? true else { continue }
        observations += secrets(in: text, ScalarMasks(text.scalars), canonical, known, .attached)
      }
      for text in reading.unpublished {
        observations += secrets(in: text, ScalarMasks(text.scalars), nil, nil, .unpublished)
      }
    }
    if let ask = draft.frontMatter.mission?.ask {
      let canonical = draft.publishedHeadText.first
      let known = beginnings(in: canonical, context)
      guard known?.isAny ?? true else { return observations }
      let text = MappedText(ask.value, at: ask.span)
      observations += secrets(in: text, ScalarMasks(text.scalars), canonical, known, nil)
    }
    return observations
  }

  /// What secrets may begin with in `canonical` and in the text it was made of; nil where that may
  /// hold something else.
  private func beginnings(
    in canonical: CanonicalText?,
    _ context: RuleContext
  ) -> SecretScanner.Beginnings? {
    guard let canonical, canonical.isPlain else { return nil }
    return SecretScanner.beginnings(
      in: canonical.text.scalars,
      canonical.masks,
      at: context.suspects[canonical]
    )
  }

  /// The secrets of `text` as written, and those that a reader's eye finds in its canonical form
  /// beside them: in full-width digits, look-alike letters, or around what nobody can see.
  private func secrets(
    in text: MappedText,
    _ masks: ScalarMasks,
    _ canonical: CanonicalText?,
    _ known: SecretScanner.Beginnings?,
    _ surface: Surface?
  ) -> [Observation] {
    let beginnings = SecretScanner.places(in: text.scalars, masks, of: known)
    var places: [Place] = []
    if !beginnings.isEmpty {
      places = SecretScanner.secrets(in: text.scalars, at: beginnings).map { secret in
        Place(kind: secret.kind, span: text.span(of: secret.range))
      }
    }
    if let canonical, !(beginnings.isEmpty && canonical.isPlain) {
      places += hidden(in: canonical, besides: places, known)
    }
    return places.map { place in
      Observation(
        // The finding goes into reports and the ledger, so it does not repeat the secret.
        "looks like \(place.kind.rawValue)",
        at: place.span,
        surface: surface,
        help: help(for: place.kind)
      )
    }
  }

  /// The secrets of `canonical` that do not overlap those that stand in `plain` sight.
  private func hidden(
    in canonical: CanonicalText,
    besides plain: [Place],
    _ known: SecretScanner.Beginnings?
  ) -> [Place] {
    let text = canonical.text
    var next = 0
    let beginnings = SecretScanner.places(in: text.scalars, canonical.masks, of: known)
    return SecretScanner.secrets(in: text.scalars, at: beginnings, isCanonical: true)
      .compactMap { secret in
        let span = text.span(of: secret.range)
        // Both lists are in the order of the text, so one walk over each is enough.
        while next < plain.count, plain[next].span.end <= span.start { next += 1 }
        let isHidden = next == plain.count || plain[next].span.start >= span.end
        return isHidden ? Place(kind: secret.kind, span: span) : nil
      }
  }

  private struct Place {
    let kind: SecretScanner.Kind
    let span: SourceSpan
  }

  private func help(for kind: SecretScanner.Kind) -> String {
    switch kind {
    case .key, .privateKey, .token, .password: "take it out, and change it: somebody has seen it"
    case .card: "take it out"
    case .phone: "take it out, or link to a contact page"
    }
  }
}
