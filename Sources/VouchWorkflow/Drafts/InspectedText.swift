public import VouchCore
import VouchText

/// What the networks would see of a text.
public struct InspectedText: Sendable {
  /// The bytes that were read.
  public let source: SourceText
  /// Mentions in order of appearance.
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

  init(_ inspection: Inspection, flags more: [Flag]) {
    source = inspection.source
    mentions = inspection.mentions
    hashtags = inspection.hashtags
    cashtags = inspection.cashtags
    links = inspection.links
    flags = (inspection.flags + more).sorted { $0.span.start < $1.span.start }
    renditions = inspection.renditions
  }
}
