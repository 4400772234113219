import VouchCore

/// Flags images and media without an alternative text.
///
/// People who cannot see a picture hear its description, and networks show it where the picture
/// does not load. Turn it off only where every picture is decoration.
struct AltText: Rule {
  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "alt-text",
    summary: "Describe every image",
    rationale: """
      A picture without a description shuts out whoever cannot see it, and reads as careless. \
      Turn it off only where every picture is decoration.
      """,
    severity: .warning,
    examples: [
      .flags("Our new shop sign:\n\n▸![](sign.png)", saying: "no alternative text"),
      .flags(
        """
        ---
        channel: linkedin
        topics: [news]
        why: Show people what the new shop sign looks like.
        media: [▸sign.png]
        ---
        Our new shop sign hangs at last.
        """,
        saying: "no alternative text"
      ),
      .passes("Our new shop sign:\n\n![A blue sign above a door](sign.png)"),
      .passes(
        """
        ---
        channel: linkedin
        topics: [news]
        why: Show people what the new shop sign looks like.
        media: [{file: sign.png, alt: A blue sign above a door}]
        ---
        Our new shop sign hangs at last.
        """
      ),
    ]
  )

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    let images = context.inReadings(\.images)
    let media = draft.frontMatter.media
    if images.isEmpty, media.isEmpty { return [] }
    return images.filter { isBlank($0.alt) }
      .map { Observation(missing($0.url), at: $0.span, surface: .attached, help: help) }
      + media.filter { isBlank($0.alt?.value ?? "") }
      .map { Observation(missing($0.file.value), at: $0.file.span, help: help) }
  }
}

private let help = "say in a few words what the picture shows"

private func missing(_ file: String) -> String { "\(quoted(file)) has no alternative text" }

private func isBlank(_ text: String) -> Bool { !text.unicodeScalars.contains(where: \.isWordPart) }
