import VouchCore

/// What Markdown made of one text, before anything was looked for in it.
///
/// Every scalar of every text knows its place in the file. How a scalar was written can be read
/// there: an origin that starts with `&` or `\` in the source is an entity or an escape, and a gap
/// between the origins of two neighbours is markup that was dropped.
struct ParsedText {
  /// What readers see, as a person would have typed it.
  var published = MappedText()
  /// The posts it falls into; always at least one.
  var segments: [Segment] = []
  /// Where published text stands in something other than plain prose.
  var regions: [Region] = []
  /// Alternative texts of images, Markdown and raw HTML, in order.
  var attached: [MappedText] = []
  /// Comments, titles of links and images, labels and titles of reference definitions, in order.
  var unpublished: [MappedText] = []
  /// Links that Markdown made: inline, by reference and `<autolinks>`.
  var links: [MarkdownLink] = []
  /// Images, in order.
  var images: [Image] = []
  /// Where raw HTML stands, comments included.
  var rawHTML: [SourceSpan] = []
  /// Where HTML comments stand; each lies inside an entry of `rawHTML`.
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
