/// A draft as one channel will show it.
public struct Rendition: Sendable, Hashable {
  /// The channel.
  public let channel: Channel
  /// The whole text, its segments joined by a blank line.
  public let text: String
  /// The posts it falls into: one, or several for threads and chats.
  public let segments: [String]
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
    self.text = text
    self.segments = segments
    self.offsets = offsets
    self.lengths = lengths
    self.mentions = mentions
    self.hashtags = hashtags
    self.links = links
  }

  /// The length that has to fit: that of the longest segment.
  public var length: Int { lengths.max() ?? 0 }
}
