import VouchCore

/// Flags text that says one thing to a machine or an editor and another to a reader.
///
/// Invisible characters, look-alikes, reading-direction controls, words in comments and titles, and
/// tags that are split or escaped are how rules are got around; none of them happens to somebody
/// who simply types. Circumstances that are only worth knowing, such as a mention in code, are
/// notes. Do not turn it off: the other rules rely on it.
struct HiddenText: Rule {
  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "hidden-text",
    summary: "Write what readers see, and nothing else",
    rationale: """
      Invisible characters, look-alikes, direction controls, words where no reader sees them and \
      split or escaped tags are ways around the other rules; nobody types them by chance. \
      Circumstances worth knowing are notes. Do not turn it off: the other rules rely on it.
      """,
    severity: .error,
    examples: [
      .flags("Thanks to @al▸\u{200B}ice.", saying: "invisible character"),
      .flags("Thanks to ▸@\u{430}lice.", saying: "another script"),
      .flags("[The stage](https://example.com \"▸@alice\")", saying: "where no reader sees them"),
      .flags("▸\\#launch day", saying: "escaped"),
      .passes("Thanks to @alice."),
      .passes("A family 👨‍👩‍👧 day, 👍🏽 and 1️⃣."),
      .passes("می‌خواهم قیمت‌ها را بدانم."),
      .passes("Сколько вы берёте за первую встречу?"),
    ]
  )

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    draft.flagged(for: "hidden-text", in: context)
  }
}
