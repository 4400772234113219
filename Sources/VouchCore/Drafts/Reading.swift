/// One text of a draft, read once: what it shows, what it hides, and what was found in it.
///
/// A draft has one reading for its body and one for each entry of `texts:`. It never changes, and is
/// handed from rule to rule without being copied.
public final class Reading: Sendable {
  /// The channels this text is for; empty for a body that every channel replaces.
  public let channels: [Channel]
  /// What readers see, as a person would have typed it on a network without Markdown.
  public let published: MappedText
  /// The posts that `published` falls into: one, or several for threads and chats.
  public let segments: [Segment]
  /// Where published text stands in something other than plain prose.
  public let regions: [Region]
  /// The alternative texts of images, in order.
  public let attached: [MappedText]
  /// Comments, titles and reference definitions, in order.
  public let unpublished: [MappedText]
  /// Mentions on published and attached surfaces, by the strictest reading of any network and of
  /// a reader's eye, in order of appearance.
  public let mentions: [Token]
  /// Hashtags, likewise.
  public let hashtags: [Token]
  /// Cashtags, likewise.
  public let cashtags: [Token]
  /// Links of every kind, in order of appearance.
  public let links: [Link]
  /// Images, in order of appearance.
  public let images: [Image]
  /// Where raw HTML stands, comments included.
  public let rawHTML: [SourceSpan]
  /// What is unexpected about the text.
  public let flags: [Flag]
  /// The canonical forms of the published text, then of each attached text: what forbidden words
  /// are looked for in.
  public let canonical: [CanonicalText]
  /// What scalars the published text is made of.
  public let masks: ScalarMasks

  /// A text that was read; `masks` are made where nobody has made them yet.
  public init(
    channels: [Channel],
    published: MappedText,
    masks: ScalarMasks? = nil,
    segments: [Segment],
    regions: [Region] = [],
    attached: [MappedText] = [],
    unpublished: [MappedText] = [],
    mentions: [Token] = [],
    hashtags: [Token] = [],
    cashtags: [Token] = [],
    links: [Link] = [],
    images: [Image] = [],
    rawHTML: [SourceSpan] = [],
    flags: [Flag] = [],
    canonical: [CanonicalText] = []
  ) {
    self.channels = channels
    self.published = published
    self.segments = segments
    self.regions = regions
    self.attached = attached
    self.unpublished = unpublished
    self.mentions = mentions
    self.hashtags = hashtags
    self.cashtags = cashtags
    self.links = links
    self.images = images
    self.rawHTML = rawHTML
    self.flags = flags
    self.canonical = canonical
    self.masks = masks ?? ScalarMasks(published.scalars)
  }
}

/// One post of a thread or chat, or the only one of any other kind.
public struct Segment: Hashable, Sendable {
  /// The scalars of the published text it covers.
  public let range: Range<Int>
  /// For chats, how long after the start it is posted.
  public let offset: TimeSpan?

  /// A post that is part of a text.
  public init(range: Range<Int>, offset: TimeSpan? = nil) {
    self.range = range
    self.offset = offset
  }
}

/// Text as a reader's eye takes it: folded, look-alikes mapped, invisible characters gone, lower
/// case.
///
/// A class, as it never changes and has half a dozen parts, each of which a copy would count.
public final class CanonicalText: Sendable {
  /// The folded text.
  public let text: MappedText
  /// The folded text with spaced-out and leet spellings joined into words as well; nil where that
  /// changes nothing.
  ///
  /// Forbidden words are looked for in both.
  public let joined: JoinedView?
  /// What scalars `text` is made of.
  public let masks: ScalarMasks
  /// True where `text` is known to be what was folded, but for the case of ASCII and the width of
  /// white space: nothing is to be found there that does not stand in plain sight.
  public let isPlain: Bool

  /// A canonical text; `masks` are made where nobody has made them yet.
  public init(
    text: MappedText,
    joined: JoinedView? = nil,
    masks: ScalarMasks? = nil,
    isPlain: Bool = false
  ) {
    self.text = text
    self.joined = joined
    self.masks = masks ?? ScalarMasks(text.scalars)
    self.isPlain = isPlain
  }
}
