/// A draft as one channel will show it.
public struct Rendition: Sendable, Hashable {
  /// The channel.
  public let channel: Channel
  /// The length of each segment as this channel counts it, in the unit of its profile.
  public let lengths: [Int]
  private let content: Content
  private let tokens: Tokens

  // Most drafts are checked and never shown, so texts and lists are made for those who ask.

  private enum Content: Sendable {
    case written(text: String, segments: [String], offsets: [TimeSpan])
    /// What `reading` publishes.
    case read(Reading)
  }

  private enum Tokens: Sendable {
    case written(ShownTokens)
    /// All that was found where readers of `reading` see it.
    case read(Reading)
  }

  /// A text as a channel will show it.
  public init(
    channel: Channel,
    text: String,
    segments: [String],
    offsets: [TimeSpan],
    lengths: [Int],
    mentions: [String],
    hashtags: [String],
    links: [String]
  ) {
    self.channel = channel
    self.lengths = lengths
    content = .written(text: text, segments: segments, offsets: offsets)
    tokens = .written(ShownTokens(mentions: mentions, hashtags: hashtags, links: links))
  }

  /// `reading` as a channel will show it: its published text, or its Markdown where `markdown` says
  /// that of each segment; with the tokens the channel links, or all where it links as the strictest.
  public init(
    channel: Channel,
    of reading: Reading,
    markdown: [String]? = nil,
    lengths: [Int],
    tokens: ShownTokens? = nil
  ) {
    self.channel = channel
    self.lengths = lengths
    content =
      markdown.map { segments in
        .written(
          text: segments.count == 1 ? segments[0] : segments.joined(separator: "\n\n"),
          segments: segments,
          offsets: reading.segments.compactMap(\.offset)
        )
      } ?? .read(reading)
    self.tokens = tokens.map { .written($0) } ?? .read(reading)
  }

  /// The whole text, its segments joined by a blank line.
  public var text: String {
    switch content {
    case .written(let text, _, _): text
    case .read: segments.joined(separator: "\n\n")
    }
  }

  /// The posts it falls into: one, or several for threads and chats.
  ///
  /// They are put together whenever somebody asks: ask once, not for each.
  public var segments: [String] {
    switch content {
    case .written(_, let segments, _): segments
    case .read(let reading): reading.segments.map { reading.published.string(in: $0.range) }
    }
  }

  /// For chats, when each segment is posted, counted from the start.
  public var offsets: [TimeSpan] {
    switch content {
    case .written(_, _, let offsets): offsets
    case .read(let reading): reading.segments.compactMap(\.offset)
    }
  }

  /// The mentions this channel will link, as written, in order.
  public var mentions: [String] { shown.mentions }

  /// The hashtags this channel will link, as written, in order.
  public var hashtags: [String] { shown.hashtags }

  /// The addresses readers can follow from here, in order.
  ///
  /// They are listed anew whenever somebody asks, as are mentions and hashtags.
  public var links: [String] {
    switch tokens {
    case .written(let tokens): tokens.links
    case .read(let reading): reading.links.map(\.url)
    }
  }

  /// True where it has the mentions, hashtags and links of its reading, and no others.
  public var showsItsReading: Bool {
    if case .read = tokens { true } else { false }
  }

  private var shown: ShownTokens {
    switch tokens {
    case .written(let tokens): tokens
    case .read(let reading): ShownTokens(reading)
    }
  }

  /// The same with its texts put together once, for whoever asks for them several times.
  public var written: Rendition {
    if case .written = content, case .written = tokens { return self }
    let (segments, shown) = (segments, shown)
    return Rendition(
      channel: channel,
      text: segments.count == 1 ? segments[0] : segments.joined(separator: "\n\n"),
      segments: segments,
      offsets: offsets,
      lengths: lengths,
      mentions: shown.mentions,
      hashtags: shown.hashtags,
      links: shown.links
    )
  }

  /// How many posts it falls into.
  public var segmentCount: Int {
    switch content {
    case .written(_, let segments, _): segments.count
    case .read(let reading): reading.segments.count
    }
  }

  /// The length that has to fit: that of the longest segment.
  public var length: Int { lengths.max() ?? 0 }

  /// True where both show the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.channel == right.channel && left.text == right.text && left.segments == right.segments
      && left.offsets == right.offsets && left.lengths == right.lengths
      && left.shown == right.shown
  }

  /// Feeds what is shown to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(channel)
    hasher.combine(segments)
  }
}
