import VouchCore

/// What Markdown made of one text, before anything was looked for in it.
///
/// Every scalar of every text knows its place in the file. How a scalar was written can be read
/// there: an origin that starts with `&` or `\` in the source is an entity or an escape, and a gap
/// between the origins of two neighbours is markup that was dropped.
///
/// A class, as everyone who looks for something is handed it, and a copy would count every list.
final class ParsedText: Sendable {
  /// What readers see, as a person would have typed it.
  let published: MappedText
  /// The posts it falls into; always at least one.
  let segments: [Segment]
  /// Where published text stands in something other than plain prose.
  let regions: [Region]
  /// Links that Markdown made: inline, by reference and `<autolinks>`.
  let links: [MarkdownLink]
  /// Alternative texts of images, Markdown and raw HTML, in order.
  let attached: [MappedText]
  /// Comments, titles of links and images, labels and titles of reference definitions, in order.
  let unpublished: [MappedText]
  /// Images, in order.
  let images: [Image]
  /// Where raw HTML stands, comments included.
  let rawHTML: [SourceSpan]
  /// Where HTML comments stand; each lies inside an entry of `rawHTML`.
  let comments: [SourceSpan]

  /// A text; without `segments` it is one post.
  init(
    _ published: MappedText,
    segments: [Segment] = [],
    regions: [Region] = [],
    links: [MarkdownLink] = [],
    aside: AsideText = AsideText()
  ) {
    self.published = published
    self.segments = segments.isEmpty ? [Segment(range: 0..<published.count)] : segments
    self.regions = regions
    self.links = links
    attached = aside.attached
    unpublished = aside.unpublished
    images = aside.images
    rawHTML = aside.rawHTML
    comments = aside.comments
  }
}

/// What is found beside the published text while it is written; see ``ParsedText``.
struct AsideText {
  var attached: [MappedText] = []
  var unpublished: [MappedText] = []
  var images: [Image] = []
  var rawHTML: [SourceSpan] = []
  var comments: [SourceSpan] = []
}

/// A link that Markdown made.
struct MarkdownLink {
  /// The scalars of published text that show the link text.
  var textRange: Range<Int>
  /// The scalars of published text that show the destination; nil where it is not shown again
  /// because the text already is the destination.
  var urlRange: Range<Int>?
  /// The destination with entities and escapes decoded, each scalar in its place.
  var url: MappedText

  /// Where in `published` the text goes on that is glued to the link in the source; nil where a
  /// blank or nothing follows there.
  func gluedTextStart(in published: MappedText) -> Int? {
    let end = urlRange?.upperBound ?? textRange.upperBound
    guard end + 1 < published.count, published.scalars[end] == " "
    else { return nil }
    // Rendering put the blank in, so it stands for nothing in the file.
    return published.origins[end].start == published.origins[end].end ? end + 1 : nil
  }
}
