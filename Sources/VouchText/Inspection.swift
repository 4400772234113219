public import VouchCore

/// What networks would see of a text: the answer of `vouch inspect`.
public struct Inspection: Sendable {
  /// The bytes that were read.
  public let source: SourceText
  /// Mentions in order of appearance, with their surfaces.
  public let mentions: [Token]
  /// Hashtags, likewise.
  public let hashtags: [Token]
  /// Cashtags, likewise.
  public let cashtags: [Token]
  /// Links of every kind, in order of appearance.
  public let links: [Link]
  /// What is unexpected about the text.
  public let flags: [Flag]
  /// What each channel would show.
  public let renditions: [Rendition]
  /// The texts themselves, by the strictest reading.
  public let readings: [Reading]

  /// What was found in a text.
  public init(
    source: SourceText,
    mentions: [Token],
    hashtags: [Token],
    cashtags: [Token],
    links: [Link],
    flags: [Flag],
    renditions: [Rendition],
    readings: [Reading]
  ) {
    self.source = source
    self.mentions = mentions
    self.hashtags = hashtags
    self.cashtags = cashtags
    self.links = links
    self.flags = flags
    self.renditions = renditions
    self.readings = readings
  }
}
