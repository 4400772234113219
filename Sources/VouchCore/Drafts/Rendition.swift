/// A draft as one channel will show it.
public struct Rendition: Sendable, Hashable {
  /// The channel.
  public let channel: Channel
  private let content: Content
  /// For chats, when each segment is posted, counted from the start.
  public let offsets: [TimeSpan]
  /// The length of each segment as this channel counts it, in the unit of its profile.
  public let lengths: [Int]
  /// The mentions this channel will link, as written, in order.
  public let mentions: [String]
  /// The hashtags this channel will link, as written, in order.
  public let hashtags: [String]
  /// The addresses readers can follow from here, in order.
  public let links: [String]

  /// Where the text comes from; most drafts are checked, and never shown.
  private enum Content: Sendable {
    case written(text: String, segments: [String])
    case part(of: MappedText, segments: [Range<Int>])
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
    content = .written(text: text, segments: segments)
    self.offsets = offsets
    self.lengths = lengths
    self.mentions = mentions
    self.hashtags = hashtags
    self.links = links
  }

  /// The `segments` of a published text as a channel without Markdown will show them.
  public init(
    channel: Channel,
    published: MappedText,
    segments: [Segment],
    lengths: [Int],
    mentions: [String],
    hashtags: [String],
    links: [String]
  ) {
    self.channel = channel
    content = .part(of: published, segments: segments.map(\.range))
    offsets = segments.compactMap(\.offset)
    self.lengths = lengths
    self.mentions = mentions
    self.hashtags = hashtags
    self.links = links
  }

  /// The whole text, its segments joined by a blank line.
  public var text: String {
    switch content {
    case .written(let text, _): text
    case .part: segments.joined(separator: "\n\n")
    }
  }

  /// The posts it falls into: one, or several for threads and chats.
  ///
  /// They are put together whenever somebody asks: ask once, not for each.
  public var segments: [String] {
    switch content {
    case .written(_, let segments): segments
    case .part(let text, let ranges): ranges.map(text.string(in:))
    }
  }

  /// The same with its texts put together once, for whoever asks for them several times.
  public var written: Rendition {
    if case .written = content { return self }
    let segments = segments
    return Rendition(
      channel: channel,
      text: segments.joined(separator: "\n\n"),
      segments: segments,
      offsets: offsets,
      lengths: lengths,
      mentions: mentions,
      hashtags: hashtags,
      links: links
    )
  }

  /// How many posts it falls into.
  public var segmentCount: Int {
    switch content {
    case .written(_, let segments): segments.count
    case .part(_, let ranges): ranges.count
    }
  }

  /// The length that has to fit: that of the longest segment.
  public var length: Int { lengths.max() ?? 0 }

  /// True where both show the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.channel == right.channel && left.text == right.text && left.segments == right.segments
      && left.offsets == right.offsets && left.lengths == right.lengths
      && left.mentions == right.mentions && left.hashtags == right.hashtags
      && left.links == right.links
  }

  /// Feeds what is shown to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(channel)
    hasher.combine(segments)
  }
}
