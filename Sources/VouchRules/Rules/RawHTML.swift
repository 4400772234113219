import VouchCore

/// Flags raw HTML, comments included.
///
/// Networks show tags as litter or swallow what stands between them, and a comment is a place to
/// hide words from the owner. Turn it off for a blog that needs it.
struct RawHTML: Rule {
  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "raw-html",
    summary: "Write Markdown, not HTML",
    rationale: """
      Networks show tags as litter or swallow what stands between them, and a comment is a place \
      to hide words from the owner. Turn it off for a blog that needs it.
      """,
    severity: .error,
    examples: [
      .flags("Our ▸<b>new▸</b> guide is out.", saying: "raw HTML"),
      .flags("Our new guide is out. ▸<!-- remember the link -->", saying: "HTML comment"),
      .passes("Our **new** guide is out."),
      .passes("Fees below 5 < 6, and a heart <3 for all."),
    ]
  )

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    let spans = context.inReadings(\.rawHTML)
    if spans.isEmpty { return [] }
    var seen: Set<SourceSpan> = []
    return
      spans
      .filter { seen.insert($0).inserted }
      .map { span in
        let text = draft.source.text(in: span)
        return Observation(
          Flag(text.hasPrefix("<!--") ? .htmlComment : .rawHTML, text: text, at: span)
        )
      }
  }
}
