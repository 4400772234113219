import VouchCore
import VouchWorkflow

extension TextPage {
  /// Adds what the networks would see of a text.
  mutating func inspection(_ text: InspectedText, channels: ChannelCatalog) {
    for post in text.renditions {
      let profile = channels[post.channel]
      let limit = profile.map { "/\($0.limit) \($0.unit.rawValue)" } ?? ""
      heading("\(post.channel)  \(post.length)\(limit)")
      for (index, segment) in post.segments.enumerated() {
        if post.segmentCount > 1 {
          let offset = index < post.offsets.count ? "  +\(post.offsets[index])" : ""
          line(.dim("  \(index + 1) of \(post.segmentCount)\(offset)"))
        }
        block(segment)
      }
    }
    tokens("Mentions", text.mentions, text.source)
    tokens("Hashtags", text.hashtags, text.source)
    tokens("Cashtags", text.cashtags, text.source)
    list("Links", text.links.map { ($0.span, $0.url, $0.host) }, text.source)
    list("Flags", text.flags.map { ($0.span, $0.text, $0.kind.rawValue) }, text.source)
  }

  private mutating func tokens(_ title: String, _ tokens: [Token], _ source: SourceText) {
    var seen: Set<String> = []
    let distinct = tokens.filter { seen.insert($0.canonical).inserted }
    list(
      title,
      distinct.map { ($0.span, $0.text, "\($0.canonical), \($0.surface.rawValue)") },
      source
    )
  }

  private mutating func list(
    _ title: String,
    _ entries: [(SourceSpan, String, String)],
    _ source: SourceText
  ) {
    guard !entries.isEmpty else { return }
    heading(title)
    table(
      entries.map { span, text, remark in
        let place = source.location(at: span.start)
        return [.dim("  \(place.line):\(place.column)"), Ink(text), .dim(remark)]
      }
    )
  }
}
