import VouchCore

/// Flags texts that do not fit their channel as that network counts.
///
/// A network cuts off or refuses what is too long. Turn it off for nothing; give a channel a text
/// of its own instead.
struct Length: Rule {
  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "length",
    summary: "Fit each channel as that network counts",
    rationale: """
      A network cuts off or refuses what is too long, and each counts in its own way: links, \
      emoji and handles weigh differently. Give a channel a text of its own under `texts:` \
      rather than turning this off.
      """,
    severity: .error,
    examples: [
      .flags(
        """
        ---
        channel: x
        topics: [news]
        why: Show that a long text does not fit a short network.
        ---
        \(String(repeating: "word ", count: 57))
        """,
        saying: "long on x, at most 280"
      ),
      .flags(
        """
        ---
        channel: x
        kind: thread
        topics: [news]
        why: Show that each post of a thread has to fit.
        ---
        A short one.

        ---

        ▸\(String(repeating: "word ", count: 57))
        """,
        saying: "post 2 of 2"
      ),
      .passes(
        """
        ---
        channel: x
        topics: [news]
        why: Show that a link counts as twenty-three on X.
        ---
        https://example.com/\(String(repeating: "long/", count: 60))
        """
      ),
    ]
  )

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    var observations: [Observation] = []
    for rendition in draft.renditions where context.channels.contains(rendition.channel) {
      guard let profile = context.policy.channels[rendition.channel] else { continue }
      // Most texts fit, and few networks count bytes.
      if profile.byteLimit == nil, rendition.lengths.allSatisfy({ $0 <= profile.limit }) {
        continue
      }
      // They are put together anew whenever somebody asks for them.
      let segments = profile.byteLimit == nil ? [] : rendition.segments
      for index in 0..<rendition.segmentCount {
        observations += excess(of: rendition, at: index, segments, profile, draft)
      }
    }
    return observations
  }

  private func excess(
    of rendition: Rendition,
    at index: Int,
    _ segments: [String],
    _ profile: ChannelProfile,
    _ draft: Draft
  ) -> [Observation] {
    var measures: [(count: Int, limit: Int, unit: String)] = []
    if index < rendition.lengths.count {
      measures.append((rendition.lengths[index], profile.limit, "long"))
    }
    if let limit = profile.byteLimit {
      measures.append((segments[index].utf8.count, limit, "bytes"))
    }
    let count = rendition.segmentCount
    let post = count > 1 ? "post \(index + 1) of \(count) is " : ""
    return measures.filter { $0.count > $0.limit }.map { measure in
      Observation(
        "\(post)\(measure.count) \(measure.unit) on \(rendition.channel), at most \(measure.limit)",
        at: draft.place(ofSegment: index, on: rendition.channel),
        surface: .published,
        measured: measure.count,
        limit: measure.limit,
        help: "take out \(measure.count - measure.limit), or write a text for "
          + "\(rendition.channel) under `texts:`"
      )
    }
  }
}

extension Draft {
  /// Where the post of that index is written.
  fileprivate func place(ofSegment index: Int, on channel: Channel) -> SourceSpan? {
    guard let reading = readings.first(where: { $0.channels.contains(channel) }),
      index < reading.segments.count
    else { return nil }
    return reading.published.span(of: reading.segments[index].range)
  }
}
